import { sql } from 'kysely'
import type { OutsideClient, OutsideFound } from '../../../contract/caseload/outside.ts'
import type { Group, Relation } from '../../../rules/words.ts'
import { ownFile } from '../../keys.ts'
import { fullName, nameFrom, openerFor, sortedByName, spokenName } from '../../names.ts'
import type { Opened, Visit } from '../../visit.ts'
import { mayOutside, type OutsideClientRow, type OutsideRow } from '../access/outside.ts'
import { type Sought, soughtTokens } from './clients.ts'

/** How many are shown: this is for finding one, not for leafing through all. */
const shownAtOnce = 25

/** What the practice allows this reader. */
export function seeOutside({
  looks,
  outside,
  temporaryAccess,
  temporaryAccessMinutes,
  relateRequests,
}: Opened<OutsideRow, 'know outside'>) {
  return { looks, outside, temporaryAccess, temporaryAccessMinutes, relateRequests }
}

/** Who is found outside the caseload, by name and state only. How many stands in the line, none too. */
export async function searchOutside(
  visit: Visit,
  door: Opened<OutsideRow, 'search outside'>,
  sought: Sought,
): Promise<OutsideFound> {
  const { fields, tokens } = soughtTokens(visit, sought)
  const rows = await visit.all(sql<FoundRow>`
    select account as id, active, name, yours, pending
    from room.find_outside(${door.reason}, ${fields}::text[], ${tokens}::bytea[], ${sought.state ?? 'active'}, ${shownAtOnce + 1})`)
  const shown = rows.slice(0, shownAtOnce)
  for (const line of visit.lines) line.found = shown.length
  const open = await openerFor(
    visit,
    shown.map(({ id }) => ({ owner: id, scope: ownFile })),
  )
  const people = shown.map(({ id, active, yours, pending, name }) => {
    const opened = nameFrom(open({ owner: id, scope: ownFile }, id, name))
    return { id, active, yours, pending, name: opened ?? { first: '', infix: '', last: '' } }
  })
  const clients = sortedByName(people, visit.account.settings.language ?? 'nl')
  return {
    clients: clients.map(({ id, name, active, yours, pending }) => ({
      id,
      name: spokenName(name),
      active,
      yours,
      pending,
    })),
    more: rows.length > shownAtOnce,
  }
}

/** A client outside the caseload: the name, and who can be asked; nothing of the file (CAS-10). */
export async function seeOutsideClient(visit: Visit, client: Opened<OutsideClientRow, 'open'>): Promise<OutsideClient> {
  const { id, reason, active, relation, temporaryUntil, pending } = client
  const rows = visit.all(sql<PersonRow>`
    with seen as materialized (select * from room.see_outside(${id}, ${reason}))
    select ${id}::uuid as id, 'client' as what, seen.name, null as groups from seen
    union all
    select n.account, r.who ->> 'kind', n.sealed, (select array_agg(g.name order by g.name) from room.account_group g where g.account = n.account)
    from seen cross join jsonb_array_elements(seen.related) as r (who) join room.account_name n on n.account = (r.who ->> 'professional')::uuid
    union all
    select * from (
      select g.account, 'secretary', n.sealed, null::text[] from room.account_group g join room.account_name n on n.account = g.account
      cross join lateral room.contact_facts(g.account, false) as facts
      where g.name = 'secretary' and g.account <> room.me() and facts.active order by g.given_at limit 3) as office`)
  const people = await visit.last(rows)
  const open = await openerFor(
    visit,
    people.map((one) => ({ owner: one.id, scope: ownFile })),
  )
  const nameOf = ({ id: owner, name }: PersonRow) => fullName(open({ owner, scope: ownFile }, owner, name)) ?? ''
  const self = people.find(({ what }) => what === 'client')
  return {
    id,
    name: self ? nameOf(self) : '',
    active,
    yours: relation !== null,
    temporaryUntil: temporaryUntil?.toISOString() ?? null,
    pending,
    professionals: people.flatMap((one) =>
      one.what === 'therapist' || one.what === 'supervisor'
        ? [{ id: one.id, name: nameOf(one), kind: one.what, groups: one.groups ?? [] }]
        : [],
    ),
    secretaries: people.flatMap((one) => (one.what === 'secretary' ? [{ id: one.id, name: nameOf(one) }] : [])),
    next: nextFor(visit, client),
  }
}

function nextFor(visit: Visit, client: OutsideClientRow): OutsideClient['next'] {
  const { relation, outside, relateRequests, temporaryAccessMinutes } = client
  return {
    relate: mayOutside(visit, client, 'relate'),
    ask: relation === null && outside !== 'off' && (outside === 'ask' || relateRequests),
    temporaryAccessMinutes: mayOutside(visit, client, 'temporary access') ? temporaryAccessMinutes : null,
  }
}

type FoundRow = { id: string; active: boolean; name: Buffer; yours: boolean; pending: boolean }
type PersonRow = { id: string; what: 'client' | 'secretary' | Relation; name: Buffer; groups: Group[] | null }
