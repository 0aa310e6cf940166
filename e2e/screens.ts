import type { Page } from 'playwright-core'
import { ask, setAsking } from '../checks/trials/requests.ts'
import { prepared, sentBy } from '../checks/trials/tools.ts'
import { cast, type CastName } from '../people/cast.ts'
import { linkFor } from '../people/links.ts'
import { allowOutside, lookForAWhile } from '../people/outside.ts'
import { type Person, signIn } from '../people/person.ts'
import { castPassword, type Room } from '../people/room.ts'
import { dictionary as en } from '../web/text/en.ts'
import { later } from '../web/text/later.ts'
import { dictionary as nl } from '../web/text/nl.ts'
import { soon } from './eyes.ts'
import { clientScreens } from './screens-clients.ts'
import { outsideScreens } from './screens-outside.ts'
import { giveSecondStep, secondStepScreens } from './screens-second-step.ts'
import { doorScreens } from './screens-door.ts'
import { peopleScreens } from './screens-people.ts'
import { looksScreens } from './screens-looks.ts'
import { practiceScreens } from './screens-practice.ts'
import { relationScreens } from './screens-relations.ts'
import { toolScreens } from './screens-tools.ts'
import { type Browsers, type Seat, test as browserTest } from './test.ts'

/** Every screen there is, in every state that looks different, and how one comes there. */

export type Language = 'en' | 'nl'
export const words = { en: { ...en, ...later.en }, nl: { ...nl, ...later.nl } }

/** What stands ready in the room of a test about all screens. */
export type Furnished = {
  people: Record<'Noor' | 'Daan' | 'Eva' | 'Karim' | 'Ruth', Person>
  /** Noor's with Daan: long, and with something unread for both. */
  talk: string
  /** Eva's with Tom, who are no longer in touch. */
  closed: string
  /** Tokens of links from letters to Noor. */
  links: Record<'welcome' | 'unblock', string>
  /** The number of Noor's account; a new address waits for it. */
  noor: string
  /** Daan asks Noor for Eva. */
  request: string
  /** Worksheets of Noor: one to fill in, one that waits for feedback. */
  sheets: { open: string; sent: string }
  /** Words that no title and no address may hold. */
  private: RegExp
}

export const longSubject = `Over slapen en piekeren, en wat daartussen zit: ${'afspraken'.repeat(15)}`
export const longWord = 'Hottentottententententoonstelling'.repeat(6)

/** A room with conversations in every state. */
export const test = browserTest.extend('furnished', { scope: 'file' }, async ({ room }): Promise<Furnished> => {
  const enter = (name: CastName) => signIn(room, cast[name].address, castPassword)
  const [noor, daan, eva, tom, karim, ruth] = await Promise.all([
    enter('Noor'),
    enter('Daan'),
    enter('Eva'),
    enter('Tom'),
    enter('Karim'),
    enter('Ruth'),
  ])
  const talk = await noor.start('Daan', { subject: longSubject, text: `${longWord} https://example.org/${longWord}` })
  for (let number = 1; number < 8; number += 1)
    await (number % 3 === 0 ? noor : daan).post(
      talk,
      `Regel ${number}\n\nNog een alinea. ${'Meer woorden. '.repeat(9)}`,
    )
  await noor.ask('markRead', { where: { id: talk }, takes: { position: 5 } })
  await daan.ask('markRead', { where: { id: talk }, takes: { position: 3 } })
  await noor.start('Lies', { text: 'Dag' })
  const closed = await tom.start('Eva', { subject: 'Afgerond', text: 'Dag Eva' })
  await daan.ask('proposeClientAddress', { where: { id: room.ids.Noor }, takes: { address: 'nora@linde.example' } })
  const request = await askNoor(room, daan)
  // A look that was refused: Noor reads of it, and it stands on the list for review.
  await eva.try('seeClient', { where: { id: room.ids.Noor } })
  const sheets = { open: (await prepared(room)).id, sent: (await sentBy(room)).id }
  await endRelation(room)
  await giveSecondStep(room, await enter('Milan'))
  await allowOutside(room, { outside: 'read-only', temporaryAccess: true })
  await lookForAWhile(eva, room.ids.Noor)
  const privates = /Noor|Daan|Tom|Eva|Bakker|Visser|slapen|piekeren|Afgerond|Hottentot|difficult/i
  // Ruth is here for the first time.
  await room.query('update room.account_setting set privacy_seen_at = null where account = $1', [room.ids.Ruth])
  const links = {
    welcome: await linkFor(room, { to: room.ids.Noor, for: 'welcome' }),
    unblock: await linkFor(room, { to: room.ids.Noor, for: 'unblock' }),
  }
  const people = { Noor: noor, Daan: daan, Eva: eva, Karim: karim, Ruth: ruth }
  return { people, talk, closed, links, request, sheets, noor: room.ids.Noor, private: privates }
})

/** Asked while relate requests were on. */
async function askNoor(room: Room, daan: Person): Promise<string> {
  await setAsking(room, { relateRequests: true })
  const request = await ask(daan, room, ['Noor', 'Eva'])
  await setAsking(room, {})
  return request
}

async function endRelation(room: Room): Promise<void> {
  await room.query('update room.relation set ended_at = now() where client = $1', [room.ids.Tom])
}

type Given = { browsers: Browsers; furnished: Furnished; language: Language; seat?: Seat }

export type Screen = {
  name: string
  open(given: Given): Promise<Page>
  /** Something that is there once the screen stands. */
  ready(page: Page, said: (typeof words)[Language]): Promise<unknown>
}

type Who = keyof Furnished['people']

