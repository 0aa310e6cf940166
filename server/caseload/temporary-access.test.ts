import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import { bodyFor } from '../../checks/trials/bodies.ts'
import { contract, type EndpointName } from '../../contract/index.ts'
import type { Endpoint } from '../../contract/endpoint.ts'
import { figure } from '../../people/figure.ts'
import { linesOf } from '../../people/lines.ts'
import { allowOutside, reasonBody, takeBackOutside, typedReason } from '../../people/outside.ts'
import type { Person } from '../../people/person.ts'
import { expectProblem } from '../../people/problem.ts'
import type { Room } from '../../people/room.ts'
import { test } from '../../people/test.ts'
import { worldOf } from '../../people/world.ts'

/** A reason that holds for half an hour. */
async function reasonOf(person: Person): Promise<string> {
  return (await person.ask('giveReason', { takes: reasonBody() })).id
}

/** Eva has nothing to do with Noor, as at the beginning. */
async function afresh(room: Room, allowed: Parameters<typeof allowOutside>[1] = {}): Promise<void> {
  await takeBackOutside(room, room.ids.Noor, room.ids.Eva)
  await allowOutside(room, allowed)
}

/** Every endpoint that writes about the client, or the tool, in its address, but for taking and ending temporary access itself. */
const writing = (Object.entries(contract) as [EndpointName, Endpoint][]).filter(
  ([name, { method, path }]) =>
    method !== 'GET' &&
    /^\/(clients|tools)\/:id/.test(path) &&
    !['openOutside', 'beginTemporaryAccess', 'endTemporaryAccess'].includes(name),
)

