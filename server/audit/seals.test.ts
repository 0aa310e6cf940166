import { createHmac, randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { asServing } from '../../people/owner.ts'
import type { Room } from '../../people/room.ts'
import { openSecondHouse } from '../../people/second-house.ts'
import { test } from '../../people/test.ts'
import { sealLines } from './due.ts'

/** The chain, computed anew from the lines: how many seals there are, how many lines have none, and which seals are wrong. */
async function chainOf(room: Room): Promise<{ sealed: number; unsealed: number; wrong: number[] }> {
  const seals = await room.query<{ position: string; hash: Buffer; line: string; mac: Buffer }>(
    'select s.position, s.hash, s.line, a.mac from room.seal s join room.audit a on a.id = s.line order by s.position',
  )
  const unsealed = await room.query(
    'select from room.audit a where not exists (select from room.seal where line = a.id)',
  )
  const key = room.practice.keys.audit.export()
  let previous = Buffer.of(0)
  const wrong = seals.flatMap(({ position, hash, line, mac }, index) => {
    const parts = [previous, Buffer.from(line.replaceAll('-', ''), 'hex'), mac]
    previous = createHmac('sha256', key).update(Buffer.concat(parts)).digest()
    return Number(position) === index + 1 && previous.equals(hash) ? [] : [Number(position)]
  })
  return { sealed: seals.length, unsealed: unsealed.length, wrong }
}

test('all committed lines are chained, each once, while people write and two processes seal', async ({ as, room }) => {
  const [noor, daan, eva] = await as('Noor', 'Daan', 'Eva')
  const id = await noor.start('Daan')
  const { second, close } = await openSecondHouse(room)
  const still = { writing: true }
  const sealer = async (where: Room) => {
    let sealed = 0
    while (still.writing) sealed += await sealLines(where.practice, room.clock.now())
    return sealed
  }
  const sealing = Promise.all([sealer(room), sealer(second)])
  const calls = Array.from({ length: 40 }, (_, index) => [
    noor.post(id, `Of Noor ${index}`),
    daan.post(id, `Of Daan ${index}`),
    eva.try('readConversation', { where: { id } }),
  ])
  await Promise.all(calls.flat())
  still.writing = false
  const [here, there] = await sealing
  while ((await sealLines(room.practice, room.clock.now())) > 0);
  await close()
  expect(here + there).toBeGreaterThan(0)
  const chain = await chainOf(room)
  expect(chain).toEqual({ sealed: chain.sealed, unsealed: 0, wrong: [] })
  expect(chain.sealed).toBeGreaterThanOrEqual(120)
})

test('a changed line is a wrong seal', async ({ as, room }) => {
  await as('Noor')
  while ((await sealLines(room.practice, room.clock.now())) > 0);
  const change = `update room.audit set mac = sha256(mac) where id = (select line from room.seal where position = 1)`
  await room.query(change)
  expect((await chainOf(room)).wrong[0]).toBe(1)
})

test('a refusal is sealed by itself within moments, as everything else is', async ({ as, room }) => {
  const [eva] = await as('Eva')
  const sealed = async (object: string) =>
    (await room.query('select from room.seal s join room.audit a on a.id = s.line where a.object = $1', [object]))
      .length
  // First whatever was still waiting, so that nothing else wakes the sealer afterwards.
  while ((await chainOf(room)).unsealed > 0);
  const id = randomUUID()
  await eva.try('readConversation', { where: { id } })
  while ((await sealed(id)) === 0);
  expect(await sealed(id)).toBe(1)
})

test('T45 the role that serves can write a line for whoever acts, and nothing else: neither read, change nor take away', async ({
  as,
  room,
}) => {
  await as('Noor')
  const before = await room.query('select * from room.audit order by id')
  const attempts = [
    'select * from room.audit',
    'select count(*) from room.audit',
    'select mac from room.audit limit 1',
    `update room.audit set basis = 'other'`,
    'delete from room.audit',
    'truncate room.audit cascade',
    'drop table room.audit',
    'alter table room.audit disable row level security',
    'create trigger t before insert on room.audit execute function suppress_redundant_updates_trigger()',
    'delete from room.seal',
    'select * from room.seal',
    `update room.seal_state set position = 0`,
    'insert into room.seal (position, line, hash, sealed_at) select 0, id, mac, at from room.audit',
    `insert into room.audit (id, at, action, allowed, basis, account, roles, rule, mac)
     values (gen_random_uuid(), now(), 'read', true, 'made up', '${room.ids.Noor}', '{client}', 'CNV-1', '\\x00') returning id`,
    `insert into room.audit (id, at, action, allowed, basis, account, roles, rule, mac)
     values (gen_random_uuid(), now(), 'read', true, 'made up', '${room.ids.Noor}', '{client}', 'CNV-1', '\\x00')`,
  ]
  await asServing(room, async (client) => {
    for (const attempt of attempts)
      await expect(client.query(attempt), attempt).rejects.toThrow(/permission denied|must be owner|row-level security/)
  })
  expect(await room.query('select * from room.audit order by id')).toEqual(before)
})
