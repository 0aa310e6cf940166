import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { clientForm } from '../../checks/trials/clients.ts'
import { guidedTool, handing, relating } from '../../checks/trials/relations.ts'
import type { Person } from '../../people/person.ts'
import { expectProblem, expectWrongFields } from '../../people/problem.ts'
import type { Room } from '../../people/room.ts'
import { test } from '../../people/test.ts'

/** A client of this person alone. */
async function add(person: Person): Promise<string> {
  return (await person.ask('addClient', { takes: clientForm() as never })).id
}

async function peopleOf(person: Person, id: string) {
  return (await person.ask('seeProfessionals', { where: { id } })).professionals
}

type Place = readonly [client: string, professional: string]

async function relate(person: Person, [id, who]: Place, more: Record<string, unknown> = {}) {
  return await person.try('relateProfessional', { where: { id }, takes: relating(who, more) })
}

async function guideOf(room: Room, tool: string) {
  const [row] = await room.query<{ guided_by: string | null; lost: boolean }>(
    'select guided_by, lost_guide_at is not null as lost from room.tool where id = $1',
    [tool],
  )
  return row
}

async function endOf(person: Person, [id, professional]: Place, unguided: string[] = []) {
  return await person.try('endRelation', { where: { id, professional }, takes: { unguided } })
}

test('CAS-15 a related therapist relates a colleague, who then has the client in the own caseload', async ({
  room,
  as,
}) => {
  const [daan, eva, noor] = await as('Daan', 'Eva', 'Noor')
  const id = await add(daan)
  expect((await eva.try('seeClient', { where: { id } })).status).toBe(404)
  expect((await daan.ask('seeRelatable', { where: { id } })).choices).toContainEqual(
    expect.objectContaining({ id: room.ids.Eva, as: ['therapist'] }),
  )
  expect((await relate(daan, [id, room.ids.Eva])).status).toBe(204)
  expect((await eva.try('seeClient', { where: { id } })).status).toBe(200)
  expect(await peopleOf(eva, id)).toMatchObject([
    { name: 'Daan Visser', relation: 'therapist', me: false, may: { end: false }, last: false },
    { name: 'Eva Smit', relation: 'therapist', me: true, may: { end: true } },
  ])
  expect((await noor.try('seeProfessionals', { where: { id } })).status).toBe(404)
})

test('relating is refused: somebody related already, no therapist, the client, deactivated, from outside', async ({
  room,
  as,
}) => {
  const [daan, eva] = await as('Daan', 'Eva')
  const id = await add(daan)
  const { ids } = room
  expectProblem(await relate(daan, [id, ids.Daan]), 'already-related')
  for (const who of [ids.Karim, ids.Ruth, id, ids.Noor, randomUUID()])
    expectProblem(await relate(daan, [id, who]), 'cannot-be-related')
  expectProblem(await relate(daan, [id, ids.Eva], { kind: 'supervisor' }), 'cannot-be-related')
  expectProblem(await relate(eva, [id, ids.Eva]), 'not-found')
  await room.query('insert into room.deactivation (account, at) values ($1, now())', [ids.Eva])
  expectProblem(await relate(daan, [id, ids.Eva]), 'cannot-be-related')
  await room.query('delete from room.deactivation where account = $1', [ids.Eva])
  expect((await relate(daan, [id, ids.Ruth], { kind: 'supervisor' })).status).toBe(204)
})

test('CAS-18 a supervisor who is related reads who works with the client, and relates and ends nothing', async ({
  room,
  as,
}) => {
  const [daan, ruth] = await as('Daan', 'Ruth')
  const id = await add(daan)
  await relate(daan, [id, room.ids.Ruth], { kind: 'supervisor' })
  expect(await peopleOf(ruth, id)).toMatchObject([
    { relation: 'therapist' },
    { relation: 'supervisor', may: { end: false } },
  ])
  expect((await relate(ruth, [id, room.ids.Eva])).status).toBe(404)
  expect((await endOf(ruth, [id, room.ids.Ruth])).status).toBe(404)
  expect((await endOf(daan, [id, room.ids.Ruth])).status).toBe(404)
})

