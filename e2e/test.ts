import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { inject } from 'vitest'
import { browserFlags, findBrowser } from '../checks/browser.ts'
import { cast, type CastName } from '../people/cast.ts'
import type { Person } from '../people/person.ts'
import { castPassword, type Room } from '../people/room.ts'
import { test as roomTest } from '../people/test.ts'

/** The widths everything is tried at: a small phone and a desktop, CSS pixels. */
export const phone = { width: 360, height: 740 }
export const desktop = { width: 1280, height: 860 }

/** How somebody's browser is: Dutch or English, small or large. */
export type Seat = BrowserContextOptions & { language?: 'nl' | 'en' }
type Cookie = Parameters<BrowserContext['addCookies']>[0][number]

/** Opens people's browsers. Everything a page complains about, or asks of another host, fails the test that opened it. */
export type Browsers = {
  /** A browser of its own, at the door. */
  door(seat?: Seat): Promise<Page>
  /** Somebody, signed in through the door. */
  as(name: CastName, seat?: Seat): Promise<Page>
  /** Somebody who signed in over HTTP, at this address: for tests that are not about the door. */
  of(person: Person, address: string, seat?: Seat): Promise<Page>
}

export const test = roomTest
  .override('settings', () => ({ webFolder: inject('webFolder') }))
  .extend('browser', { scope: 'file' }, async ({ settings: _settings }, { onCleanup }): Promise<Browser> => {
    const browser = await chromium.launch({ executablePath: await findBrowser(), args: browserFlags() })
    onCleanup(() => browser.close())
    return browser
  })
  .extend('browsers', async ({ browser, room }, { onCleanup }): Promise<Browsers> => {
    const contexts: BrowserContext[] = []
    const complaints: string[] = []
    onCleanup(async () => {
      await Promise.all(contexts.map((context) => context.close()))
      if (complaints.length > 0) throw new Error(`pages complained:\n${complaints.join('\n')}`)
    })
    const open = async (address: string, { cookies = [], ...seat }: Seat & { cookies?: Cookie[] } = {}) => {
      const context = await openContext(browser, { baseURL: room.address, ...seat })
      contexts.push(context)
      await listen(context, room, complaints)
      await context.addCookies(cookies)
      const page = await context.newPage()
      await page.goto(address)
      return page
    }
    return {
      door: (seat) => open('/', seat),
      as: async (name, seat) => signIn(await open('/', seat), name),
      of: (person, address, seat) => open(address, { ...seat, cookies: [cookieOf(person, room)] }),
    }
  })

async function openContext(browser: Browser, { language = 'en', ...rest }: Seat): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: desktop,
    locale: language === 'nl' ? 'nl-NL' : 'en-GB',
    reducedMotion: 'reduce',
    ...rest,
  })
  context.setDefaultTimeout(15_000)
  return context
}

function cookieOf({ cookie }: Person, { address }: Room): Cookie {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
  return { name, value, url: address, httpOnly: true, sameSite: 'Strict' }
}

/** To every tab of a browser: errors, words on the console, breaches of the content policy, requests to elsewhere. */
async function listen(context: BrowserContext, room: Room, complaints: string[]): Promise<void> {
  context.on('weberror', (error) => complaints.push(`error: ${error.error().message}`))
  context.on('request', (request) => {
    if (!request.url().startsWith(`${room.address}/`))
      complaints.push(`request to another host: ${new URL(request.url()).host}`)
  })
  context.on('console', (message) => {
    // The browser itself logs each refused request; refusals are part of the tests.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(`console: ${message.text()}`)
  })
  await context.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`content policy: ${violatedDirective} ${blockedURI}`),
    ),
  )
}

/** Through the door, as people do. */
export async function signIn(page: Page, name: CastName): Promise<Page> {
  await page.getByLabel(/^(E-mail address|E-mailadres)$/).fill(cast[name].address)
  await page.getByLabel(/^(Password|Wachtwoord)$/).fill(castPassword)
  await page.getByRole('button', { name: /^(Sign in|Inloggen)$/ }).click()
  await page.getByRole('navigation', { name: /^(Main menu|Hoofdmenu)$/ }).waitFor()
  return page
}
