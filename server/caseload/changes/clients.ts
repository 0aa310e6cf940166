import { sql } from 'kysely'
import type { ClientFields } from '../../../contract/caseload.ts'
import type { Language } from '../../../rules/words.ts'
import { addressToken } from '../../accounts/access/sign-in.ts'
import {
  type ClientDetails,
  createClient,
  type Given,
  identifierToken,
  sealPerson,
  tokensOf,
} from '../../accounts/changes/making.ts'
import { asUuid, mac, openText } from '../../crypto.ts'
import { Refused } from '../../errors.ts'
import { ownFile } from '../../keys.ts'
import type { Opened, Visit } from '../../visit.ts'
import type { ClientRow } from '../access/clients.ts'
import { refuseTaken } from './addresses.ts'
import { checkForm, type ClientForm } from './form.ts'

/**
 * Adds a client (ACC-6); the therapist who does is related at once (ACC-10) and the letter of welcome goes out. The same key again gives
 * the same client, once. Refused where the address or the ID belongs to somebody already (409, ACC-1), deactivated accounts included (ACC-3).
 */
export async function addClient(
  visit: Visit,
  door: Opened<{ related: boolean }, 'add client'>,
  {
    address,
    language,
    clientKey,
    ...form
  }: ClientForm & { address: string; language: Language | null; clientKey: string },
): Promise<string> {
  const id = idFor(visit, clientKey)
  await checkForm(visit, form)
  // The same key twice at once: the second waits here, and then finds what the first made.
  await visit.all(sql`select pg_advisory_xact_lock(hashtextextended(${id}, 7006))`)
  const [before] = await visit.all(sql<{ account: string; same: boolean }>`
    select a.id as account, d.token = ${addressToken(visit.practice, address)} as same
    from room.account a join room.account_address d on d.account = a.id where a.id = ${id}`)
  if (before?.same) return id
  if (before) throw new Refused('already-added')
  await refuseTaken(visit, { address, identifier: form.identifier })
  return await createClient(visit, door, { id, ...givenBy(form), address, language })
}

/** Keeps the details of a client right; the ID stays unique (ACC-7). */
export async function changeClient(visit: Visit, client: Opened<ClientRow, 'change'>, form: ClientForm): Promise<void> {
  const asked = await checkForm(visit, form)
  await refuseTaken(visit, { address: null, identifier: form.identifier, but: client.id })
  // The address stays as it is: its own verbs change it.
  const given = { ...(await withKept(visit, { id: client.id, asked }, givenBy(form))), address: '' }
  const sealed = await sealPerson(visit.practice, client.id, given)
  const { fields, tokens } = tokensOf(visit.practice, given)
  await visit.change(sql`select room.change_client(${client.id}, ${visit.now}, ${sealed.name}, ${sealed.details}, ${sealed.labels},
    ${identifierToken(visit.practice, given.details.identifier)}, ${fields}::text[], ${tokens}::bytea[])`)
}

/** Nobody signs in as this client any more, and wherever they are it ends at once; everything is kept (ACC-15). */
export async function deactivateClient(visit: Visit, client: Opened<ClientRow, 'activate'>): Promise<void> {
  const [row] = await visit.change(
    sql<{
      ended: [event: number, addressee: string, session: string][]
    }>`select room.deactivate(${client.id}, ${visit.now}) as ended`,
  )
  visit.tellEnded(row?.ended)
}

export async function reactivateClient(visit: Visit, client: Opened<ClientRow, 'activate'>): Promise<void> {
  await visit.change(sql`select room.reactivate(${client.id})`)
}

/** The letter of welcome once more (ACC-13); links of earlier ones end. Refused once somebody has got in (409). */
export async function welcomeClient(visit: Visit, client: Opened<ClientRow, 'welcome'>): Promise<void> {
  if (client.used) throw new Refused('used-before')
  if (!client.active) throw new Refused('not-active')
  await visit.change(sql`select room.welcome_again(${client.id}, ${visit.now})`)
  visit.leaveWork()
}

/** What the practice does not ask any more was not in the form, and stays as it was. */
async function withKept(
  visit: Visit,
  { id, asked }: { id: string; asked: ClientFields },
  given: Omit<Given<ClientDetails>, 'address'>,
): Promise<Omit<Given<ClientDetails>, 'address'>> {
  const row = await visit.one(sql<{ details: Buffer | null; labels: Buffer | null }>`
    select d.sealed as details, l.sealed as labels from (select 1) as always
    left join room.account_detail d on d.account = ${id} left join room.account_label l on l.account = ${id}`)
  const key = await visit.practice.keys.take({ owner: id, scope: ownFile })
  const open = (sealed: Buffer) => JSON.parse(openText(key, { owner: id, row: id }, sealed)) as unknown
  const kept = row.details ? (open(row.details) as ClientDetails) : given.details
  const off = (['birthDate', 'phone', 'identifier', 'bsn'] as const).filter((name) => asked[name] === 'off')
  const details = { ...given.details, ...Object.fromEntries(off.map((name) => [name, kept[name]])) }
  const labels = asked.label === 'off' && row.labels ? (open(row.labels) as string[]) : given.labels
  return { ...given, details, labels }
}

/** What was typed in the form, in the parts that are sealed. */
function givenBy({ first, infix, last, labels, ...form }: ClientForm): Omit<Given<ClientDetails>, 'address'> {
  const { gender, birthDate } = form
  const details = {
    gender,
    birthDate,
    phone: form.phone?.trim() ?? null,
    identifier: form.identifier?.trim() ?? null,
    bsn: form.bsn?.replaceAll(/[\s.-]/g, '').padStart(9, '0') ?? null,
  }
  return { name: { first, infix, last }, details, labels: [...new Set(labels.map((label) => label.trim()))] }
}

/** The id of a client that somebody adds comes from their client key: adding again after a lost answer finds what the first try made. */
function idFor(visit: Visit, clientKey: string): string {
  return asUuid(mac(visit.practice.keys.search, `added ${visit.account.id} ${clientKey.toLowerCase()}`).subarray(0, 16))
}