test('TRF-3 TRF-4 the application manager makes somebody secretary, also themselves, who then relates', async ({
  room,
  as,
}) => {
  const [daan, karim] = await as('Daan', 'Karim')
  const id = await add(daan)
  expect((await relate(karim, [id, room.ids.Eva])).status).toBe(404)
  await room.query(`insert into room.account_group (account, name, given_at) values ($1, 'secretary', now())`, [
    room.ids.Karim,
  ])
  expect((await relate(karim, [id, room.ids.Eva])).status).toBe(204)
  expect((await endOf(karim, [id, room.ids.Daan])).status).toBe(204)
  expect((await daan.try('seeClient', { where: { id } })).status).toBe(404)
  await room.query(`delete from room.account_group where account = $1 and name = 'secretary'`, [room.ids.Karim])
})

test('the secretary relates herself only with a reason, which stands in the log', async ({ room, as }) => {
  const [daan, sanne] = await as('Daan', 'Sanne')
  const id = await add(daan)
  await room.query(`insert into room.account_group (account, name, given_at) values ($1, 'therapist', now())`, [
    room.ids.Sanne,
  ])
  expectWrongFields(await relate(sanne, [id, room.ids.Sanne]), { motivation: 'missing' })
  const motivation = 'I take the intake over while Daan is in hospital.'
  expect((await relate(sanne, [id, room.ids.Sanne], { motivation })).status).toBe(204)
  const [line] = await room.query(
    `select a.motivation is not null as reasoned, m.account from room.audit a join room.motivation m on m.id = a.motivation
     where a.client = $1 and a.action = 'professional related' and a.allowed`,
    [id],
  )
  expect(line).toEqual({ reasoned: true, account: room.ids.Sanne })
  await room.query(`delete from room.account_group where account = $1 and name = 'therapist'`, [room.ids.Sanne])
})

test('TRF-6 tools go to a therapist of the client, all or some; titles are not for the secretary', async ({
  room,
  as,
}) => {
  const [daan, sanne] = await as('Daan', 'Sanne')
  const id = await add(daan)
  const tools = [await guidedTool(room, id, room.ids.Daan), await guidedTool(room, id, room.ids.Daan)]
  const where = { id, professional: room.ids.Daan }
  const send = (person: Person, chosen: string[], clientKey: string = randomUUID()) =>
    person.try('transferTools', { where, takes: { to: room.ids.Eva, tools: chosen, clientKey } })
  expectProblem(await send(daan, tools), 'not-their-therapist')
  await relate(daan, [id, room.ids.Eva])
  expectProblem(await send(daan, [randomUUID()]), 'look-again')
  const key = randomUUID()
  expect((await send(daan, tools.slice(0, 1), key)).status).toBe(204)
  expect((await send(daan, tools.slice(0, 1), key)).status).toBe(204)
  expect(await guideOf(room, tools[0] ?? '')).toMatchObject({ guided_by: room.ids.Eva })
  const [first] = await peopleOf(sanne, id)
  expect(first?.guides).toMatchObject([{ id: tools[1], kind: 'worksheet', title: null }])
  expect((await send(sanne, tools.slice(1))).status).toBe(204)
  expect(await guideOf(room, tools[1] ?? '')).toMatchObject({ guided_by: room.ids.Eva })
})

test('TRF-7 TRF-8 who breaks the relation has said what becomes unguided, or nothing happens', async ({ room, as }) => {
  const [daan, sanne] = await as('Daan', 'Sanne')
  const id = await add(daan)
  const tool = await guidedTool(room, id, room.ids.Daan)
  expectProblem(await endOf(daan, [id, room.ids.Daan]), 'look-again')
  expectProblem(await endOf(daan, [id, room.ids.Daan], [tool, randomUUID()]), 'look-again')
  expect((await peopleOf(daan, id))[0]).toMatchObject({ last: true, guides: [{ id: tool }] })
  expect((await endOf(daan, [id, room.ids.Daan], [tool])).status).toBe(204)
  expect(await guideOf(room, tool)).toEqual({ guided_by: null, lost: false })
  expect((await daan.try('seeClient', { where: { id } })).status).toBe(404)
  expect((await sanne.ask('listWithoutTherapist')).clients).toContainEqual(
    expect.objectContaining({ id, nobody: true }),
  )
  expect((await endOf(sanne, [id, room.ids.Daan])).status).toBe(404)
})

