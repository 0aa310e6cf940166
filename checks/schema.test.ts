import { readFileSync } from 'node:fs'
import pg from 'pg'
import { expect, inject, onTestFinished } from 'vitest'
import type { Room } from '../people/room.ts'
import { test } from '../people/test.ts'
import { printCommand, printSchema } from './schema.ts'

const file = new URL('../database/room.schema.sql', import.meta.url)

test(`database/room.schema.sql is what the migrations come to (${printCommand})`, async ({ room }) => {
  const { client, roles } = await owner(room)
  expect(readFileSync(file, 'utf8'), `Print it anew: ${printCommand}`).toBe(await printSchema(client, roles))
})

const changes = [
  'alter table room.message add column note text',
  'alter table room.message alter column sent_at drop not null',
  `alter table room.message alter column sent_at set default 'now'`,
  'alter table room.message drop constraint message_author_client_key_key',
  'drop index room.session_account',
  'drop policy own_span on room.message',
  'alter policy own_span on room.message using (true)',
  'grant delete on room.message to public',
  'grant select (until_position) on room.span to public',
  'alter table room.message disable row level security',
  'create table room.diary (id uuid)',
  'create view room.words as select * from room.message_text',
  'alter function room.unread security invoker',
  'alter function room.unread reset search_path',
  'grant execute on function room.acquainted to public',
  'drop function room.who_knows_me',
  `create function room.watch() returns trigger language plpgsql as 'begin return new; end';
   create trigger watch before insert on room.message for each row execute function room.watch()`,
]

test.for(changes)('a planted change shows in the printed schema: %s', async (change, { room }) => {
  const { client, roles } = await owner(room)
  const before = await printSchema(client, roles)
  await client.query('begin')
  await client.query(change)
  const after = await printSchema(client, roles)
  await client.query('rollback')
  expect(after).not.toBe(before)
  expect(await printSchema(client, roles)).toBe(before)
})

async function owner({ practice }: Room): Promise<{ client: pg.Client; roles: { owner: string; serving: string } }> {
  const url = new URL(inject('postgresUrl'))
  url.pathname = `/${practice.databaseName}`
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  onTestFinished(() => client.end())
  const { rows } = await client.query<{ owner: string }>(
    `select relowner::regrole::text as owner from pg_class where oid = 'room.account'::regclass`,
  )
  const served = await practice.pool.query<{ serving: string }>('select current_user as serving')
  return { client, roles: { owner: rows[0]?.owner ?? '', serving: served.rows[0]?.serving ?? '' } }
}
