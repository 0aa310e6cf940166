import { sql } from 'kysely'
import type { OwnDetails } from '../../../contract/caseload/own.ts'
import { type ClientDetails, unknown } from '../../accounts/changes/making.ts'
import { ownFile } from '../../keys.ts'
import { nameFrom, openerFor } from '../../names.ts'
import type { Opened, Visit } from '../../visit.ts'
import type { OwnRow } from '../access/own.ts'

type SealedRow = {
  name: Buffer | null
  address: Buffer | null
  details: Buffer | null
  proposed: Buffer | null
  due: Date | null
}

/** What the practice knows of the client who looks; labels are not theirs to see (ACC-11). */
export async function seeOwnDetails(visit: Visit, { id }: Opened<OwnRow, 'own details'>): Promise<OwnDetails> {
  const row = await visit.one(sql<SealedRow>`
    select n.sealed as name, a.sealed as address, d.sealed as details, c.sealed as proposed, c.due_at as due
    from room.account_name n
    left join room.account_address a on a.account = n.account
    left join room.account_detail d on d.account = n.account
    left join room.my_address_proposal() as c on true
    where n.account = ${id}`)
  const file = { owner: id, scope: ownFile }
  const open = await openerFor(visit, [file])
  const opened = (sealed: Buffer | null) => open(file, id, sealed)
  const kept = opened(row.details)
  const { gender, birthDate, phone, identifier, bsn } = kept ? (JSON.parse(kept) as ClientDetails) : unknown
  return {
    name: nameFrom(opened(row.name)) ?? { first: '', infix: '', last: '' },
    address: opened(row.address) ?? '',
    gender,
    birthDate,
    phone,
    identifier,
    bsn,
    addressChange: row.due && { address: opened(row.proposed) ?? '', takesEffect: row.due.toISOString() },
  }
}
