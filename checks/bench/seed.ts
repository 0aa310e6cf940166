import type pg from 'pg'
import type { Chance } from '../chance.ts'
import type { KeyMaker } from './keys.ts'
import { type Seeded, People } from './seed-people.ts'
import { Threads } from './seed-threads.ts'

/** How much a practice holds. */
export type Amounts = {
  /** Clients of the practice, those of the therapist among them. */
  clients: number
  /** Conversations of the therapist, each with a client of their own. */
  own: number
  /** Messages in one of them, whatever the size. */
  long: number
  /** Messages in each of the others. */
  ownEach: number
  /** Conversations of other therapists, and messages in each. */
  others: number
  othersEach: number
}

/** What was seeded, as the load generator and the page need it. */
export type Seeds = {
  messages: number
  clients: number
  /** The conversation of a thousand messages. */
  long: string
  /** The therapist's other conversations. */
  threads: string[]
  /** Cookies: the therapist's, the secretary's, those of the therapist's clients beside `threads`. */
  sessions: { therapist: string[]; secretary: string; clients: string[] }
  /** What the secretary types to find one client. */
  finds: string[]
  addresses: string[]
}

/** A practice that was filled. */
export type Practice = Seeds & { id: string; slug: string; database: string; bare: string; bytesPerMessage: number }

const clientsPerTherapist = 500
const therapistSessions = 64

type With = { keys: KeyMaker; chance: Chance; passwordHash: string; now: Date }

/** Fills one practice. */
export async function seedPractice(client: pg.Client, with_: With, amounts: Amounts): Promise<Seeds> {
  const people = new People(client, with_)
  const threads = new Threads(client, with_)
  const therapist = await people.add('professional', ['therapist'])
  const secretary = await people.add('professional', ['secretary'])
  const clients: Seeded[] = []
  for (let count = 0; count < amounts.clients; count += 1) clients.push(await people.add('client'))
  const own = clients.slice(0, amounts.own)
  const ids: string[] = []
  for (const [index, one] of own.entries()) {
    await threads.relate({ therapist: therapist.id, client: one.id })
    ids.push(await threads.add({ therapist: therapist.id, client: one.id }, index === 0 ? amounts.long : amounts.ownEach))
  }
  await seedOthers({ people, threads }, clients.slice(amounts.own), amounts)
  const sessions = await openSessions(people, { therapist, secretary, clients: own.slice(1) })
  await people.end()
  await threads.end()
  const [long = '', ...others] = ids
  return {
    messages: amounts.long + (amounts.own - 1) * amounts.ownEach + amounts.others * amounts.othersEach,
    clients: amounts.clients,
    long,
    threads: others,
    sessions,
    finds: with_.chance.several(clients.slice(0, 5_000), 1_000).map(({ name }) => `${name.first} ${name.last}`),
    addresses: own.map(({ address }) => address),
  }
}

/** The other clients have therapists of their own; as many as asked for also have a conversation. */
async function seedOthers(into: { people: People; threads: Threads }, clients: Seeded[], amounts: Amounts): Promise<void> {
  let therapist = ''
  for (const [index, { id: client }] of clients.entries()) {
    if (index % clientsPerTherapist === 0) therapist = (await into.people.add('professional', ['therapist'])).id
    await into.threads.relate({ therapist, client })
    if (index < amounts.others) await into.threads.add({ therapist, client }, amounts.othersEach)
  }
}

async function openSessions(
  people: People,
  { therapist, secretary, clients }: { therapist: Seeded; secretary: Seeded; clients: Seeded[] },
): Promise<Seeds['sessions']> {
  const mine: string[] = []
  for (let count = 0; count < therapistSessions; count += 1) mine.push(await people.session(therapist.id))
  const theirs: string[] = []
  for (const { id } of clients) theirs.push(await people.session(id))
  return { therapist: mine, secretary: await people.session(secretary.id), clients: theirs }
}
