import type { Room } from './room.ts'

/** What the walls of a room hold, as one fingerprint per table. */
export type World = Record<string, string>

/** Written by every call, refused or not, and by the clock: the log and its seals, sessions as they are seen, attempts to get in, what waits to be mailed. */
const alwaysMoving = ['audit', 'seal', 'seal_state', 'session', 'mail_notice', 'outbox', 'wrong_password']

/** Every row of every table, as one fingerprint per table: two worlds are equal when nothing was written, changed or taken away between them. */
export async function worldOf(room: Room, { without = alwaysMoving }: { without?: string[] } = {}): Promise<World> {
  const tables = await room.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'room' and table_type = 'BASE TABLE' order by 1`,
  )
  const world: World = {}
  for (const { name } of tables.filter((table) => !without.includes(table.name))) {
    const [row] = await room.query<{ print: string }>(
      `select count(*) || ' rows ' || coalesce(md5(string_agg(md5(t::text), '' order by t::text)), '') as print from room.${name} t`,
    )
    world[name] = row?.print ?? ''
  }
  return world
}
