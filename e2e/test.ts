import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { inject } from 'vitest'
import { browserFlags, findBrowser } from '../checks/browser.ts'
import { cast, type CastName } from '../people/cast.ts'
import { castPassword, type Room } from '../people/room.ts'
import { test as roomTest } from '../people/test.ts'

/** The widths everything is tried at: a small phone and a desktop, CSS pixels. */
export const phone = { width: 360, height: 740 }
export const desktop = { width: 1280, height: 860 }

/** How somebody's browser is: Dutch or English, small or large. */
export type Seat = BrowserContextOptions & { language?: 'nl' | 'en' }

/** Opens people's browsers. Everything a page complains about, or asks of another host, fails the test that opened it. */
export type Browsers = {
  /** A browser of its own, at the door. */
  door(seat?: Seat): Promise<Page>
  /** Somebody, signed in through the door. */
  as(name: CastName, seat?: Seat): Promise<Page>
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
    const door = async (seat: Seat = {}) => {
      const context = await openContext(browser, seat)
      contexts.push(context)
      const page = await context.newPage()
      listen(page, room, complaints)
      await page.goto(room.address)
      return page
    }
    return { door, as: async (name, seat) => signIn(await door(seat), name) }
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

function listen(page: Page, room: Room, complaints: string[]): void {
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`))
  page.on('request', (request) => {
    if (!request.url().startsWith(room.address))
      complaints.push(`request to another host: ${new URL(request.url()).host}`)
  })
  page.on('console', (message) => {
    // The browser itself logs each refused request; refusals are part of the tests.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(`console: ${message.text()}`)
  })
}

/** Through the door, as people do. */
export async function signIn(page: Page, name: CastName): Promise<Page> {
  await page.getByLabel(/^(E-mail address|E-mailadres)$/).fill(cast[name].address)
  await page.getByLabel(/^(Password|Wachtwoord)$/).fill(castPassword)
  await page.getByRole('button', { name: /^(Sign in|Inloggen)$/ }).click()
  await page.getByRole('navigation', { name: /^(Main menu|Hoofdmenu)$/ }).waitFor()
  return page
}
