import { sql } from 'kysely'
import type { ClientLine } from '../../../contract/caseload.ts'
import { addressToken } from '../../accounts/access/sign-in.ts'
import { identifierToken } from '../../accounts/changes/making.ts'
import { token } from '../../crypto.ts'
import { ownFile } from '../../keys.ts'
import { type Name, nameFrom, openerFor, sortedByName, spokenName, wordsOf } from '../../names.ts'
import type { Opened, Visit } from '../../visit.ts'

/** What is sought, as it was typed; a field that is left out does not matter. */
export type Sought = {
  name?: string | undefined
  address?: string | undefined
  identifier?: string | undefined
  /** YYYY-MM-DD */
  birthDate?: string | undefined
  state?: 'active' | 'inactive' | 'both' | undefined
}

/** How many are shown at once; whoever looks for one among more types more of the name. */
const clientsShown = 200
/** Of a list that is longer than that, without anything sought: the newest. Nobody reads through more, and each costs an opening of two seals. */
const newestShown = 50
const wordsUsed = 6

/** The own caseload: all of it, or where it is long the newest. */
export async function listClients(visit: Visit, _: Opened<object, 'find'>, state: Sought['state']) {
  return await find(visit, { everybody: false, sought: { state } })
}

/** Who is found; how many stands in the line (CAS-2). */
export async function searchClients(visit: Visit, door: Opened<{ everybody: boolean }, 'find'>, sought: Sought) {
  const found = await find(visit, { everybody: door.everybody, sought })
  for (const line of visit.lines) line.found = found.clients.length
  return found
}

async function find(visit: Visit, { everybody, sought }: { everybody: boolean; sought: Sought }) {
  const { fields, tokens } = soughtTokens(visit, sought)
  // One statement, whoever asks and for whatever; the second wall stands inside it.
  const asked = visit.all(sql<LineRow>`
    select f.account as id, f.active, f.name, f.address
    from room.find_clients(${everybody}, ${fields}::text[], ${tokens}::bytea[], ${sought.state ?? 'active'}, ${clientsShown + 1}) as f`)
  // The line of a search waits for its number; a list leaves none, and is the last question.
  const rows = await (visit.lines.length > 0 ? asked : visit.last(asked))
  const more = rows.length > clientsShown
  const shown = rows.slice(0, more && fields.length === 0 ? newestShown : clientsShown)
  const open = await openerFor(
    visit,
    shown.map(({ id }) => ({ owner: id, scope: ownFile })),
  )
  const people = shown.map(({ id, active, ...sealed }) => {
    const file = { owner: id, scope: ownFile }
    const name: Name = nameFrom(open(file, id, sealed.name)) ?? { first: '', infix: '', last: '' }
    return { id, active, name, address: open(file, id, sealed.address) ?? '' }
  })
  const clients: ClientLine[] = sortedByName(people, visit.account.settings.language ?? 'nl').map(
    ({ id, name, address, active }) => ({ id, name: spokenName(name), address, active }),
  )
  return { clients, more }
}

type LineRow = { id: string; active: boolean; name: Buffer; address: Buffer }

/** Words of the name, longest first: the most telling one; the others whole. */
export function soughtTokens({ practice }: Visit, { name = '', address, identifier, birthDate }: Sought) {
  const words = wordsOf(name).toSorted((a, b) => b.length - a.length)
  const found: [string, Buffer | null][] = [
    ['id', identifierToken(practice, identifier ?? null)],
    ['birth date', birthDate ? token(practice.keys.search, 'birth date', birthDate) : null],
    ['address', address ? addressToken(practice, address) : null],
    ...words.slice(0, wordsUsed).map((word): [string, Buffer] => ['name', token(practice.keys.search, 'name', word)]),
  ]
  const used = found.flatMap(([field, value]) => (value ? [{ field, value }] : []))
  return { fields: used.map(({ field }) => field), tokens: used.map(({ value }) => value) }
}
