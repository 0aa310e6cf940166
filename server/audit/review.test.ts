import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { clientForm } from '../../checks/trials/clients.ts'
import { figure } from '../../people/figure.ts'
import { lookOf } from '../../people/looks.ts'
import type { Person } from '../../people/person.ts'
import { expectProblem } from '../../people/problem.ts'
import type { Room } from '../../people/room.ts'
import { test } from '../../people/test.ts'

const day = 24 * 3_600_000

async function add(by: Person, first: string, last: string): Promise<string> {
  return (await by.ask('addClient', { takes: clientForm({ first, infix: '', last }) as never })).id
}

/** A look that lies back, as the server would have written it. */
async function lookedAt(
  room: Room,
  {
    who,
    client,
    ago,
    basis = 'treatment relation',
  }: { who: 'Daan' | 'Eva' | 'Sanne'; client: string; ago: number; basis?: string },
): Promise<string> {
  const at = new Date(room.clock.now().getTime() - ago)
  const time = at.getTime().toString(16).padStart(12, '0')
  const id = `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`
  const role = who === 'Sanne' ? 'secretary' : 'therapist'
  await room.query(
    `insert into room.audit (id, at, action, allowed, basis, account, roles, object_kind, object, client, rule, mac)
     values ($1, $2, 'client details read', true, $3, $4, $5, 'account', $6, $6, 'CAS-1', '\\x00')`,
    [id, at, basis, room.ids[who], ['professional', role], client],
  )
  return id
}

/** Own clients, a supervisor's, a secretary's few. */
async function doTheirWork(
  room: Room,
  { daan, sanne, ruth }: Record<'daan' | 'sanne' | 'ruth', Person>,
): Promise<void> {
  const own = await Promise.all(['Adams', 'Berg', 'Cohen', 'Dijk'].map((last) => add(daan, 'Anna', last)))
  for (const id of own) await daan.ask('seeClient', { where: { id } })
  await ruth.ask('seeClient', { where: { id: room.ids.Noor } })
  await daan.ask('seeClient', { where: { id: room.ids.Noor } })
  await sanne.ask('seeClient', { where: { id: room.ids.Tom } })
}

/** What is worth a question, each in its own way. */
async function snoop(room: Room, { daan, eva }: Record<'daan' | 'eva', Person>) {
  // Without a relation: refused, and let in from outside.
  await eva.try('seeClient', { where: { id: room.ids.Noor } })
  await lookedAt(room, { who: 'Daan', client: room.ids.Tom, ago: 1000, basis: 'temporary access' })
  // Of the same name; somebody who is named as a colleague.
  const relative = await add(daan, 'Piet', 'Visser')
  await daan.ask('seeClient', { where: { id: relative } })
  const colleague = await add(eva, 'Ruth', 'Jansen')
  await eva.ask('seeClient', { where: { id: colleague } })
  // A relation of long ago without a word since.
  const old = await add(eva, 'Bo', 'Oud')
  await room.query(`update room.relation set began_at = now() - interval '200 days' where client = $1`, [old])
  await eva.ask('seeClient', { where: { id: old } })
  // Far more than a day's work.
  const many = await Promise.all(Array.from({ length: 28 }, (_, index) => add(daan, 'Veel', `Naam${index}`)))
  for (const client of many) await lookedAt(room, { who: 'Sanne', client, ago: 2 * day, basis: 'secretary' })
  return { relative, colleague, old }
}

test('T49 planted snoopers stand on the review list, and those who did their work do not', async ({ as, room }) => {
  const [karim, daan, eva, sanne, ruth] = await as('Karim', 'Daan', 'Eva', 'Sanne', 'Ruth')
  await doTheirWork(room, { daan, sanne, ruth })
  const { relative, colleague, old } = await snoop(room, { daan, eva })
  const { looks, more } = await karim.ask('listLooksToReview')
  const { Daan, Eva, Sanne, Noor, Tom } = room.ids
  const found = looks.map(({ who, client, reasons }) => [who.id, client, reasons.join()].join(' '))
  const planted = [
    [Eva, Noor, 'no relation'],
    [Daan, Tom, 'no relation'],
    [Daan, relative, 'same surname'],
    [Eva, colleague, 'colleague'],
    [Eva, old, 'no contact'],
  ].map((parts) => parts.join(' '))
  const isPlanted = (one: string) => planted.includes(one) || (one.startsWith(Sanne) && one.endsWith('many'))
  const hits = found.filter(isPlanted)
  figure(
    'T49',
    `${planted.length + 1} planted snoopers among ${looks.length} looks on the list: recall ${hits.length}/${planted.length + 1}, precision ${hits.length}/${found.length}`,
  )
  expect(found.filter((one) => !isPlanted(one))).toEqual([])
  expect(hits).toHaveLength(planted.length + 1)
  expect(more).toBe(false)
  expect(JSON.stringify(looks)).not.toMatch(/Noor|Bakker|Hughes|Piet|Oud/)
})

test('SEC-18 a look that was judged leaves the list and stands among those that are done; the last word counts', async ({
  as,
  room,
}) => {
  const [karim, daan] = await as('Karim', 'Daan')
  await lookOf(room, 'Eva', 'Noor')
  const list = async (done: 'yes' | 'no') => (await karim.ask('listLooksToReview', { asksFor: { done } })).looks
  const isIt = ({ who, client }: { who: { id: string }; client: string }) =>
    who.id === room.ids.Eva && client === room.ids.Noor
  const open = (await list('no')).find(isIt)
  const where = { id: open?.id ?? '' }
  await karim.ask('judgeLook', { where, takes: { outcome: 'asked', note: 'Asked Eva on Monday' } })
  await karim.ask('judgeLook', { where, takes: { outcome: 'fine' } })
  expect((await list('no')).some(isIt)).toBe(false)
  expect((await list('yes')).find(isIt)?.outcome).toBe('fine')
  for (const [person, id] of [
    [daan, where.id],
    [karim, randomUUID()],
    [karim, room.ids.Noor],
  ] as const)
    expectProblem(await person.try('judgeLook', { where: { id }, takes: { outcome: 'fine' } }), 'not-found')
})
