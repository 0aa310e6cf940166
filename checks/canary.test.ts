import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, expect } from 'vitest'
import { contract, type EndpointName } from '../contract/index.ts'
import type { Endpoint } from '../contract/endpoint.ts'
import { cast, type CastName, relatedPersons, relations } from '../people/cast.ts'
import { figure } from '../people/figure.ts'
import { Person } from '../people/person.ts'
import { PostOffice } from '../people/post-office.ts'
import type { Room } from '../people/room.ts'
import { test as roomTest } from '../people/test.ts'
import { realName } from '../rules/conversations.ts'

/** How often the whole walk is walked: T5 asks for 50,000 answers, the gate takes one round. */
const rounds = process.env.ALCOVE_PROOF === 'full' ? 12 : 1

const post = new PostOffice()
await post.open()
afterAll(() => post.close())
const test = roomTest.override('settings', { environment: { ALCOVE_SMTP_URL: post.url } })

const names = Object.keys(cast) as CastName[]
/** Who talks with whom in this world; each says something that nobody else may read. */
const pairs: [CastName, CastName][] = [
  ['Noor', 'Daan'],
  ['Tom', 'Eva'],
  ['Daan', 'Eva'],
  ['Noor', 'Lies'],
  ['Milan', 'Noor'],
  ['Milan', 'Daan'],
  ['Sanne', 'Tom'],
  ['Karim', 'Ruth'],
]

/** Something that must only be seen by some. */
type Canary = { word: string; of: string; seenBy: Set<CastName>; staff?: boolean }

/** Here staff are named to whoever's account they tried to open, and in this walk everybody tries everything. */
const naming = new Set(['seeWhoLooked', 'copyWhoLooked'])

/** Does a know b: the decisions on names, spelled out from the story of the cast. */
function acquainted(a: CastName, b: CastName): boolean {
  const [one, other] = [cast[a], cast[b]]
  if (one.kind === 'professional' && other.kind === 'professional') return true
  if (a === 'Sanne' && other.kind === 'client') return true
  const together = (x: CastName, y: CastName) => (x === a && y === b) || (x === b && y === a)
  return (
    relations.some((relation) => relation.kind === 'therapist' && together(relation.client, relation.professional)) ||
    relatedPersons.some(({ client, person, invitedBy }) => together(client, person) || together(invitedBy, person))
  )
}

/** The application manager makes the accounts of professionals. */
function makes(reader: CastName, name: CastName): boolean {
  return reader === 'Karim' && cast[name].kind === 'professional'
}

/** Details of a client: whoever is related to them, in whatever way, and the secretary (CAS-1). */
function opensFile(reader: CastName, client: CastName): boolean {
  if (reader === 'Sanne') return cast[client].kind === 'client'
  return relations.some((relation) => relation.client === client && relation.professional === reader)
}

function meet(a: CastName, b: CastName): boolean {
  return pairs.some((pair) => pair.includes(a) && pair.includes(b))
}

function canariesOfNames(): Canary[] {
  return names.flatMap((name) => {
    const seenBy = names.filter((reader) => {
      const verdict = realName.judge({
        self: reader === name,
        contacts: acquainted(reader, name),
        kind: cast[name].kind,
      })
      return verdict.may && (reader === name || acquainted(reader, name) || meet(reader, name))
    })
    const files = names.filter((reader) => opensFile(reader, name))
    const addressed = names.filter((reader) => reader === name || files.includes(reader) || makes(reader, name))
    // An address is for whoever opens the file or makes the account; else it is nobody's but one's own.
    return [
      {
        word: name,
        of: `name of ${name}`,
        seenBy: new Set([...seenBy, ...files]),
        staff: cast[name].kind === 'professional',
      },
      { word: cast[name].address, of: `address of ${name}`, seenBy: new Set(addressed) },
    ]
  })
}

/** Looks for every canary in everything, and remembers what should not have been there. */
class Scanner {
  readonly leaks: string[] = []
  scanned = 0
  rightlySeen = 0
  readonly #canaries: Canary[]

  constructor(canaries: Canary[]) {
    this.#canaries = canaries
  }

  /** `reader` null: nobody, who may see nothing of anybody. */
  scan(text: string, reader: CastName | null, where: string): void {
    this.scanned += 1
    for (const { word, of, seenBy, staff = false } of this.#canaries) {
      if (!new RegExp(`\\b${word}\\b`).test(text)) continue
      if (reader && (seenBy.has(reader) || (staff && naming.has(where)))) this.rightlySeen += 1
      else this.leaks.push(`${where}: ${reader ?? 'nobody'} sees the ${of}`)
    }
  }
}

/** Words about Noor that she never sees herself (ACC-11): for those who open her file. */
async function labelNoor(daan: Person, room: Room): Promise<Canary> {
  const word = `label-${randomUUID()}`
  await room.query(
    `insert into room.setting (name, value) values ('clientFields', '{"label": "optional"}') on conflict (name) do update set value = excluded.value`,
  )
  const { details } = await daan.ask('seeClient', { where: { id: room.ids.Noor } })
  if (!details) throw new Error('Daan does not see the details of Noor')
  const form = { ...cast.Noor.name, ...details, labels: [word] }
  await daan.ask('changeClient', { where: { id: room.ids.Noor }, takes: form })
  return { word, of: 'label of Noor', seenBy: new Set(names.filter((reader) => opensFile(reader, 'Noor'))) }
}