describe('T48 temporary access', () => {
  const minutes = { temporaryAccess: true, temporaryAccessMinutes: 60 }

  async function begun(room: Room, eva: Person): Promise<string> {
    await afresh(room, minutes)
    const motivation = await reasonOf(eva)
    await eva.ask('beginTemporaryAccess', { where: { id: room.ids.Noor }, takes: { motivation } })
    return motivation
  }

  test('opens the file for reading, and no endpoint changes anything in it', async ({ as, room }) => {
    const [eva, daan] = await as('Eva', 'Daan')
    await begun(room, eva)
    const where = { id: room.ids.Noor }
    const takes = bodyFor(room, 'POST', '/clients/:id/tools')
    const tool = (await daan.try('prepareTool', { where, takes })).body as { id: string }
    expect((await eva.try('seeTool', { where: { id: tool.id } })).status).toBe(200)
    const seen = await eva.ask('seeClient', { where })
    expect(seen.temporaryUntil).not.toBeNull()
    expect(Object.values(seen.may)).not.toContain(true)
    const before = await worldOf(room)
    for (const [name, { method, path }] of writing) {
      const body = bodyFor(room, method, path)
      const id = path.startsWith('/tools') ? tool.id : room.ids.Noor
      const answer = await eva.try(name, { where: { id, ...idsFor(path) }, ...(body && { takes: body }) })
      expect([name, answer.status >= 400 && answer.status < 500]).toEqual([name, true])
    }
    expect(await worldOf(room)).toEqual(before)
    figure('T48', `${writing.length} endpoints that write about a client, each refused under temporary access`)
  })

  test('is a line each time, with the reason, and the application manager sees it at once', async ({ as, room }) => {
    const [eva, karim] = await as('Eva', 'Karim')
    const motivation = await begun(room, eva)
    const lines = await linesOf(room, () => eva.ask('seeClient', { where: { id: room.ids.Noor } }))
    expect(lines).toMatchObject([{ basis: 'temporary access', client: room.ids.Noor, motivation }])
    const { lines: log } = await karim.ask('seeOutsideLog')
    expect(log.slice(0, 3).map(({ action }) => action)).toEqual([
      'client details read',
      'temporary access begun',
      'reason given',
    ])
    for (const line of log.slice(0, 3))
      expect(line).toMatchObject({ motivation: typedReason, person: { id: room.ids.Eva, name: 'Eva Smit' } })
    expect(log[0]?.client).toBe(room.ids.Noor)
    expect(JSON.stringify(log)).not.toContain('Bakker')
  })

  test('ends by the clock to the second, in the open tab too, and does not come back', async ({ as, room }) => {
    const [eva] = await as('Eva')
    await begun(room, eva)
    const where = { id: room.ids.Noor }
    const ear = await eva.listen()
    room.clock.moveOn(59 * 60_000 + 50_000)
    expect((await eva.try('seeClient', { where })).status).toBe(200)
    room.clock.moveOn(10_000)
    // Nobody has swept yet: the door asks the time itself.
    expectProblem(await eva.try('seeClient', { where }), 'not-found')
    await room.running.house.outbox.work(room.practice)
    await ear.hears({ what: 'file', client: room.ids.Noor })
    room.clock.moveOn(-30 * 60_000)
    expectProblem(await eva.try('seeClient', { where }), 'not-found')
    room.clock.moveOn(30 * 60_000)
  })

  test('a clock that is set back behind its beginning closes it, and it stays closed', async ({ as, room }) => {
    const [eva] = await as('Eva')
    await begun(room, eva)
    const where = { id: room.ids.Noor }
    room.clock.moveOn(-10 * 60_000)
    expectProblem(await eva.try('seeClient', { where }), 'not-found')
    await room.running.house.outbox.work(room.practice)
    room.clock.moveOn(10 * 60_000)
    expectProblem(await eva.try('seeClient', { where }), 'not-found')
  })

  test('is ended early by whoever has it, and by nobody else', async ({ as, room }) => {
    const [eva, daan, sanne] = await as('Eva', 'Daan', 'Sanne')
    await begun(room, eva)
    const where = { id: room.ids.Noor }
    for (const other of [daan, sanne]) expectProblem(await other.try('endTemporaryAccess', { where }), 'not-found')
    const ear = await eva.listen()
    const began = performance.now()
    expect((await eva.try('endTemporaryAccess', { where })).status).toBe(204)
    await ear.hears({ what: 'file', client: room.ids.Noor })
    figure('T9', `temporary access ended: heard ${Math.round(performance.now() - began)} ms after it was asked`)
    expectProblem(await eva.try('seeClient', { where }), 'not-found')
    expectProblem(await eva.try('endTemporaryAccess', { where }), 'not-found')
  })

  test('begun twice it lasts as long as it did; without a reason it does not begin', async ({ as, room }) => {
    const [eva] = await as('Eva')
    const motivation = await begun(room, eva)
    const where = { id: room.ids.Noor }
    const { temporaryUntil } = await eva.ask('seeClient', { where })
    room.clock.moveOn(5 * 60_000)
    expect(await eva.ask('beginTemporaryAccess', { where, takes: { motivation } })).toEqual({ endsAt: temporaryUntil })
    await afresh(room, minutes)
    const takes = { motivation: randomUUID() }
    expectProblem(await eva.try('beginTemporaryAccess', { where, takes }), 'reason-over')
    expect(await room.query('select from room.temporary_access where account = $1', [room.ids.Eva])).toHaveLength(0)
  })

  test('opens no conversation: those of others stay theirs', async ({ as, room }) => {
    const [eva, noor] = await as('Eva', 'Noor')
    const talk = await noor.start('Daan')
    await begun(room, eva)
    expectProblem(await eva.try('readConversation', { where: { id: talk } }), 'not-found')
    const { contacts } = await eva.ask('listContacts')
    expect(contacts.map(({ id }) => id)).not.toContain(room.ids.Noor)
    expectProblem(
      await eva.try('startConversation', {
        takes: { contacts: [room.ids.Noor], text: 'Hello', clientKey: randomUUID() },
      }),
      'not-found',
    )
  })
})

/** Further ids in a path are those of nobody. */
function idsFor(path: string): Record<string, string> {
  const others = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name).filter((name) => name !== 'id')
  return Object.fromEntries(others.map((name) => [name, randomUUID()]))
}
