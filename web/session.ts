import { effect, signal } from '@preact/signals'
import type { Me } from '../contract/accounts.ts'
import type { StepToCome } from '../contract/accounts/step-to-come.ts'
import type { Sent } from '../contract/endpoint.ts'
import type { Contract } from '../contract/index.ts'
import type { Practice } from '../contract/practices.ts'
import type { Language } from '../rules/words.ts'
import { ask, Refused, whenSetUpFirst, whenSignedOut } from './api.ts'
import { listen, startListening, stopListening } from './live.ts'
import { recall, remember } from './remembered.ts'
import { hearTabs, tellTabs } from './tabs.ts'
import { browserLanguage, language, speak } from './text/text.ts'

/** Who is here. `nobody` says how that came: never signed in, signed out on purpose, the session ended in the middle, or the practice was set up just now. */
export type Session =
  | { who: 'nobody'; why: 'new' | 'left' | 'over' | 'ready' }
  | { who: 'somebody'; me: Me }
  /** Has to set up two-step sign-in first: nothing else is asked for them (SEC-9). */
  | { who: 'setting up'; me: Me }

export const session = signal<Session>({ who: 'nobody', why: 'new' })
export const practice = signal<Practice | null>(null)

/** First thing of all: which house this is and who is here. Throws `Unreachable` when there is no answer. */
export async function enter(): Promise<void> {
  const [house, me] = await Promise.all([ask('seePractice'), askMe(), speak(doorLanguage())])
  practice.value = house
  if (me) await welcome(me)
}

/** Gives back with what the second step can be taken, where one is to come; else one is in. */
export async function signIn(address: string, password: string): Promise<StepToCome['toCome']> {
  const answer = await ask('signIn', { takes: { address, password } })
  if ('toCome' in answer) return answer.toCome
  await comeIn(answer)
  return []
}

/** The second step was taken. */
export async function comeIn(me: Me): Promise<void> {
  await welcome(me)
  tellTabs({ what: 'signed in' })
}

export async function signOut(): Promise<void> {
  await ask('signOut')
  tellTabs({ what: 'signed out' })
  clear('left')
}

/** Leaves without waiting for an answer: the page is going away. */
export function signOutAndGo(): void {
  void fetch('/api/session', { method: 'DELETE', keepalive: true })
  tellTabs({ what: 'signed out' })
}

/** The first person of an empty room says what the practice is, and who they are. Afterwards they stand at its door. */
export async function setUp(takes: Sent<Contract['setUp']>['takes']): Promise<void> {
  await ask('setUp', { takes })
  await lookAtPractice()
  session.value = { who: 'nobody', why: 'ready' }
}

/** Asks anew what the practice says of itself. */
export async function lookAtPractice(): Promise<void> {
  practice.value = await ask('seePractice')
}

export async function changeSettings(change: Sent<Contract['changeMySettings']>['takes']): Promise<void> {
  await welcome(await ask('changeMySettings', { takes: change }))
}

/** The privacy statement was shown, and is not shown again. */
export async function seePrivacyStatement(): Promise<void> {
  await welcome(await ask('seePrivacyStatement'))
}

/** Asks anew who is here, after a change of what they may. Where that fails, what is on the screen stays. */
export function lookAgain(): Promise<void> {
  return askAgain()
}

/** Runs when what this person typed must go from memory: signed out, or somebody else signed in. */
export function whenWiped(wipe: () => void): void {
  wipers.add(wipe)
}

/** Before signing in: what was chosen at this door, else what the browser asks for. */
export function chooseDoorLanguage(chosen: Language): Promise<void> {
  remember('door-language', chosen)
  return speak(chosen)
}

const wipers = new Set<() => void>()
/** Whose words are kept while the session is over. */
let last: Me | null = null

function doorLanguage(): Language {
  const chosen = recall('door-language')
  return chosen === 'nl' || chosen === 'en' ? chosen : browserLanguage()
}

async function askMe(): Promise<Me | null> {
  try {
    return await ask('seeMe')
  } catch (error) {
    if (error instanceof Refused && error.code === 'signed-out') return null
    throw error
  }
}

async function welcome(me: Me): Promise<void> {
  if (last && last.id !== me.id) for (const wipe of wipers) wipe()
  last = me
  await speak(me.language ?? language.value)
  const now = session.peek()
  // The same answer again changes nothing, so nothing is drawn again.
  const who = me.setUpFirst ? 'setting up' : 'somebody'
  if (now.who !== who || JSON.stringify(now.me) !== JSON.stringify(me)) session.value = { who, me }
  if (who === 'somebody') startListening()
  else stopListening()
}

function clear(why: 'left' | 'over'): void {
  stopListening()
  if (why === 'left') {
    for (const wipe of wipers) wipe()
    last = null
  }
  session.value = { who: 'nobody', why }
  if (why === 'left') void speak(doorLanguage())
}

async function askAgain(): Promise<void> {
  try {
    const me = await askMe()
    if (me) await welcome(me)
  } catch {
    // Not reachable now: what is on the screen stays, and the stream asks again when it is back.
  }
}

function over(): void {
  if (session.peek().who !== 'nobody') clear('over')
}

whenSignedOut(over)
whenSetUpFirst(() => void askAgain())

listen(({ what }) => {
  if (what === 'signed out') over()
  if (what === 'me' || what === 'again') void askAgain()
})

hearTabs(({ what }) => {
  if (what === 'signed out') clear('left')
  if (what === 'signed in') void askAgain()
})

/** Light or dark follows the person, and is remembered on the device so that the next page does not flash. */
effect(() => {
  const now = session.value
  if (now.who === 'nobody' && now.why !== 'left') return
  const theme = now.who === 'nobody' || now.me.theme === 'device' ? null : now.me.theme
  remember('theme', theme)
  if (theme) document.documentElement.dataset['theme'] = theme
  else delete document.documentElement.dataset['theme']
})