/** A worksheet of Noor's: its title for who opens her file, an answer that is not sent for her alone. */
async function giveSheet(
  { Daan, Noor }: Record<CastName, Person>,
  room: Room,
): Promise<{ id: string; canaries: Canary[] }> {
  const [title, answer] = [`title-${randomUUID()}`, `answer-${randomUUID()}`]
  const takes = { title, text: '', questions: [question], guidedBy: room.ids.Daan, clientKey: randomUUID() }
  const { id } = await Daan.ask('prepareTool', { where: { id: room.ids.Noor }, takes })
  const { questions } = await Noor.ask('seeTool', { where: { id } })
  await Noor.ask('saveAnswer', { where: { id }, takes: { question: questions[0]?.id ?? '', value: answer } })
  const readers = new Set<CastName>([
    'Noor',
    ...names.filter((reader) => opensFile(reader, 'Noor') && reader !== 'Sanne'),
  ])
  return {
    id,
    canaries: [
      { word: title, of: 'title of a worksheet', seenBy: readers },
      { word: answer, of: 'answer that is not sent', seenBy: new Set<CastName>(['Noor']) },
    ],
  }
}

const question = { kind: 'long text' as const, words: 'What happened?', options: [], low: '', high: '' }

/** Everybody says something to somebody; gives back where, and the words. */
async function talk(people: Record<CastName, Person>): Promise<{ conversations: string[]; canaries: Canary[] }> {
  const conversations: string[] = []
  const canaries: Canary[] = []
  for (const [one, other] of pairs) {
    const words = {
      subject: `subject-${randomUUID()}`,
      text: `words-${randomUUID()}`,
      answer: `answer-${randomUUID()}`,
    }
    const id = await people[one].start(other, words)
    await people[other].post(id, words.answer)
    conversations.push(id)
    const seenBy = new Set([one, other])
    for (const word of Object.values(words)) canaries.push({ word, of: `what ${one} and ${other} say`, seenBy })
  }
  return { conversations, canaries }
}

test('T5 T19 no answer, stream, mail or log holds a word that its reader may not see', { timeout: 1_800_000 }, async ({
  as,
  room,
}) => {
  const signedIn = await Promise.all(names.map(async (name) => [name, (await as(name))[0]] as const))
  const people = Object.fromEntries(signedIn) as Record<CastName, Person>
  const ears = await Promise.all(names.map(async (name) => [name, await people[name].listen()] as const))
  const { conversations, canaries } = await talk(people)
  const label = await labelNoor(people.Daan, room)
  const sheet = await giveSheet(people, room)
  const scanner = new Scanner([...canariesOfNames(), ...canaries, ...sheet.canaries, label])
  for (let round = 0; round < rounds; round += 1)
    for (const reader of [...names, null])
      for (const [where, text] of await walk(reader ? people[reader] : new Person(room, ''), {
        conversations,
        accounts: [...Object.values(room.ids), sheet.id],
      }))
        scanner.scan(text, reader, where)
  for (const [name, ear] of ears) scanner.scan(ear.raw, name, 'live')
  await room.running.house.outbox.work(room.practice)
  expect(post.taken.length).toBeGreaterThan(0)
  for (const letter of post.taken) scanner.scan(withoutRecipient(letter), null, 'mail')
  scanner.scan(readFileSync(path.join(room.running.house.config.dataFolder, 'alcove.log'), 'utf8'), null, 'log')
  expect(scanner.leaks).toEqual([])
  // The walk really sees what may be seen.
  expect(scanner.rightlySeen).toBeGreaterThan(100)
  figure(
    'T5',
    `${scanner.scanned} answers scanned for names, addresses, subjects and words, ${scanner.leaks.length} leaks`,
  )
})

/** A letter names its recipient, by first name, and nobody else. */
function withoutRecipient(letter: string): string {
  const to = /^To: (\S+)/m.exec(letter)?.[1]
  const recipient = names.find((name) => cast[name].address === to)
  const address = recipient ? cast[recipient].address : ''
  return letter.replaceAll(address, '').replaceAll(new RegExp(`\\b${recipient}\\b`, 'g'), '')
}

/** Everything one person can ask for, with every id there is, and every kind of refusal. */
async function walk(
  person: Person,
  { conversations, accounts }: { conversations: string[]; accounts: string[] },
): Promise<[where: string, text: string][]> {
  const found: [string, string][] = []
  const take = async (where: string, asked: Promise<{ headers: Headers; text: string }>) => {
    const { headers, text } = await asked
    found.push([where, `${JSON.stringify([...headers])} ${text}`])
  }
  for (const name of Object.keys(contract) as EndpointName[]) {
    const endpoint: Endpoint = contract[name]
    // Signing in and out would change who walks.
    if (['signIn', 'signOut', 'setUp'].includes(name)) continue
    // Nobody is deactivated on the way: that would change who walks.
    const ids = endpoint.where
      ? [...conversations, ...(name === 'deactivateClient' ? [] : accounts), randomUUID(), 'no-id']
      : ['']
    for (const id of ids) await take(name, person.try(name, { where: { id }, ...(endpoint.takes && { takes: {} }) }))
  }
  for (const find of ['b', 'bak', 'noor', 'lies', 'visser', 'tom', 'e'])
    await take(`find ${find}`, person.try('listContacts', { asksFor: { find } }))
  for (const where of [
    '/',
    '/conversations',
    '/api/openapi.json',
    '/api/nothing',
    '/health',
    '/ready',
    '/api/live?x',
  ]) {
    if (!where.startsWith('/api/live')) await take(where, person.request('GET', where))
  }
  return found
}
