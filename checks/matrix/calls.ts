import { randomUUID } from 'node:crypto'
import type { Answer, Person } from '../../people/person.ts'
import { castPassword } from '../../people/room.ts'
import { contract } from '../../contract/index.ts'
import { pieces } from './pieces.ts'
import type { Player, Scene } from './scene.ts'

/** What one asks for, where it is the same for everybody. */
export type Asking = { person: Person; player: Player | null }

/** How each endpoint about oneself or nobody is called, as a browser would. */
export const ownCalls: Record<string, (asking: Asking) => Promise<Answer>> = {
  seePractice: ({ person }) => person.try('seePractice'),
  setUp: ({ person }) => person.try('setUp', { takes: setUp }),
  signIn: ({ person, player }) =>
    person.try('signIn', { takes: { address: player?.address ?? 'nobody@linde.example', password: castPassword } }),
  signOut: ({ person }) => person.try('signOut'),
  seeMe: ({ person }) => person.try('seeMe'),
  changeMySettings: ({ person }) => person.try('changeMySettings', { takes: { theme: 'dark' } }),
  listContacts: ({ person }) => person.try('listContacts'),
  beHere: ({ person }) => person.try('beHere'),
  listConversations: ({ person }) => person.try('listConversations'),
  listFailedLetters: ({ person }) => person.try('listFailedLetters'),
  listDemoMail: ({ person }) => person.try('listDemoMail'),
  live: ({ person }) => openStream(person),
  openapi: ({ person }) => person.request('GET', '/api/openapi.json'),
  health: ({ person }) => person.request('GET', '/health'),
  ready: ({ person }) => person.request('GET', '/ready'),
}

/** How each endpoint about one conversation is called. */
export const conversationCalls: Record<string, (person: Person, id: string) => Promise<Answer>> = {
  readConversation: (person, id) => person.try('readConversation', { where: { id } }),
  readMessages: (person, id) => person.try('readMessages', { where: { id } }),
  postMessage: (person, id) =>
    person.try('postMessage', { where: { id }, takes: { text: 'A word', clientKey: randomUUID() } }),
  markRead: (person, id) => person.try('markRead', { where: { id }, takes: { position: 1_000_000 } }),
  listConversations: (person) => person.try('listConversations'),
  live: (person) => openStream(person),
}

/** How each endpoint about one person is called. */
export const personCalls: Record<string, (person: Person, account: string) => Promise<Answer>> = {
  startConversation: (person, account) =>
    person.try('startConversation', { takes: { contacts: [account], text: 'A word', clientKey: randomUUID() } }),
}

/** Opens the stream and closes it as soon as it has answered; a refusal is read like any other. */
async function openStream(person: Person): Promise<Answer> {
  try {
    ;(await person.listen()).close()
    return { status: 200, headers: new Headers(), body: null, text: '' }
  } catch {
    return await person.request('GET', '/api/live')
  }
}

const setUp = {
  token: 'no such link',
  practice: {
    name: 'Other',
    deskAddress: 'desk@other.example',
    deskPhone: null,
    language: 'en',
    timeZone: 'Europe/London',
  },
  person: {
    first: 'Ann',
    infix: null,
    last: 'Other',
    address: 'ann@other.example',
    password: 'a kettle sings by the window',
  },
}

/** Calls an endpoint about oneself or nobody, wherever its call stands. */
export async function callOwn(name: string, asking: Asking & { scene: Scene }): Promise<Answer | undefined> {
  const call = ownCalls[name] ?? pieces.find(({ ownCalls: calls }) => name in calls)?.ownCalls[name]
  return await call?.(asking)
}

/** The same for one about a person. */
export async function callPerson(
  name: string,
  { person, account, scene }: { person: Person; account: string; scene: Scene },
): Promise<Answer | undefined> {
  const call = personCalls[name] ?? pieces.find(({ personCalls: calls }) => name in calls)?.personCalls[name]
  return await call?.(person, account, scene)
}

/** Every endpoint of the contract is called somewhere above, or in a piece. */
export function uncalled(): string[] {
  const all = [ownCalls, conversationCalls, personCalls, ...pieces.flatMap((one) => [one.ownCalls, one.personCalls])]
  const called = new Set(all.flatMap((calls) => Object.keys(calls)))
  return Object.keys(contract).filter((name) => !called.has(name))
}
