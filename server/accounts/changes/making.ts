import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Group, Kind, Language } from '../../../rules/words.ts'
import { seal, token } from '../../crypto.ts'
import type { Practice } from '../../database.ts'
import { ownFile } from '../../keys.ts'
import { beginningsOf, type Name } from '../../names.ts'
import type { Opened, Visit } from '../../visit.ts'
import { addressToken } from '../access/sign-in.ts'

/** What has to be known of a client (ACC-6, ACC-7); sealed. Gender in FHIR's administrative words, dates as YYYY-MM-DD. */
export type ClientDetails = {
  gender: 'female' | 'male' | 'other' | 'unknown'
  birthDate: string | null
  phone: string | null
  /** The practice's own number for this client. */
  identifier: string | null
  /** Dutch citizen service number. */
  bsn: string | null
}

/** What is known of somebody who was made without details: nothing. */
export const unknown: ClientDetails = { gender: 'unknown', birthDate: null, phone: null, identifier: null, bsn: null }

/** The same of a professional (ACC-12). */
export type ProfessionalDetails = { identifier: string | null }

/** A person to be: everything that is sealed about them. */
export type Given<Details> = {
  name: Name
  address: string
  details: Details
  /** Words about somebody; never shown to clients (ACC-11). */
  labels: string[]
}

/** A new client, related to the therapist who makes the account (ACC-10); the letter of welcome follows. Gives back the id. */
export async function createClient(
  visit: Visit,
  _: Opened<object, 'add client'>,
  { id = uuid(), ...given }: Given<ClientDetails> & { id?: string; language: Language | null },
): Promise<string> {
  const sealed = await sealPerson(visit.practice, id, given)
  const { fields, tokens } = tokensOf(visit.practice, given)
  await visit.change(sql`select room.create_client(${id}, ${visit.now}, ${sealed.name}, ${sealed.address},
    ${addressToken(visit.practice, given.address)}, ${sealed.details}, ${sealed.labels}, ${identifierToken(visit.practice, given.details.identifier)},
    ${fields}::text[], ${tokens}::bytea[], ${given.language})`)
  visit.leaveWork()
  return id
}

/** A new professional: active, and welcomed by letter, or made to be activated later. */
export async function createProfessional(
  visit: Visit,
  { account: id }: Opened<{ account: string }, 'add professional'>,
  given: Given<ProfessionalDetails> & { groups: Group[]; active: boolean },
): Promise<void> {
  const sealed = await sealPerson(visit.practice, id, given)
  const { fields, tokens } = tokensOf(visit.practice, given)
  await visit.change(sql`select room.create_professional(${id}, ${visit.now}, ${sealed.name}, ${sealed.address},
    ${addressToken(visit.practice, given.address)}, ${sealed.details}, ${sealed.labels}, ${identifierToken(visit.practice, given.details.identifier)},
    ${fields}::text[], ${tokens}::bytea[], ${given.groups}::text[], ${given.active})`)
  visit.leaveWork()
}

/** How an ID of the practice is looked up: without spaces, in upper case, keyed. */
export function identifierToken(practice: Practice, identifier: string | null): Buffer | null {
  return identifier === null ? null : token(practice.keys.search, 'id', identifier.replaceAll(/\s/g, '').toUpperCase())
}

/** What somebody is found under (CAS-2): beginnings of the parts of the name, the whole address, the ID, the birth date. */
export function tokensOf(
  practice: Practice,
  {
    name,
    address,
    details,
  }: { name: Name; address: string; details: { identifier: string | null; birthDate?: string | null } },
): { fields: string[]; tokens: Buffer[] } {
  const { search } = practice.keys
  const found: [string, Buffer][] = beginningsOf(name).map((word) => ['name', token(search, 'name', word)])
  found.push(['address', addressToken(practice, address)])
  const identifier = identifierToken(practice, details.identifier)
  if (identifier) found.push(['id', identifier])
  if (details.birthDate) found.push(['birth date', token(search, 'birth date', details.birthDate)])
  return { fields: found.map(([field]) => field), tokens: found.map(([, value]) => value) }
}

/** Everything about a person, sealed under their own key. Labels: null where there are none. */
export async function sealPerson(practice: Practice, id: string, given: Given<object>) {
  const key = await practice.keys.take({ owner: id, scope: ownFile })
  const sealed = (value: unknown) => seal(key, { owner: id, row: id }, JSON.stringify(value))
  return {
    name: sealed(given.name),
    address: seal(key, { owner: id, row: id }, given.address.trim().toLowerCase()),
    details: sealed(given.details),
    labels: given.labels.length > 0 ? sealed(given.labels) : null,
  }
}

/** Somebody who is there from the first, with a password. */
export type NewAccount = {
  kind: Kind
  groups: Group[]
  name: Name
  address: string
  /** Made by hashPassword, before the visit. */
  hash: string
  /** null = as their browser says. */
  language: Language | null
  details?: ClientDetails | ProfessionalDetails
  /** Somebody who has been here for long. */
  privacySeen?: boolean
}

/** Makes an account as the owner of the database (the first people, the demo): names and address sealed, search tokens beside them. Gives back its id. */
export async function createAccount(visit: Visit, given: NewAccount): Promise<string> {
  const id = uuid()
  const { keys } = visit.practice
  const key = await keys.take({ owner: id, scope: ownFile })
  const sealed = (text: string) => seal(key, { owner: id, row: id }, text)
  await visit.change(sql`insert into room.account (id, kind, created_at) values (${id}, ${given.kind}, ${visit.now})`)
  await visit.change(
    sql`insert into room.account_name (account, kind, sealed) values (${id}, ${given.kind}, ${sealed(JSON.stringify(given.name))})`,
  )
  await visit.change(
    sql`insert into room.account_address (account, sealed, token) values (${id}, ${sealed(given.address)}, ${addressToken(visit.practice, given.address)})`,
  )
  await visit.change(
    sql`insert into room.account_password (account, hash, changed_at) values (${id}, ${given.hash}, ${visit.now})`,
  )
  await visit.change(sql`insert into room.account_setting (account, language, privacy_seen_at)
      values (${id}, ${given.language}, ${given.privacySeen ? visit.now : null})`)
  for (const group of given.groups)
    await visit.change(
      sql`insert into room.account_group (account, name, given_at) values (${id}, ${group}, ${visit.now})`,
    )
  await createDetails(visit, id, given)
  return id
}

async function createDetails(
  visit: Visit,
  id: string,
  { details = { identifier: null }, ...given }: NewAccount,
): Promise<void> {
  const { practice } = visit
  const sealed = await sealPerson(practice, id, { ...given, details, labels: [] })
  await visit.change(
    sql`insert into room.account_detail (account, kind, sealed, changed_at) values (${id}, ${given.kind}, ${sealed.details}, ${visit.now})`,
  )
  const identifier = identifierToken(practice, details.identifier)
  if (identifier)
    await visit.change(
      sql`insert into room.account_identifier (account, kind, token) values (${id}, ${given.kind}, ${identifier})`,
    )
  const { fields, tokens } = tokensOf(practice, { ...given, details })
  await visit.change(sql`insert into room.search_token (field, token, account)
    select field, token, ${id}::uuid from unnest(${fields}::text[], ${tokens}::bytea[]) as t (field, token)`)
}
