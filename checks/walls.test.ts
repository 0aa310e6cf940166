import { expect, onTestFinished } from 'vitest'
import { figure } from '../people/figure.ts'
import type { Room } from '../people/room.ts'
import { test } from '../people/test.ts'
import { chooseSeed, isFullProof } from './chance.ts'
import { told } from './tree.ts'
import { openPlace, type Place } from './walls/place.ts'
import { judgeStructure } from './walls/structure.ts'
import { compareWorlds } from './walls/worlds.ts'

const seed = chooseSeed()
const many = isFullProof ? 300 : 5

test('every table stands behind the second wall, and the serving role has what the list grants it and no more', async ({
  room,
}) => {
  const place = await opened(room, 'structure')
  expect(told(await judgeStructure(place.owner, place.role))).toEqual([])
})

test('the two walls agree, row by row, in random worlds', { timeout: 3_600_000 }, async ({ room }) => {
  const place = await opened(room, 'worlds')
  const { worlds, looks, rows, asked, tried, findings } = await compareWorlds(place, { seed, many })
  figure(
    'Two walls',
    `${worlds} worlds, ${looks} looks, ${rows} rows seen, ${asked} questions, ${tried} writes tried, ${findings.length} mismatches (seed ${seed})`,
  )
  expect(told(findings).slice(0, 20)).toEqual([])
})

const strangers = 'using (true)'
const plants: [string, string, string][] = [
  [
    'a policy that lets everything through',
    `drop policy own_span on room.message_text; create policy own_span on room.message_text for select to :serving ${strangers}`,
    'message_text, to',
  ],
  [
    'a policy that forgets the interval',
    'drop policy own_span on room.message; create policy own_span on room.message for select to :serving using (conversation = (select room.entered()))',
    'message, to',
  ],
  [
    'a policy that hides too much',
    'drop policy contacts on room.presence; create policy contacts on room.presence for select to :serving using (account = (select room.me()))',
    'hides',
  ],
  [
    'somebody who writes in the name of another',
    'drop policy writing on room.message; create policy writing on room.message for insert to :serving with check (conversation = (select room.entered()))',
    'insert into room.message ',
  ],
  [
    'a function that answers about others',
    `create or replace function room.unread(wanted uuid, as_participant uuid, mark bigint, most integer) returns integer
       language sql stable security definer set search_path = ''
       as $$ select least(most, count(*))::integer from room.message m where m.conversation = wanted and m.position > mark $$`,
    'unread in',
  ],
  [
    'a wall that believes a setting',
    `create or replace function room.in_sight() returns uuid[] language sql stable security definer set search_path = ''
       as $$ select string_to_array(nullif(current_setting('alcove.in_sight', true), ''), ',')::uuid[] $$`,
    'participant, to',
  ],
  [
    'relations that have ended',
    `create or replace function room.related_contacts() returns setof uuid language sql stable security definer set search_path = ''
       as $$ select r.client from room.relation r where r.professional = room.me()
             union select r.professional from room.relation r where r.client = room.me() $$`,
    'related_contacts()',
  ],
]

test.for(plants)('a planted violation is found in the worlds: %s', async ([, planted, what], { room }) => {
  const place = await opened(room, `world-${plants.findIndex(([, text]) => text === planted)}`)
  await plant(place, planted)
  const { findings } = await compareWorlds(place, { seed: 1, many: 3 })
  expect(told(findings).some((line) => line.includes(what))).toBe(true)
})

const structural: [string, string][] = [
  ['create table room.diary (id uuid primary key)', 'diary is not listed in checks/walls'],
  ['create table room.diary (id uuid primary key)', 'diary has no row level security'],
  ['create view room.all_words as select * from room.message_text', 'all_words is no plain table'],
  ['alter table room.account disable row level security', 'account has no row level security'],
  ['grant delete on room.message to :serving', 'the serving role is granted delete on message'],
  ['grant select on room.relation to :serving', 'relation.client is granted for select'],
  ['grant update (account) on room.session to :serving', 'session.account is granted for update'],
  ['revoke select on room.account from :serving', 'account.id is not granted for select'],
  ['create table public.copy (words text)', 'public.copy stands outside the room'],
  ['create policy more on room.relation for select to public using (client is not null)', 'is a policy for public'],
  [`create policy more on room.relation for select to :serving ${strangers}`, 'relation more is a policy that lets'],
  ['alter function room.unread security invoker', 'unread() is not security definer'],
  ['alter function room.unread reset search_path', 'unread() has no fixed search path'],
  ['grant execute on function room.unread to public', 'unread() may be run by everybody'],
  ['grant execute on function room.acquainted to :serving', 'acquainted() may be run by the serving role'],
  [`create function room.peek() returns int language sql as 'select 1'`, 'peek() is not listed in checks/walls'],
  ['alter role :serving bypassrls', 'the serving role may do more than log in'],
  ['alter table room.setting owner to :serving', 'the serving role owns table room.setting'],
  ['grant pg_read_all_data to :serving', 'the serving role is a member of pg_read_all_data'],
]

test.for(structural)('a planted violation is found in the structure: %s', async ([planted, what], { room }) => {
  const place = await opened(room, 'structure')
  await place.owner.query('begin')
  await plant(place, planted)
  const found = told(await judgeStructure(place.owner, place.role))
  await place.owner.query('rollback')
  expect(found.some((line) => line.includes(what))).toBe(true)
})

async function opened(room: Room, slug: string): Promise<Place> {
  const place = await openPlace(room, slug)
  onTestFinished(() => place.close())
  return place
}

async function plant({ owner, role }: Place, statements: string): Promise<void> {
  await owner.query(statements.replaceAll(':serving', owner.escapeIdentifier(role)))
}
