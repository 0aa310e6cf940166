import { keepLog, readHistory, readOwnLooks } from '../../rules/audit.ts'
import type { Chance } from '../chance.ts'
import { isInForce } from './files.ts'
import { type AccountRow, ago, type Row } from './rows.ts'
import type { Question } from './sight.ts'
import { groupsOf, type Look } from './standing.ts'

/** What came of looks that were looked at again. */
export type LookTables = { look_review: Row[] }

/** By table its key; nothing is granted on any. */
export const lookTables = { look_review: { key: ['line'], grants: {} } } as const

/** The functions of the log that people read. */
export const lookFunctions = {
  id_from: 'reads no table',
  day_of: 'part of functions',
  readable_lines: 'part of functions',
  read_log: 'reader',
  people_in_log: 'reader',
  copy_log: 'reader',
  looks_to_review: 'reader',
  is_look: 'door',
  judge_look: 'verb',
} as const

/** Lines by somebody about anybody's account: about a client with their number, about others without. */
export function makeLooks(chance: Chance, account: AccountRow[], by: string): Row[] {
  return chance.several(account, 4).map(({ id, kind }) => {
    const at = ago(chance.between(1, 3000))
    const who = { account: by, roles: ['professional'], session: null, on_behalf_of: null, access_point: null }
    const what = { action: 'client details read', allowed: chance.says(0.7), basis: 'planted', rule: 'CAS-1' }
    const about = { object_kind: 'account', object: id, client: kind === 'client' ? id : null }
    const rest = { found: null, emergency: false, mac: '\\x01', tx: '1' }
    return Object.assign({ id: lineId(chance, at), at }, who, what, about, rest)
  })
}

/** An id as the server makes them: the time first. */
export function lineId(chance: Chance, at: string): string {
  const time = Date.parse(at).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${chance.uuid().slice(15)}`
}

/** Some looks were judged. */
export function makeReviews(audit: Row[], account: AccountRow[]): Row[] {
  return audit.slice(0, 2).flatMap(({ id }) => {
    const by = account[0]?.id
    return id && by ? [{ line: id, outcome: 'fine', by_account: by, at: ago(1), note: null }] : []
  })
}

/** What everybody reads of the log, part by part: a plain reading of the rules over the lines of the world. */
export function aboutLog({ world, reader }: Look): Question[] {
  const lines = world.audit as LineOf[]
  const groups = reader ? groupsOf(world, reader.id) : []
  const kind = reader?.kind ?? null
  const seesOwn = (of: 'looks at me' | 'own looks') => kind !== null && readOwnLooks.judge({ kind, of }).may
  const keeps = keepLog.judge({ groups, use: { to: 'review' } }).may
  const me = reader?.id
  const mine = (line: LineOf) => line.account === me
  const atMe = lines.filter((line) => seesOwn('looks at me') && !mine(line) && isAbout(line, me))
  const own = lines.filter((line) => seesOwn('own looks') && mine(line) && isLook(line))
  const histories = world.account.map(({ id }) => {
    const related = world.relation.some(
      (row) => row.client === id && row.professional === me && row.kind === 'therapist' && isInForce(row),
    )
    const may = readHistory.judge({ relation: related ? 'therapist' : null }).may
    return part(
      { name: 'history', about: id },
      lines.filter(({ client }) => may && client === id),
    )
  })
  return [
    part({ name: 'looks at me', about: null }, atMe),
    part({ name: 'own looks', about: null }, own),
    ...histories,
    ...(['looks at me', 'all'] as const).map((name) => copied(name, name === 'all' ? (keeps ? lines : []) : atMe)),
    ...lines.map((line) => isLookQuestion(line, keeps && isOfClient(world.account, line))),
    toReview(keeps ? lines.filter((line) => isOfClient(world.account, line)) : []),
  ]
}

type LineOf = {
  id: string
  account: string | null
  client: string | null
  object: string | null
  object_kind: string | null
}

function isAbout({ client, object, object_kind: kind }: LineOf, me: string | undefined): boolean {
  return client === me || (client === null && kind === 'account' && object === me)
}

function isLook({ client, object_kind: kind }: LineOf): boolean {
  return client !== null || kind === 'conversation'
}

/** By a professional, about a client. */
function isOfClient(account: AccountRow[], { account: by, client, object, object_kind: kind }: LineOf): boolean {
  const about = client ?? (kind === 'account' ? object : null)
  const isA = (id: string | null, wanted: AccountRow['kind']) =>
    account.some((row) => row.id === id && row.kind === wanted)
  return isA(by, 'professional') && isA(about, 'client')
}

const period = `'2026-01-01', '2027-01-01'`

function part({ name, about }: { name: string; about: string | null }, expected: LineOf[]): Question {
  return {
    asked: `read_log ${name} ${about ?? ''}`,
    query: `select jsonb_build_array(coalesce(sum(l.times), 0),
        (select coalesce(jsonb_agg(p.account order by p.account), '[]') from room.people_in_log($1, $2, ${period}) p))
      from room.read_log($1, $2, ${period}, null, null, 1000) l`,
    values: [name, about],
    expected: [expected.length, [...new Set(expected.flatMap(({ account }) => account ?? []))].toSorted()],
  }
}

function copied(name: string, expected: LineOf[]): Question {
  return {
    asked: `copy_log ${name}`,
    query: `select coalesce(jsonb_agg(l.id order by l.id), '[]') from room.copy_log($1, ${period}, null, 1000) l`,
    values: [name],
    expected: expected.map(({ id }) => id).toSorted(),
  }
}

function isLookQuestion({ id }: LineOf, expected: boolean): Question {
  return { asked: `is_look ${id}`, query: 'select to_jsonb(room.is_look($1))', values: [id], expected }
}

function toReview(expected: LineOf[]): Question {
  return {
    asked: 'looks_to_review',
    query: `select coalesce(sum(l.times), 0) from room.looks_to_review(${period}, 1000) l`,
    expected: expected.length,
  }
}
