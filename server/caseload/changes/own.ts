import { sql } from 'kysely'
import { type ClientDetails, unknown } from '../../accounts/changes/making.ts'
import { openText, seal } from '../../crypto.ts'
import { ownFile } from '../../keys.ts'
import type { Opened, Visit } from '../../visit.ts'
import type { OwnRow } from '../access/own.ts'

/** One's own phone number; the rest is the practice's to keep. */
export async function changeOwnPhone(
  visit: Visit,
  { id }: Opened<OwnRow, 'own details'>,
  phone: string | null,
): Promise<void> {
  await visit.change(sql`select room.hold_my_details()`)
  const [row] = await visit.all(
    sql<{ sealed: Buffer }>`select d.sealed from room.account_detail d where d.account = ${id}`,
  )
  const key = await visit.practice.keys.take({ owner: id, scope: ownFile })
  const place = { owner: id, row: id }
  const kept: ClientDetails = row ? (JSON.parse(openText(key, place, row.sealed)) as ClientDetails) : unknown
  const sealed = seal(key, place, JSON.stringify({ ...kept, phone: phone?.trim() ?? null }))
  await visit.change(sql`select room.change_my_details(${sealed}, ${visit.now})`)
}