type Address = (furnished: Furnished) => string

/** A screen that somebody finds at an address: `at('Noor', '/settings')('the settings', …)`. */
function at(who: Who, address: string | Address) {
  const open: Screen['open'] = ({ browsers, furnished, language, seat }) =>
    browsers.of(furnished.people[who], typeof address === 'string' ? address : address(furnished), {
      ...seat,
      language,
    })
  return (name: string, ready: Screen['ready']): Screen => ({ name, open, ready })
}

/** An address that somebody opens who is not signed in. */
function outside(address: string | Address): Screen['open'] {
  return async ({ browsers, furnished, language, seat }) => {
    const page = await browsers.door({ ...seat, language })
    await page.goto(typeof address === 'string' ? address : address(furnished))
    return page
  }
}

/** A screen that looks different once something was done on it. */
function after(screen: Screen, name: string, act: Screen['ready']): Screen {
  const ready: Screen['ready'] = async (page, said) => {
    await screen.ready(page, said)
    await act(page, said)
  }
  return { ...screen, name, ready }
}

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name }).first().waitFor()

/** For screens that stand in a file of their own. */
export type Tools = { at: typeof at; after: typeof after; heading: typeof heading }

const door: Screen = {
  name: 'the door',
  open: ({ browsers, language, seat }) => browsers.door({ ...seat, language }),
  ready: (page, said) => heading(page, said.accounts.signIn),
}
const start = at('Noor', '/conversations/start')('starting a conversation', (page) =>
  page.getByRole('radio').first().waitFor(),
)
const thread = at('Noor', ({ talk }) => `/conversations/${talk}`)('a conversation, a client’s', (page, said) =>
  page.getByRole('textbox', { name: said.conversations.message }).waitFor(),
)
const settings = at('Noor', '/settings')('the settings', (page, said) => heading(page, said.accounts.settings))

export const screens: Screen[] = [
  ...clientScreens({ at, after, heading }),
  ...outsideScreens({ at, after, heading }),
  ...toolScreens({ at, after, heading }),
  ...relationScreens({ at, after, heading }),
  door,
  after(door, 'the door with what is missing', async (page, said) => {
    await page.getByRole('button', { name: said.accounts.signIn }).click()
    await page.getByRole('link', { name: said.accounts.writePassword }).waitFor()
  }),
  after(door, 'the door after a wrong password', async (page, said) => {
    await page.getByLabel(said.accounts.address).fill('noor@linde.example')
    await page.getByLabel(said.accounts.password, { exact: true }).fill('wrong words')
    await page.getByRole('button', { name: said.accounts.signIn }).click()
    await page.locator('.notice.danger').waitFor()
  }),
  after(door, 'the help that unfolds', async (page, said) => {
    await page.locator('summary').click()
    await page.getByText(said.practices.lifeInDanger).waitFor()
  }),
  at('Karim', '/')('an empty home page', (page, said) => heading(page, said.conversations.noneUnread)),
  at('Noor', '/')('a client’s home page with something unread', (page, said) =>
    page.getByRole('link', { name: said.conversations.readIt }).waitFor(),
  ),
  at('Daan', '/')('a professional’s home page with something unread', (page, said) =>
    page.getByText(said.conversations.unread(2), { exact: true }).waitFor(),
  ),
  at('Karim', '/conversations')('an empty list', (page, said) => heading(page, said.conversations.none)),
  at('Noor', '/conversations')('a full list', (page) => page.getByRole('link', { name: longSubject }).waitFor()),
  thread,
  at('Daan', ({ talk }) => `/conversations/${talk}`)('a conversation, a professional’s', (page) =>
    page.getByRole('log').waitFor(),
  ),
  after(thread, 'a conversation with a message that was not sent', async (page, said) => {
    await page.context().setOffline(true)
    await page.getByRole('textbox', { name: said.conversations.message }).fill(longWord)
    await page.getByRole('button', { name: said.conversations.send }).click()
    await page.getByText(said.conversations.notSentOffline).waitFor()
  }),
  at('Eva', ({ closed }) => `/conversations/${closed}`)('a closed conversation', (page, said) =>
    page.getByText(said.conversations.noLongerInTouch).waitFor(),
  ),
  start,
  after(start, 'starting a conversation with what is missing', async (page, said) => {
    await page.getByRole('button', { name: said.conversations.send }).click()
    await page.getByRole('link', { name: said.conversations.writeSomething }).waitFor()
  }),
  settings,
  after(settings, 'the settings after a change', async (page, said) => {
    await page.getByRole('radio', { name: said.accounts.enterMakesLine }).click()
    await page.getByRole('radio', { name: said.accounts.theme.device }).click()
    await page.getByRole('radio', { name: said.accounts.enterSends }).click()
    await page.getByRole('status').getByText(said.accounts.saved).waitFor()
  }),
  at('Noor', '/nothing/here')('an address without a page', (page, said) => heading(page, said.room.unknownPage)),
  at('Karim', ({ talk }) => `/conversations/${talk}`)('a conversation that is not yours', (page, said) =>
    page.getByText(said.conversations.notYours).waitFor(),
  ),
  ...doorScreens({ at, outside, heading }),
  ...peopleScreens({ at, after }),
  ...practiceScreens({ at, after, heading }),
  ...looksScreens({ at }),
  ...secondStepScreens({ at, outside }),
]

/** Opens a screen and waits until it stands still. */
export async function stand(screen: Screen, given: Given): Promise<Page> {
  const page = await screen.open(given)
  await screen.ready(page, words[given.language])
  await soon(() => page.locator('main h1').count()).toBe(1)
  return page
}
