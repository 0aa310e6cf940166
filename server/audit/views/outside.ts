import { sql } from 'kysely'
import type { OutsideLog } from '../../../contract/audit/outside.ts'
import { ownFile } from '../../keys.ts'
import { fullName, openerFor } from '../../names.ts'
import type { Opened, Visit } from '../../visit.ts'

/** Which lines: by whom, from and until which day of the practice, and after which line of the page before. */
export type Wanted = {
  person?: string | undefined
  from?: string | undefined
  until?: string | undefined
  before?: string | undefined
  beforeAt?: string | undefined
}

const perPage = 50
const lastOfAll = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** What was done outside a caseload, newest first: who, why as typed, which fields; the client by number (LOG-1). */
export async function seeOutsideLog(
  visit: Visit,
  _: Opened<object, 'read outside log'>,
  { person, from, until, before, beforeAt }: Wanted,
): Promise<OutsideLog> {
  const zone = sql`coalesce((select s.value #>> '{}' from room.setting s where s.name = 'timeZone'), 'Europe/Amsterdam')`
  const asked = visit.all(sql<LineRow>`
    select * from room.outside_log(${person ?? null},
      coalesce(${from ?? null}::date::timestamp at time zone ${zone}, '-infinity'),
      coalesce((${until ?? null}::date + 1)::timestamp at time zone ${zone}, 'infinity'),
      coalesce(${beforeAt ?? null}::timestamptz, 'infinity'), ${before ?? lastOfAll}::uuid, ${perPage + 1})`)
  const people = visit.all(sql<{ account: string; name: Buffer }>`select account, name from room.outside_lookers()`)
  const [rows, everybody] = await visit.last(Promise.all([asked, people]))
  const shown = rows.slice(0, perPage)
  const ids = [...shown, ...everybody].map(({ account }) => account)
  const open = await openerFor(
    visit,
    ids.map((owner) => ({ owner, scope: ownFile })),
  )
  const opened = (owner: string, row: string, sealed: Buffer | null) => open({ owner, scope: ownFile }, row, sealed)
  const nameOf = (id: string, sealed: Buffer | null) => fullName(opened(id, id, sealed)) ?? ''
  return {
    lines: shown.map(({ id, at, action, allowed, basis, found, client, account, ...row }) => ({
      id,
      at: at.toISOString(),
      action,
      allowed,
      basis,
      person: { id: account, name: nameOf(account, row.name), roles: row.roles },
      motivation: row.motivation && opened(account, row.motivation, row.sealed),
      fields: row.fields ?? [],
      found,
      client,
    })),
    more: rows.length > perPage,
    people: everybody
      .map(({ account, name }) => ({ id: account, name: nameOf(account, name) }))
      .toSorted((a, b) => a.name.localeCompare(b.name)),
  }
}

type LineRow = {
  id: string
  at: Date
  action: string
  allowed: boolean
  basis: string
  account: string
  roles: string[]
  client: string | null
  found: number | null
  fields: string[] | null
  motivation: string | null
  sealed: Buffer | null
  name: Buffer | null
}
