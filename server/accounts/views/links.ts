import { sql } from 'kysely'
import { ownFile } from '../../keys.ts'
import { fullName, openerFor } from '../../names.ts'
import type { Visit } from '../../visit.ts'

/** What a new password of this person must not be made of: their name, their address, the practice. */
export async function ownWords(
  visit: Visit,
  { account, name, address }: { account: string | null; name: Buffer | null; address: Buffer | null },
): Promise<string[]> {
  if (account === null) return []
  const file = { owner: account, scope: ownFile }
  const open = await openerFor(visit, [file])
  const practice = await visit.one(
    sql<{ name: string | null }>`select (select value #>> '{}' from room.setting where name = 'name') as name`,
  )
  const words = [fullName(open(file, account, name)), open(file, account, address), practice.name]
  return words.filter((word) => word !== null)
}

/** The address that a link would confirm, for whoever holds the link. */
export async function newAddressOf(
  visit: Visit,
  { account, sealed }: { account: string | null; sealed: Buffer | null },
): Promise<string | null> {
  if (account === null) return null
  const file = { owner: account, scope: ownFile }
  return (await openerFor(visit, [file]))(file, account, sealed)
}
