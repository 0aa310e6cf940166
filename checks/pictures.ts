/**
 * Makes the pictures of docs/pictures from the running product: starts it on a folder that is thrown away, lets Noor (on a
 * phone) and Daan (at a desk) talk in two browsers, and takes their screens, in both languages.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { openPeople } from '../people/demo.ts'
import type { Language } from '../rules/words.ts'
import { readConfig } from '../server/config.ts'
import { type Running, startHouse } from '../server/start.ts'
import { accounts as en } from '../web/text/accounts.en.ts'
import { accounts as nl } from '../web/text/accounts.nl.ts'
import { conversations as talkEn } from '../web/text/conversations.en.ts'
import { conversations as talkNl } from '../web/text/conversations.nl.ts'
import { browserFlags, findBrowser } from './browser.ts'

const into = path.join(import.meta.dirname, '../docs/pictures')
const mostBytes = 150_000
const minute = 60_000
const phone = { viewport: { width: 390, height: 760 }, deviceScaleFactor: 1.5, isMobile: true, hasTouch: true }
const desk = { viewport: { width: 1200, height: 750 }, deviceScaleFactor: 1 }

const words = {
  en: { ...en, ...talkEn },
  nl: { ...nl, ...talkNl },
}

/** What they write to each other; every sentence is ours. */
const story = {
  en: {
    subject: 'Sleeping',
    other: 'Thursday',
    noor: [
      'Hi Daan. I tried the worry quarter at seven, as we agreed. I slept until five this time.',
      'I wrote the list on paper and left it in the kitchen. It felt silly, and it helped.',
      'Yes, I will. See you Thursday!',
      'May my sister come along for the last ten minutes?',
    ],
    daan: [
      'Good to read, Noor. That is an hour more than last week. What was different?',
      'Not silly at all: the list keeps the worries, so you need not. Do you want to do it again this week?',
      'I read your list. On Thursday we look together at what may go.',
    ],
    colleague: { subject: 'Team meeting', text: 'Shall we move Wednesday’s meeting to half past nine?' },
  },
  nl: {
    subject: 'Slapen',
    other: 'Donderdag',
    noor: [
      'Hoi Daan. Ik heb het piekerkwartier om zeven uur geprobeerd, zoals we afspraken. Ik sliep nu tot vijf uur.',
      'Ik schreef het lijstje op papier en liet het in de keuken liggen. Het voelde gek, en het hielp.',
      'Ja, dat doe ik. Tot donderdag!',
      'Mag mijn zus de laatste tien minuten erbij zijn?',
    ],
    daan: [
      'Fijn om te lezen, Noor. Dat is een uur meer dan vorige week. Wat was er anders?',
      'Helemaal niet gek: het lijstje onthoudt het, dus jij hoeft dat niet. Wil je het deze week nog eens doen?',
      'Ik heb je lijstje gelezen. Donderdag kijken we samen wat er weg kan.',
    ],
    colleague: { subject: 'Teamoverleg', text: 'Zullen we het overleg van woensdag om half tien doen?' },
  },
} as const satisfies Record<Language, unknown>

/** The clock of both sides stands still between two steps, so that the pictures show the same times whenever they are made. */
let now = new Date()

const executablePath = await findBrowser()
for (const language of ['en', 'nl'] as const) await picture(language)

