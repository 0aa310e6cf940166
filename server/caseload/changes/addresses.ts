import { sql } from 'kysely'
import { addressToken } from '../../accounts/access/sign-in.ts'
import { identifierToken } from '../../accounts/changes/making.ts'
import { later } from '../../clock.ts'
import { openText, seal } from '../../crypto.ts'
import { Refused } from '../../errors.ts'
import { ownFile } from '../../keys.ts'
import type { Opened, Visit } from '../../visit.ts'
import type { ClientRow } from '../access/clients.ts'

/** From the second yes until a change of address holds, ms (decision "Address changes"). */
const changeTakes = 72 * 3_600_000

/** Refuses an address or ID that somebody has already (409). `but`: whose own it may be. */
export async function refuseTaken(
  visit: Visit,
  { address, identifier, but = null }: { address: string | null; identifier: string | null; but?: string | null },
): Promise<void> {
  const { practice } = visit
  const across = sql`coalesce((select s.value = 'true'::jsonb from room.setting s where s.name = 'identifierAcross'), false)`
  const [row] = await visit.all(sql<{ address: string | null; identifier_of: string | null }>`
    select * from room.taken(${address === null ? null : addressToken(practice, address)}, ${identifierToken(practice, identifier)}, ${across})`)
  if (row?.address && row.address !== but)
    throw new Refused('address-exists', { fields: [{ field: 'address', code: 'account-exists' }] })
  if (row?.identifier_of && row.identifier_of !== but)
    throw new Refused('identifier-exists', { fields: [{ field: 'identifier', code: 'identifier-exists' }] })
}

/** Mends an address that nobody has signed in with yet, and sends the letter of welcome to it (ACC-14). */
export async function correctAddress(
  visit: Visit,
  client: Opened<ClientRow, 'correct address'>,
  address: string,
): Promise<void> {
  await refuseTaken(visit, { address, identifier: null, but: client.id })
  const { sealed, token } = await sealedAddress(visit, client.id, address)
  await visit.change(sql`select room.correct_address(${client.id}, ${sealed}, ${token}, ${visit.now})`)
  visit.leaveWork()
}

/** The first of two who want another address for somebody who signs in already. */
export async function proposeAddress(
  visit: Visit,
  client: Opened<ClientRow, 'propose address'>,
  address: string,
): Promise<void> {
  if (!client.used) throw new Refused('not-used-yet')
  if (client.change) throw new Refused('change-waits')
  await refuseTaken(visit, { address, identifier: null })
  const { sealed, token } = await sealedAddress(visit, client.id, address)
  await visit.change(sql`select room.propose_address(${client.id}, ${sealed}, ${token}, ${visit.now})`)
}

/** The second of the two, of the other kind of role: both addresses hear of it at once, and after three days it holds. */
export async function agreeToAddress(
  visit: Visit,
  client: Opened<ClientRow, 'agree to address'>,
  address: string,
): Promise<void> {
  const { change, id } = client
  const key = await visit.practice.keys.take({ owner: id, scope: ownFile })
  const waits = change && openText(key, { owner: id, row: id }, change.sealed)
  if (!change || change.due || waits !== spelled(address)) throw new Refused('change-waits')
  await refuseTaken(visit, { address, identifier: null })
  await visit.change(sql`select room.agree_to_address(${id}, ${visit.now}, ${later(visit.now, changeTakes)})`)
  visit.leaveWork()
}

/** Nothing comes of it. Also where nothing waits any more: then it is as wanted. */
export async function stopAddress(visit: Visit, { id }: Opened<{ id: string }, 'stop address'>): Promise<void> {
  await visit.change(sql`select room.stop_address(${id})`)
}

async function sealedAddress(visit: Visit, owner: string, address: string) {
  const key = await visit.practice.keys.take({ owner, scope: ownFile })
  return {
    sealed: seal(key, { owner, row: owner }, spelled(address)),
    token: addressToken(visit.practice, address),
  }
}

/** As it is kept and shown. */
function spelled(address: string): string {
  return address.trim().toLowerCase()
}
