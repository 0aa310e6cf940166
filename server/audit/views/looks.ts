import { sql } from 'kysely'
import { type LogPerson, type LookBy, looksOnPage, type OwnLook } from '../../../contract/audit.ts'
import type { Group, Kind } from '../../../rules/words.ts'
import { later, momentOf } from '../../clock.ts'
import { ownFile } from '../../keys.ts'
import { fullName, type Opener, openerFor } from '../../names.ts'
import type { Opened, Visit } from '../../visit.ts'
import type { Reading } from '../access.ts'

/** What is asked of the log: a period, one person, and where the page before ended. */
type Asked = {
  from?: string | undefined
  to?: string | undefined
  who?: string | undefined
  before?: string | undefined
}

type LookRow = {
  line: string
  first_at: Date
  last_at: Date
  times: number
  action: string
  allowed: boolean
  basis: string
  account: string | null
  kind: Kind | null
  roles: string[]
  name: Buffer | null
  client: string | null
  client_name: Buffer | null
  motivation: string | null
  reason: Buffer | null
  emergency: boolean
}
type PersonRow = Pick<LookRow, 'account' | 'kind' | 'roles' | 'name'> & { looked: boolean }

/** Without a beginning: so far back. */
const usually = 30 * 24 * 3_600_000

/** The period that is asked for; what happens in this very moment belongs to it. */
export function periodOf(visit: Visit, { from, to }: Pick<Asked, 'from' | 'to'>): { since: Date; until: Date } {
  return {
    since: from ? momentOf(Date.parse(from)) : later(visit.now, -usually),
    until: to ? momentOf(Date.parse(to)) : later(visit.now, 1),
  }
}

/** Who looked: a page of it, and everybody in the period. Typed reasons are for whom they are about, and not for a history. */
export async function seeLooks(visit: Visit, door: Opened<Reading, 'read log'>, asked: Asked) {
  const { since, until } = periodOf(visit, asked)
  const rows = findLooks(visit, door, asked)
  const people = visit.all(sql<PersonRow>`
    select * from room.people_in_log(${door.part}, ${door.about}, ${since}, ${until})`)
  const [found, everybody] = await visit.last(Promise.all([rows, people]))
  const shown = found.slice(0, looksOnPage)
  const open = await openerFor(visit, ownersOf([...shown, ...everybody]))
  const withReasons = door.part === 'looks at me'
  const looks = shown.map(
    (row): LookBy => ({
      ...lookOf(row),
      who: personOf(row, open),
      motivation: withReasons ? reasonOf(row, open) : null,
    }),
  )
  return {
    looks,
    next: nextOf(found, shown),
    people: everybody.flatMap((row) => personOf(row, open) ?? []),
    lookedIn: everybody.filter(({ looked }) => looked).length,
  }
}

/** A professional's own looks, with their own typed reasons. */
export async function seeOwnLooks(visit: Visit, door: Opened<Reading, 'read log'>, asked: Asked) {
  const found = await visit.last(findLooks(visit, door, asked))
  const shown = found.slice(0, looksOnPage)
  const clients = shown.flatMap(({ client }) => client ?? [])
  const open = await openerFor(
    visit,
    [visit.account.id, ...clients].map((owner) => ({ owner, scope: ownFile })),
  )
  const looks = shown.map((row): OwnLook => {
    const { client, client_name: sealed } = row
    const name = client && fullName(open({ owner: client, scope: ownFile }, client, sealed))
    return { ...lookOf(row), client: client === null ? null : { id: client, name }, motivation: reasonOf(row, open) }
  })
  return { looks, next: nextOf(found, shown) }
}

/** Names of clients are read under their own policy: who is no longer theirs has none. */
function findLooks(visit: Visit, { part, about }: Reading, asked: Asked): Promise<LookRow[]> {
  const { since, until } = periodOf(visit, asked)
  return visit.all(sql<LookRow>`
    select l.*, n.sealed as client_name
    from room.read_log(${part}, ${about}, ${since}, ${until}, ${asked.who ?? null}, ${asked.before ?? null}, ${looksOnPage + 1}) as l
    left join room.account_name n on n.account = l.client and ${part} = 'own looks'
    order by l.last_at desc, l.line desc`)
}

function nextOf(found: LookRow[], shown: LookRow[]): string | null {
  return found.length > shown.length ? (shown.at(-1)?.line ?? null) : null
}

function lookOf({ line, first_at: first, last_at: last, times, action, allowed, basis, emergency }: LookRow) {
  const moments = { firstAt: first.toISOString(), lastAt: last.toISOString() }
  return { id: line, ...moments, times, action, allowed, basis, temporary: emergency }
}

type Named = Pick<LookRow, 'account' | 'kind' | 'roles' | 'name'>

/** The keys that open their names and reasons. */
export function ownersOf(rows: readonly { account: string | null }[]) {
  return rows.flatMap(({ account }) => (account === null ? [] : [{ owner: account, scope: ownFile }]))
}

/** Who it was, in what role at that time. A professional whose name does not open was erased. */
export function personOf({ account, kind, roles, name: sealed }: Named, open: Opener): LogPerson | null {
  if (account === null) return null
  const name = fullName(open({ owner: account, scope: ownFile }, account, sealed))
  return { id: account, name, kind, groups: roles.slice(1) as Group[], gone: kind === 'professional' && name === null }
}

/** The reason somebody typed; null when there is none, or it cannot be read any more. */
export function reasonOf(
  { account, motivation, reason }: Pick<LookRow, 'account' | 'motivation' | 'reason'>,
  open: Opener,
): string | null {
  if (account === null || motivation === null) return null
  return open({ owner: account, scope: ownFile }, motivation, reason)
}