test('where clients are asked first nobody is related without them', async ({ room, as }) => {
  const [daan, sanne] = await as('Daan', 'Sanne')
  const id = await add(daan)
  await room.query(
    `insert into room.setting (name, value) values ('relateRequests', 'true') on conflict (name) do update set value = 'true'`,
  )
  expectProblem(await relate(daan, [id, room.ids.Eva]), 'ask-the-client')
  expectProblem(await relate(sanne, [id, room.ids.Eva]), 'ask-the-client')
  expect((await peopleOf(daan, id)).length).toBe(1)
  await room.query(`delete from room.setting where name = 'relateRequests'`)
})

test('CAS-15 a stand-in ends by the clock, with the second; tools go back, or stand on the secretary’s list', async ({
  room,
  as,
}) => {
  const [daan, eva, sanne] = await as('Daan', 'Eva', 'Sanne')
  const id = await add(daan)
  const until = new Date(room.clock.now().getTime() + 86_400_000).toISOString().slice(0, 10)
  const stand = { until, standsInFor: room.ids.Daan }
  expectWrongFields(await relate(daan, [id, room.ids.Eva], { ...stand, until: '2020-01-01' }), { until: 'day-is-over' })
  expectWrongFields(await relate(daan, [id, room.ids.Eva], { ...stand, until: null }), { until: 'missing' })
  expectWrongFields(await relate(daan, [id, room.ids.Eva], { ...stand, standsInFor: room.ids.Ruth }), {
    standsInFor: 'unknown',
  })
  expect((await relate(daan, [id, room.ids.Eva], stand)).status).toBe(204)
  const tools = [await guidedTool(room, id, room.ids.Eva)]
  const hears = await eva.listen()
  await room.query(`update room.relation set ends_at = $2 where client = $1 and professional = $3`, [
    id,
    room.clock.now(),
    room.ids.Eva,
  ])
  // The door asks the clock itself; the house ends it, and tells.
  expect((await eva.try('seeClient', { where: { id } })).status).toBe(404)
  await room.running.house.outbox.work(room.practice)
  await hears.hears({ what: 'file' })
  expect(await guideOf(room, tools[0] ?? '')).toEqual({ guided_by: room.ids.Daan, lost: false })

  await relate(daan, [id, room.ids.Eva], stand)
  const lost = await guidedTool(room, id, room.ids.Eva)
  await endOf(sanne, [id, room.ids.Daan], tools)
  await room.query(`update room.relation set ends_at = $2 where client = $1 and ended_at is null`, [
    id,
    room.clock.now(),
  ])
  await room.running.house.outbox.work(room.practice)
  expect(await guideOf(room, lost)).toEqual({ guided_by: null, lost: true })
  expect((await sanne.ask('listWithoutTherapist')).clients).toContainEqual(
    expect.objectContaining({ id, nobody: true, tools: 1 }),
  )
})

test('races: two relate at once, a break while tools are transferred: one outcome, and nothing half', async ({
  room,
  as,
}) => {
  const [daan, sanne] = await as('Daan', 'Sanne')
  const id = await add(daan)
  const both = await Promise.all([relate(daan, [id, room.ids.Eva]), relate(sanne, [id, room.ids.Eva])])
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 409])
  const tool = await guidedTool(room, id, room.ids.Daan)
  const takes = { to: room.ids.Eva, tools: [tool], clientKey: randomUUID() }
  const [moved, ended] = await Promise.all([
    sanne.try('transferTools', { where: { id, professional: room.ids.Daan }, takes }),
    endOf(daan, [id, room.ids.Daan], [tool]),
  ])
  const row = await guideOf(room, tool)
  expect([moved.status, ended.status]).toEqual(moved.status === 204 ? [204, 409] : [409, 204])
  expect(row?.guided_by).toBe(moved.status === 204 ? room.ids.Eva : null)
})

test('a key that was used for another step is refused', async ({ room, as }) => {
  const [daan] = await as('Daan')
  const [one, two] = [await add(daan), await add(daan)]
  const clientKey = randomUUID()
  expect((await relate(daan, [one, room.ids.Eva], { clientKey })).status).toBe(204)
  expect((await relate(daan, [one, room.ids.Eva], { clientKey })).status).toBe(204)
  expectProblem(await relate(daan, [two, room.ids.Eva], { clientKey }), 'key-used')
  expectProblem(
    await daan.try('handOver', { where: { id: two }, takes: handing(room.ids.Eva, { clientKey }) }),
    'key-used',
  )
})