async function picture(language: Language): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'alcove-pictures-'))
  now = new Date('2026-11-17T09:12:00Z')
  const running = await startHouse(readConfig({ ALCOVE_DATA: folder, ALCOVE_PORT: '0' }), {
    say: () => undefined,
    people: openPeople,
    clock: { now: () => now },
  })
  const browsers = await Promise.all([1, 2].map(() => chromium.launch({ executablePath, args: browserFlags() })))
  try {
    const [first, second] = browsers
    if (!first || !second) throw new Error('two browsers are needed')
    const noor = await enter(running, { browser: first, who: 'noor', language, screen: phone })
    const daan = await enter(running, { browser: second, who: 'daan', language, screen: desk })
    const eva = await enter(running, { browser: second, who: 'eva', language, screen: desk })
    await talk(language, { noor, daan, eva })
  } finally {
    await Promise.all(browsers.map((browser) => browser.close()))
    await running.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

type Arrival = { browser: Browser; who: string; language: Language; screen: typeof phone | typeof desk }

/** Somebody comes in by the door, in a browser that asks for this language. */
async function enter({ address, welcome }: Running, { browser, who, language, screen }: Arrival): Promise<Page> {
  const context = await browser.newContext({
    ...screen,
    baseURL: address,
    locale: language === 'nl' ? 'nl-NL' : 'en-GB',
    timezoneId: 'Europe/Amsterdam',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  await page.clock.setFixedTime(now)
  await page.goto('/')
  const { address: addressLabel, password, signIn } = words[language]
  await page.getByLabel(addressLabel).fill(`${who}@linde.example`)
  await page.getByLabel(password, { exact: true }).fill(passwordIn(welcome))
  await page.getByRole('button', { name: signIn }).click()
  await page.locator('.you').waitFor()
  return page
}

function passwordIn(welcome: string[]): string {
  return welcome.find((line) => line.startsWith('Demo password: '))?.slice('Demo password: '.length) ?? ''
}

/** They talk for a while; then each goes to the home page and finds something new there. */
async function talk(language: Language, people: Record<'noor' | 'daan' | 'eva', Page>): Promise<void> {
  const { noor, daan, eva } = people
  const { subject, other, noor: hers, daan: his, colleague } = story[language]
  const everybody = Object.values(people)
  await start(noor, { language, to: 'Daan Visser', subject, text: hers[0] })
  await daan.goto(noor.url())
  for (const [page, text] of [
    [daan, his[0]],
    [noor, hers[1]],
    [daan, his[1]],
    [noor, hers[2]],
  ] as const) {
    await pass(3, everybody)
    await say(page, { language, text })
    for (const reader of [noor, daan]) await reader.getByRole('log').getByText(text).waitFor()
  }
  await take(noor, `conversation-phone-${language}`)
  await take(daan, `conversation-desktop-${language}`)
  await noor.goto('/')
  await pass(20, everybody)
  await say(daan, { language, text: his[2] })
  await noor.getByText(words[language].readIt).waitFor()
  await take(noor, `home-phone-${language}`)
  await daan.goto('/')
  await pass(4, everybody)
  await start(noor, { language, to: 'Daan Visser', subject: other, text: hers[3] })
  await pass(5, everybody)
  await start(eva, { language, to: 'Daan Visser', ...colleague })
  for (const about of [other, colleague.subject]) await daan.getByText(about).first().waitFor()
  await take(daan, `home-desktop-${language}`)
  await look(language, { noor, daan })
}

/** Daan opens Noor's account, and Noor reads that he did. */
async function look(language: Language, { noor, daan }: Record<'noor' | 'daan', Page>): Promise<void> {
  await daan.goto('/clients')
  await daan.getByRole('link', { name: 'Noor Bakker' }).first().click()
  await daan.locator('.side').waitFor()
  await daan.goto(`${new URL(daan.url()).pathname}/professionals`)
  await daan.getByText('Ruth Jansen').first().waitFor()
  await take(daan, `professionals-desktop-${language}`)
  await pass(2, [noor, daan])
  await noor.goto('/settings/looks')
  await noor.locator('main').getByRole('heading', { level: 2 }).first().waitFor()
  await take(noor, `who-looked-phone-${language}`)
}

type Beginning = { language: Language; to: string; subject: string; text: string }

async function start(page: Page, { language, to, subject, text }: Beginning): Promise<void> {
  const { subject: subjectLabel, message, send } = words[language]
  await page.goto('/conversations/start')
  await page.getByText(to).first().click()
  await page.getByLabel(subjectLabel).fill(subject)
  await page.getByLabel(message).fill(text)
  await page.getByRole('button', { name: send }).click()
  await page.getByRole('log').getByText(text).waitFor()
}

async function say(page: Page, { language, text }: { language: Language; text: string }): Promise<void> {
  const { message, send } = words[language]
  await page.getByLabel(message).fill(text)
  await page.getByRole('button', { name: send }).click()
}

/** Minutes go by on both sides, and everybody is still there. */
async function pass(minutes: number, everybody: Page[]): Promise<void> {
  now = new Date(now.getTime() + minutes * minute)
  for (const page of everybody) {
    await page.clock.setFixedTime(now)
    await page.evaluate(() => fetch('/api/presence', { method: 'POST' }).then(({ ok }) => ok))
  }
}

async function take(page: Page, name: string): Promise<void> {
  const file = path.join(into, `${name}.png`)
  await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' })
  const { size } = statSync(file)
  if (size > mostBytes) throw new Error(`${name}.png has ${size} bytes; at most ${mostBytes}`)
  console.log(`docs/pictures/${name}.png, ${Math.ceil(size / 1000)} kB`)
}
