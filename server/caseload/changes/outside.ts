import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { asUuid, mac, seal } from '../../crypto.ts'
import { ownFile } from '../../keys.ts'
import type { Opened, ToldRows, Visit } from '../../visit.ts'
import type { ClientRow } from '../access/clients.ts'
import type { OutsideClientRow, OutsideRow } from '../access/outside.ts'

/** How long a typed reason opens searching, minutes (CAS-5). */
const reasonHolds = 30

/** Keeps why somebody looks, sealed with their own key. The same words with the same key are the same reason. */
export async function giveReason(
  visit: Visit,
  _: Opened<OutsideRow, 'give reason'>,
  { motivation, clientKey }: { motivation: string; clientKey: string },
): Promise<{ id: string; endsAt: string }> {
  const { practice, account } = visit
  const given = `reason ${account.id} ${clientKey.toLowerCase()} ${motivation}`
  const id = asUuid(mac(practice.keys.search, given).subarray(0, 16))
  for (const line of visit.lines) Object.assign(line.about, { id, motivation: id })
  const key = await practice.keys.take({ owner: account.id, scope: ownFile })
  const sealed = seal(key, { owner: account.id, row: id }, motivation)
  const [row] = await visit.change(
    sql<{ ends: Date }>`select room.give_reason(${id}, ${sealed}, ${reasonHolds}) as ends`,
  )
  return { id, endsAt: (row?.ends ?? visit.now).toISOString() }
}

/** Relates the visitor themselves (CAS-11). */
export async function relateMyself(visit: Visit, client: Opened<OutsideClientRow, 'relate'>): Promise<void> {
  const [row] = await visit.change(
    sql<{ told: ToldRows }>`select room.relate_myself(${client.id}, ${client.reason}) as told`,
  )
  visit.tell('file', client.id, row?.told)
}

/** Opens the file for reading, until the clock ends it (CAS-13). */
export async function beginTemporaryAccess(
  visit: Visit,
  client: Opened<OutsideClientRow, 'temporary access'>,
): Promise<{ endsAt: string }> {
  const [row] = await visit.change(sql<{ ends: Date; told: ToldRows }>`
    select ends, told from room.begin_temporary_access(${uuid()}, ${client.id}, ${client.reason})`)
  visit.tell('file', client.id, row?.told)
  visit.leaveWork()
  return { endsAt: (row?.ends ?? visit.now).toISOString() }
}

/** Ends it early: open tabs hear it, and lose the file at once. */
export async function endTemporaryAccess(
  visit: Visit,
  client: Opened<ClientRow, 'end temporary access'>,
): Promise<void> {
  const [row] = await visit.change(sql<{ told: ToldRows }>`select room.end_temporary_access(${client.id}) as told`)
  visit.tell('file', client.id, row?.told)
}
