import pg from 'pg'
import { inject } from 'vitest'
import type { Room } from '../../people/room.ts'
import type { World } from './rows.ts'
import { tableNames } from './tables.ts'

/** A scratch practice to make worlds in: `owner` is past both walls, `serving` is what answers requests. */
export type Place = { owner: pg.Client; serving: pg.Pool; role: string; close(): Promise<void> }

/** Makes a practice of its own beside the room's, empty and migrated. */
export async function openPlace(room: Room, slug: string): Promise<Place> {
  const practice = await room.running.house.databases.practice(slug, { demo: true })
  const url = new URL(inject('postgresUrl'))
  url.pathname = `/${practice.databaseName}`
  const owner = new pg.Client({ connectionString: url.href })
  await owner.connect()
  const { rows } = await practice.pool.query<{ role: string }>('select current_user as role')
  await owner.query(tryingOut.replaceAll(':serving', owner.escapeIdentifier(rows[0]?.role ?? '')))
  return { owner, serving: practice.pool, role: rows[0]?.role ?? '', close: () => owner.end() }
}

/**
 * Runs statements as whoever calls it, each undone at once: gives back for each how many rows it touched, or the code of its
 * error. One round trip for a whole list.
 */
const tryingOut = `
  create schema if not exists trial;
  grant usage on schema trial to :serving;
  create or replace function trial.attempt(statements text[]) returns text[] language plpgsql as $$
  declare
    outcomes text[] := array[]::text[];
    statement text;
    touched bigint;
  begin
    foreach statement in array statements loop
      begin
        execute statement;
        get diagnostics touched = row_count;
        raise exception using errcode = 'UNDO1', message = touched::text;
      exception when others then
        outcomes := outcomes || case when sqlstate = 'UNDO1' then sqlerrm else sqlstate end;
      end;
    end loop;
    return outcomes;
  end $$;
  grant execute on function trial.attempt to :serving`

/** Puts a world in place of whatever was there. */
export async function fill({ owner }: Place, world: World): Promise<void> {
  await owner.query('begin')
  await owner.query(`truncate ${tableNames.map((name) => `room.${name}`).join(', ')} cascade`)
  for (const name of tableNames.toSorted(byOrderOfMaking(world)))
    await owner.query(
      `insert into room.${name} overriding system value select * from jsonb_populate_recordset(null::room.${name}, $1)`,
      [JSON.stringify(world[name])],
    )
  // Its events have numbers of their own; those that come are told after them.
  await owner.query(
    `select setval(pg_get_serial_sequence('room.event', 'id'), 1 + coalesce(max(id), 0)) from room.event`,
  )
  await owner.query('commit')
}

/** The world names its tables in the order in which they can be filled. */
function byOrderOfMaking(world: World) {
  const order = Object.keys(world)
  return (one: string, other: string) => order.indexOf(one) - order.indexOf(other)
}
