import { sql } from 'kysely'
import { seal } from '../../crypto.ts'
import { Refused } from '../../errors.ts'
import { ownFile } from '../../keys.ts'
import type { Opened, Visit } from '../../visit.ts'
import type { Link } from '../access/links.ts'
import type { KnownPassword } from '../access/password.ts'
import { addressToken } from '../access/sign-in.ts'

/** A new address of one's own waits for its confirmation from the old one. An address that has an account is refused, without saying whose (ACC-1). */
export async function askMyAddress(
  visit: Visit,
  { account }: Opened<KnownPassword, 'address'>,
  address: string,
): Promise<void> {
  const key = await visit.practice.keys.take({ owner: account, scope: ownFile })
  const sealed = seal(key, { owner: account, row: account }, address.trim().toLowerCase())
  const token = addressToken(visit.practice, address)
  const [row] = await visit.change(
    sql<{ asked: boolean }>`select room.ask_my_address(${sealed}, ${token}, ${visit.now}) as asked`,
  )
  if (!row?.asked) throw new Refused('wrong-fields', { fields: [{ field: 'address', code: 'address-exists' }] })
  visit.leaveWork()
}

/** Confirmed from the old address: from now on one signs in with the new one, and both are told. */
export async function confirmAddress(visit: Visit, link: Opened<Link, 'address'>): Promise<void> {
  const [row] = await visit.change(
    sql<{ changed: boolean }>`select room.confirm_address(${link.tokenHash}, ${visit.now}) as changed`,
  )
  if (!row?.changed) throw new Refused('address-taken')
  visit.leaveWork()
}
