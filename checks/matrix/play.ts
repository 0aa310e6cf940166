import { contract, type EndpointName } from '../../contract/index.ts'
import { randomUUID } from 'node:crypto'
import { type Answer, Person } from '../../people/person.ts'
import type { MessagePage } from '../../contract/conversations.ts'
import {
  conversationEndpoints,
  ownEndpoints,
  personEndpoints,
  type Role,
  roles,
  type Verdict,
  verdicts,
} from '../matrix.ts'
import type { Finding } from '../tree.ts'
import { callOwn, callPerson, conversationCalls } from './calls.ts'
import { isStanding, makeConversation, type Standing, standings } from './conversations.ts'
import { deactivate, inactiveOf, formerOf, type Player, reactivate, type Scene, session } from './scene.ts'
import { pieces, shortNames } from './pieces.ts'
import { asVerdict, readTable, type Table } from './table.ts'

/** How many cells were called, and which came out otherwise than they should. */
export type Played = { cells: number; findings: Finding[] }

/** All tables, read. */
export type Matrix = { own: Map<string, Table>; conversation: Map<string, Table>; person: Map<string, Table> }

export function readMatrix(): Matrix {
  const { columns } = readTable(ownEndpoints.active)
  const own = new Map(
    Object.entries(ownEndpoints).map(([state, text]) => [
      state,
      readTable(text, state === 'active' ? undefined : columns),
    ]),
  )
  for (const piece of pieces) addOwn(own, piece.own)
  const people = Object.entries(Object.assign({}, personEndpoints, ...pieces.map(({ person }) => person)))
  return {
    own,
    conversation: new Map(Object.entries(conversationEndpoints).map(([name, text]) => [name, readTable(text)])),
    person: new Map(people.map(([name, text]) => [name, readTable(text as string)])),
  }
}

/** A piece's own table stands with a row per endpoint: turned, and its ended sessions filled in. */
function addOwn(own: Map<string, Table>, text: string): void {
  const [head = '', ...lines] = text.split('\n').filter((line) => line.trim() !== '')
  const asked = head.trim().split(/\s+/)
  for (const line of lines) {
    const [name = '', ...words] = line.trim().split(/\s+/)
    if (words.length !== asked.length)
      throw new Error(`${name} has ${words.length} cells under ${asked.length} columns`)
    const row = new Map(asked.map((short, index) => [roleOf(short), asVerdict(words[index] ?? '')]))
    for (const [state, table] of own) {
      const isActive = state === 'active'
      if (!isActive && contract[name as EndpointName]?.visitor !== 'signed in') continue
      table.columns.push(name)
      for (const [role, cells] of table.rows) cells.set(name, isActive ? (row.get(role) ?? 'out') : 'out')
    }
  }
}

function roleOf(short: string): Role {
  const role = shortNames[short]
  if (!role) throw new Error(`no role is called ‘${short}’ for short`)
  return role
}

/** Calls every cell of a matrix, role by role. */
export async function playMatrix(scene: Scene, matrix: Matrix, cast: readonly Role[] = roles): Promise<Played> {
  const played: Played = { cells: 0, findings: [] }
  for (const role of cast) {
    const stage: Stage = { scene, role, player: scene.players.get(role) ?? null, played, sessions: new Map() }
    await playConversations(stage, matrix.conversation)
    await playPeople(stage, matrix.person)
    await playOwn(stage, matrix.own)
  }
  return played
}

type SessionState = 'open' | 'signed-out' | 'too-late'
type Stage = {
  scene: Scene
  role: Role
  player: Player | null
  played: Played
  /** One of each is enough for a role, but where the call ends it. */
  sessions: Map<SessionState, Promise<Person>>
}

/** Each column of a table is called in its own state of the session; a deactivated account is so for that while only. */
async function inState<T>(
  { scene, player, sessions }: Stage,
  state: string,
  act: (person: Person) => Promise<T>,
): Promise<T> {
  const { room } = scene
  if (!player) return await act(new Person(room, ''))
  const of = state === 'signed-out' || state === 'too-late' ? state : 'open'
  const kept = sessions.get(of) ?? session(room, player, of)
  sessions.set(of, kept)
  const person = await kept
  if (state !== 'deactivated') return await act(person)
  await deactivate(room, player.account)
  try {
    return await act(person)
  } finally {
    await reactivate(room, player.account)
  }
}

async function playOwn(stage: Stage, tables: Map<string, Table>): Promise<void> {
  for (const [state, { rows }] of tables) {
    for (const [name, verdict] of rows.get(stage.role) ?? []) {
      const { scene, player } = stage
      const answer = await inState(stage, state, async (person) => callOwn(name, { person, player, scene }))
      if (name === 'signIn' || name === 'signOut') stage.sessions.delete('open')
      judge(stage, `${name} · ${state}`, { verdict, answer })
    }
  }
}

async function playConversations(stage: Stage, tables: Map<string, Table>): Promise<void> {
  const { scene, role, player } = stage
  for (const [name, { rows }] of tables) {
    for (const [state, verdict] of rows.get(role) ?? []) {
      const standing = isStanding(state) ? state : 'member'
      const { id, other } = await makeConversation(scene, player ?? scene.formerTherapist, player ? standing : 'never')
      await inState(stage, state, async (person) => {
        const place = `${name} · ${state}`
        if (verdict === 'hears' || verdict === 'silence')
          return await listen(stage, place, { verdict, person, id, other })
        const answer = await conversationCalls[name]?.(person, id)
        if (!judge(stage, place, { verdict, answer })) return
        const told = answer && (await judgeContent(stage, { name, standing, id, answer, verdict, person }))
        stage.played.findings.push(...(told ?? []).map((what) => ({ path: `${place} · ${role}`, what })))
      })
    }
  }
}

