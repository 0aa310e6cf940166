import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { setUp } from '../../../contract/practices.ts'
import { createAccount } from '../../accounts/changes/making.ts'
import { sha256 } from '../../crypto.ts'
import type { Databases, Practice } from '../../database.ts'
import type { Opened, Visit } from '../../visit.ts'
import type { EmptyRoom } from '../access.ts'

/** True where nobody lives yet. Two who ask at once: the second waits until the first is done, and then finds people. */
export async function isEmpty(visit: Visit): Promise<boolean> {
  await visit.all(sql`select pg_advisory_xact_lock(7002)`)
  const people = await visit.all(sql`select id from room.account limit 1`)
  return people.length === 0
}

/** What a practice says of itself, by the name of the setting; null = it says nothing. */
export async function writeSettings(visit: Visit, settings: Record<string, unknown>): Promise<void> {
  for (const [name, value] of Object.entries(settings).filter(([, given]) => given !== null))
    await visit.change(sql`insert into room.setting (name, value) values (${name}, ${JSON.stringify(value)}::jsonb)
      on conflict (name) do update set value = excluded.value`)
}

type SetUp = z.output<typeof setUp.takes>

/** The practice's own words, and its first account: application manager, therapist and secretary, so that they can start (decision "First room"). */
export async function setUpPractice(
  visit: Visit,
  _: Opened<EmptyRoom, 'set up'>,
  { practice, person }: { practice: SetUp['practice']; person: Omit<SetUp['person'], 'password'> & { hash: string } },
): Promise<void> {
  await writeSettings(visit, practice)
  await createAccount(visit, {
    kind: 'professional',
    groups: ['application manager', 'therapist', 'secretary'],
    name: { first: person.first, infix: person.infix ?? '', last: person.last },
    address: person.address.trim().toLowerCase(),
    hash: person.hash,
    language: practice.language,
  })
}

/** How long a set-up link works, minutes. */
const linkLasts = 60

/** A new set-up link's token for a room where nobody lives; null where somebody does. */
export async function newSetUpToken(databases: Databases, practice: Practice, now: Date): Promise<string | null> {
  const people = await databases.asOwner(practice.databaseName, (client) =>
    client.query('select 1 from room.account limit 1'),
  )
  if (people.rowCount !== 0) return null
  const token = randomBytes(24).toString('base64url')
  await databases.asOwner(databases.registerName, (client) =>
    client.query(
      'insert into register.set_up_link (token_hash, practice, ends_at, made_at) values ($1, $2, $3::timestamptz + make_interval(mins => $4), $3)',
      [hashOf(token), practice.id, now, linkLasts],
    ),
  )
  return token
}

/** How a set-up link is kept. */
export function hashOf(token: string): Buffer {
  return sha256(Buffer.from(token))
}
