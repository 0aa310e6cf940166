import type pg from 'pg'
import type { Chance } from '../../chance.ts'
import type { KeyMaker } from './keys.ts'
import { type Seeded, People } from './people.ts'
import { Threads } from './threads.ts'

/** How much a practice holds. */
export type Amounts = {
  /** Clients of the practice, those of the therapist among them. */
  clients: number
  /** Conversations of the therapist, each with a client of their own. */
  own: number
  /** Messages in one of them, whatever the size. */
  long: number
  /** Messages in the others together, evenly spread. */
  ownMessages: number
  /** Conversations of other therapists, and their messages together, evenly spread. */
  others: number
  otherMessages: number
  /** Clients of a colleague, who has no conversation with them. */
  caseload: number
}

/** What was seeded, as the load generator and the page need it. */
export type Seeds = {
  messages: number
  clients: number
  /** The conversation of a thousand messages. */
  long: string
  /** The therapist's other conversations. */
  threads: string[]
  /** Cookies: the therapist's, the secretary's, those of the therapist's clients beside `threads`, and that of the colleague with a caseload. */
  sessions: { therapist: string[]; secretary: string; clients: string[]; caseload: string }
  /** The therapist's clients. */
  files: string[]
  /** What the secretary types to find one client. */
  finds: string[]
  addresses: string[]
  /** A conversation of the therapist's clients and somebody else, whose cookie this is. */
  group: { id: string; session: string }
}

/** A practice that was filled. */
export type Practice = Seeds & { id: string; slug: string; database: string; bare: string; bytesPerMessage: number }

const clientsPerTherapist = 500
const therapistSessions = 64

type With = { keys: KeyMaker; chance: Chance; passwordHash: string; now: Date }

/** Fills one practice, on two connections: while one writes, rows are made for the other. */
export async function seedPractice(
  [first, second]: [pg.Client, pg.Client],
  given: With,
  amounts: Amounts,
): Promise<Seeds> {
  const people = new People(first, given)
  const threads = new Threads(second, given)
  const therapist = await people.add('professional', ['therapist'])
  const secretary = await people.add('professional', ['secretary'])
  const clients: Seeded[] = []
  for (let count = 0; count < amounts.clients; count += 1) clients.push(await people.add('client'))
  const own = clients.slice(0, amounts.own)
  const ids: string[] = []
  for (const [index, { id: client }] of own.entries()) {
    const length = index === 0 ? amounts.long : share(amounts.ownMessages, amounts.own - 1, index - 1)
    await threads.relate({ therapist: therapist.id, client })
    ids.push(await threads.add({ therapist: therapist.id, client }, length))
  }
  await seedOthers({ people, threads }, clients.slice(amounts.own), amounts)
  const group = await seedGroup({ people, threads }, own.slice(1))
  const colleague = await people.add('professional', ['therapist'])
  for (const { id: client } of clients.slice(0, amounts.caseload))
    await threads.relate({ therapist: colleague.id, client })
  const sessions = await openSessions(people, { therapist, secretary, colleague, clients: own.slice(1) })
  await people.end()
  await threads.end()
  const [long = '', ...others] = ids
  return {
    messages: amounts.long + amounts.ownMessages + amounts.otherMessages,
    clients: amounts.clients,
    long,
    threads: others,
    sessions,
    files: own.map(({ id }) => id),
    finds: given.chance.several(clients.slice(0, 5_000), 1_000).map(({ name }) => `${name.first} ${name.last}`),
    addresses: own.map(({ address }) => address),
    group,
  }
}

/** What the one of this index gets when so much is spread evenly over so many. */
function share(total: number, many: number, index: number): number {
  return Math.floor((total * (index + 1)) / many) - Math.floor((total * index) / many)
}

type Into = { people: People; threads: Threads }

/** The other clients have therapists of their own; as many as asked for also have a conversation. */
async function seedOthers(into: Into, clients: Seeded[], amounts: Amounts): Promise<void> {
  let therapist = ''
  for (const [index, { id: client }] of clients.entries()) {
    if (index % clientsPerTherapist === 0) therapist = (await into.people.add('professional', ['therapist'])).id
    await into.threads.relate({ therapist, client })
    if (index >= amounts.others) continue
    await into.threads.add({ therapist, client }, share(amounts.otherMessages, amounts.others, index))
  }
}

/** A conversation of many, begun by a colleague, so that it does not stand in the therapist's list. */
async function seedGroup({ people, threads }: Into, members: Seeded[]): Promise<Seeds['group']> {
  const host = await people.add('professional')
  const ids = members.map(({ id }) => id)
  return { id: await threads.addGroup(host.id, ids), session: await people.session(host.id) }
}

async function openSessions(
  people: People,
  {
    therapist,
    secretary,
    colleague,
    clients,
  }: Record<'therapist' | 'secretary' | 'colleague', Seeded> & { clients: Seeded[] },
): Promise<Seeds['sessions']> {
  const mine: string[] = []
  for (let count = 0; count < therapistSessions; count += 1) mine.push(await people.session(therapist.id))
  const theirs: string[] = []
  for (const { id } of clients) theirs.push(await people.session(id))
  const [office, caseload] = [await people.session(secretary.id), await people.session(colleague.id)]
  return { therapist: mine, secretary: office, clients: theirs, caseload }
}