/** Somebody who stays writes; one's own change of settings is heard after it, so that silence is certain. */
async function listen(
  stage: Stage,
  place: string,
  { verdict, person, id, other }: { verdict: 'hears' | 'silence'; person: Person; id: string; other: Player },
): Promise<void> {
  const ear = await person.listen()
  const writer = await session(stage.scene.room, other, 'open')
  await conversationCalls['postMessage']?.(writer, id)
  await person.ask('changeMySettings', { takes: { theme: 'light' } })
  await ear.hears({ what: 'me' })
  const heard = ear.events.some((event) => event.what === 'conversation' && event.conversation === id)
  ear.close()
  stage.played.cells += 1
  if (heard !== (verdict === 'hears'))
    stage.played.findings.push({ path: `${place} · ${stage.role}`, what: heard ? 'hears of it' : 'hears nothing' })
}

type Content = { name: string; standing: Standing; id: string; answer: Answer; verdict: Verdict; person: Person }

/** Not only whether one may, but what one then gets. */
async function judgeContent(stage: Stage, content: Content): Promise<string[]> {
  const { name, standing, id, answer, verdict, person } = content
  if (verdict === 'listed' || verdict === 'absent') {
    const { conversations = [] } = answer.body as { conversations?: { id: string }[] }
    const isThere = conversations.some((line) => line.id === id)
    return isThere === (verdict === 'listed') ? [] : [isThere ? 'finds it in the list' : 'does not find it in the list']
  }
  if (verdict === '-') return await judgeUnknown(content)
  if (verdict !== 'yes' && verdict !== 'kept') return []
  if (name === 'markRead') {
    const { readUpTo } = await person.ask('readConversation', { where: { id } })
    return readUpTo === standings[standing].at(-1) ? [] : [`has then read up to ${readUpTo}`]
  }
  const page = name === 'readConversation' ? (answer.body as { page: MessagePage }).page : (answer.body as MessagePage)
  if (name === 'postMessage') return []
  const seen = page.messages.map(({ position }) => position)
  return seen.join() === standings[standing].join() ? [] : [`sees messages ${seen.join()} to ${stage.role}`]
}

/** A refusal is what an id gets that nobody has: the same in every byte. */
async function judgeUnknown({ name, answer, person }: Content): Promise<string[]> {
  const unknown = await conversationCalls[name]?.(person, randomUUID())
  return unknown && spell(unknown) === spell(answer) ? [] : ['is told apart from an unknown id']
}

/** An answer in all it says, but the time. */
export function spell({ status, headers, text }: Answer): string {
  // Headers come sorted by name.
  return JSON.stringify([status, [...headers].filter(([name]) => name !== 'date'), text])
}

async function playPeople(stage: Stage, tables: Map<string, Table>): Promise<void> {
  const { scene, role, played } = stage
  for (const [name, { rows }] of tables) {
    const contacts: string[] = []
    for (const [column, verdict] of rows.get(role) ?? []) {
      const account = personIn(stage, column)
      const answer = await inState(stage, 'open', async (person) => callPerson(name, { person, account, scene }))
      judge(stage, `${name} · ${column}`, { verdict, answer })
      if (verdict === 'yes') contacts.push(account)
    }
    if (!stage.player || name !== 'startConversation') continue
    // The list of contacts is those one may write to, of everybody who stands in the table.
    const listed = await inState(stage, 'open', (person) => person.ask('listContacts'))
    const wrong = [...scene.players.values(), scene.formerClient, scene.formerTherapist, scene.inactiveClient]
      .map(({ account }) => account)
      .filter(
        (account) =>
          !isBystander(stage, account) &&
          listed.contacts.some(({ id }) => id === account) !== contacts.includes(account),
      )
    played.findings.push(
      ...wrong.map((account) => ({ path: `listContacts · ${role}`, what: `is wrong about ${account}` })),
    )
  }
}

/** Of the former contacts each role has its own in the table; the other one it may know in another way. */
function isBystander({ scene, player }: Stage, account: string): boolean {
  const own = player ? formerOf(scene, player).account : ''
  return [scene.formerClient.account, scene.formerTherapist.account].includes(account) && account !== own
}

function personIn({ scene, player }: Stage, column: string): string {
  const role = shortNames[column]
  if (role) return scene.players.get(role)?.account ?? ''
  const asked = player ?? scene.stays
  if (column === 'self') return asked.account
  if (column === 'former') return formerOf(scene, asked).account
  if (column === 'inactive') return inactiveOf(scene, asked).account
  if (column === 'unknown') return randomUUID()
  throw new Error(`nobody stands in column ${column}`)
}

function judge(
  { role, played }: Stage,
  place: string,
  { verdict, answer }: { verdict: Verdict; answer: Answer | undefined },
): boolean {
  played.cells += 1
  const wanted = verdicts[verdict]
  const code = (answer?.body as { code?: string } | null)?.code ?? null
  const isRight =
    answer !== undefined && wanted.status.some((status) => status === answer.status) && code === wanted.code
  if (!isRight) {
    const came = answer ? `${answer.status} ${code ?? ''}`.trim() : 'no call is known'
    played.findings.push({ path: `${place} · ${role}`, what: `comes to ${came}, not ‘${verdict}’ (${wanted.because})` })
  }
  return isRight
}
