import { counts, looksNow } from './files.ts'
import type { AccountRow, PersonalRow, World } from './rows.ts'
import { accountOf, groupsOf } from './standing.ts'
import type { Reading } from './tables.ts'

/** Who sees what of somebody besides their name, by plain reading of the rights table; SQL is not looked at here. */

/** The file of a client is open to those with a relation of any kind in force and the group for it, and for a while to who has temporary access. */
export function opensFile({ world, reader }: Reading, client: string): boolean {
  return (
    world.relation.some((row) => row.client === client && row.professional === reader.id && counts(world, row)) ||
    world.temporary_access.some((row) => row.client === client && row.account === reader.id && looksNow(world, row))
  )
}

/** A client by name: whoever opens the file, and of all clients the service employee. */
export function seesClient(look: Reading, id: string): boolean {
  if (accountOf(look.world, id).kind !== 'client') return false
  return opensFile(look, id) || belongs(look, 'service employee')
}

/** An address: one's own; of clients, for whoever sees them and the secretary; of professionals, for the application manager. */
export function seesAddress(look: Reading, id: string): boolean {
  const { kind } = accountOf(look.world, id)
  if (id === look.reader.id || (kind === 'professional' && belongs(look, 'application manager'))) return true
  return seesClient(look, id) || (kind === 'client' && belongs(look, 'secretary'))
}

/** Birth date, phone, ID: the same, without the service employee. */
export function seesDetails(look: Reading, { account, kind }: PersonalRow): boolean {
  if (account === look.reader.id) return true
  if (kind === 'professional') return belongs(look, 'application manager')
  return kind === 'client' && (opensFile(look, account) || belongs(look, 'secretary'))
}

/** ACC-11: never shown to clients, not even their own. */
export function seesLabels(look: Reading, row: PersonalRow): boolean {
  return (
    (row.kind !== 'client' || row.account !== look.reader.id) && seesDetails(look, row) && row.kind !== 'related person'
  )
}

function belongs({ world, reader }: { world: World; reader: AccountRow }, group: string): boolean {
  return groupsOf(world, reader.id).some((name) => name === group)
}
