import { expect } from 'vitest'
import { isFullProof } from '../../checks/chance.ts'
import { figure } from '../../people/figure.ts'
import type { Room } from '../../people/room.ts'
import { test } from '../../people/test.ts'

/** A hundred times what a practice has in a year; the gate does with less. */
const lines = isFullProof ? 1_000_000 : 20_000

/** Lines of a year, by many, about many; some of them Daan's, some about Noor. */
async function fill(room: Room): Promise<void> {
  await room.query(
    `insert into room.audit (id, at, action, allowed, basis, account, roles, object_kind, object, client, rule, mac)
     select (lpad(to_hex((extract(epoch from t.at) * 1000)::bigint), 12, '0') || substr(md5(n::text), 13))::uuid, t.at, 'client details read', true,
       'treatment relation', case when n % 1000 = 0 then $1::uuid else md5((n % 500)::text)::uuid end, '{professional,therapist}', 'account',
       c.id, c.id, 'CAS-1', '\\x00'
     from generate_series(1, $3::integer) n
     cross join lateral (select now() - n * interval '365 days' / $3::integer as at) t
     cross join lateral (select case when n % 1000 = 0 then $2::uuid else md5('client ' || n % 2500)::uuid end as id) c`,
    [room.ids.Daan, room.ids.Noor, lines],
  )
  await room.query('analyze room.audit')
}

type Node = { 'Node Type': string; 'Relation Name'?: string; 'Actual Loops'?: number; Plans?: Node[] }

/** Tables that a statement inside a function reads from one end to the other; how long it took, ms. */
async function whole(
  room: Room,
  who: 'Noor' | 'Daan' | 'Karim',
  text: string,
): Promise<{ read: string[]; ms: number }> {
  const client = await room.connect()
  const plans: string[] = []
  client.on('notice', ({ message }) => plans.push(message ?? ''))
  await client.query(`load 'auto_explain'`)
  await client.query(`select set_config('alcove.account', $1, false), set_config('alcove.now', now()::text, false)`, [
    room.ids[who],
  ])
  await client.query(`set auto_explain.log_min_duration = 0; set auto_explain.log_analyze = on; set auto_explain.log_timing = off;
    set auto_explain.log_nested_statements = on; set auto_explain.log_level = notice; set auto_explain.log_format = json;
    set client_min_messages = notice; set random_page_cost = 1.1; set jit = off`)
  const began = performance.now()
  await client.query(text)
  const ms = performance.now() - began
  await client.end()
  const read = plans
    .filter((message) => message.startsWith('duration:'))
    .flatMap((message) => scansOf((JSON.parse(message.slice(message.indexOf('{'))) as { Plan: Node }).Plan))
  return { read: read.filter((name) => name === 'audit'), ms }
}

function scansOf(node: Node): string[] {
  const mine = node['Node Type'].endsWith('Seq Scan') && (node['Actual Loops'] ?? 0) > 0
  return [...(mine ? [node['Relation Name'] ?? ''] : []), ...(node.Plans ?? []).flatMap(scansOf)]
}

test('no part of the log is found by reading all of it', { timeout: 300_000 }, async ({ room }) => {
  await fill(room)
  const month = `now() - interval '30 days', now()`
  const asked = [
    ['Noor', `select * from room.read_log('looks at me', null, ${month}, null, null, 51)`],
    ['Noor', `select * from room.people_in_log('looks at me', null, ${month})`],
    ['Noor', `select * from room.copy_log('looks at me', ${month}, null, 10001)`],
    ['Daan', `select * from room.read_log('own looks', null, ${month}, null, null, 51)`],
    ['Daan', `select * from room.read_log('history', '${room.ids.Noor}', ${month}, null, null, 51)`],
    ['Karim', `select * from room.copy_log('all', now() - interval '3 days', now(), null, 10001)`],
    ['Karim', `select * from room.looks_to_review(now() - interval '3 days', now(), 50000)`],
  ] as const
  const planted = `do $$ begin perform count(*) from room.audit a where a.basis = 'none'; end $$`
  expect((await whole(room, 'Karim', planted)).read).toEqual(['audit'])
  const times: string[] = []
  for (const [who, text] of asked) {
    const { read, ms } = await whole(room, who, text)
    expect([text, read]).toEqual([text, []])
    times.push(`${/room\.(\w+)/.exec(text)?.[1]} ${Math.round(ms)} ms`)
  }
  figure('The log', `${lines} lines, no part of it read from one end to the other: ${times.join(', ')}`)
})
