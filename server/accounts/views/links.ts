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
  const words = [fullName(open(file, account, name)), open(file, account, address), visit.practice.slug]
  return words.filter((word) => word !== null)
}
