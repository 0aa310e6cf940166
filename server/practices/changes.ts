import { sql } from 'kysely'
import type { Visit } from '../visit.ts'

/** True where nobody lives yet. Two who ask at once: the second waits until the first is done, and then finds people. */
export async function isEmpty(visit: Visit): Promise<boolean> {
  await visit.all(sql`select pg_advisory_xact_lock(7002)`)
  const people = await visit.all(sql`select id from room.account limit 1`)
  return people.length === 0
}

/** What a practice says of itself, by the name of the setting. */
export async function writeSettings(visit: Visit, settings: Record<string, unknown>): Promise<void> {
  for (const [name, value] of Object.entries(settings))
    await visit.change(sql`insert into room.setting (name, value) values (${name}, ${JSON.stringify(value)}::jsonb)
      on conflict (name) do update set value = excluded.value`)
}
