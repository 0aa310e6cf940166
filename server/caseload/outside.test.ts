import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import { watchVisits } from '../../checks/bench/round-trips.ts'
import type { OutsideClient, OutsideFound } from '../../contract/caseload/outside.ts'
import { figure } from '../../people/figure.ts'
import { type Line, linesOf } from '../../people/lines.ts'
import { allowOutside, reasonBody, takeBackOutside } from '../../people/outside.ts'
import type { Person } from '../../people/person.ts'
import { expectProblem } from '../../people/problem.ts'
import type { Room } from '../../people/room.ts'
import { test } from '../../people/test.ts'
import { worldOf } from '../../people/world.ts'

type Seen = Line & { motivation: string | null; fields: string[] | null; found: number | null; client: string | null }

/** A reason that holds for half an hour. */
async function reasonOf(person: Person): Promise<string> {
  return (await person.ask('giveReason', { takes: reasonBody() })).id
}

function find(person: Person, motivation: string, sought: Record<string, string> = { name: 'bakker' }) {
  return person.try('searchOutside', { takes: { motivation, ...sought } })
}

function open(person: Person, id: string, motivation: string) {
  return person.try('openOutside', { where: { id }, takes: { motivation } })
}

/** Everything as at the beginning: nobody looks outside, and Eva has nothing to do with Noor. */
async function afresh(room: Room, allowed: Parameters<typeof allowOutside>[1] = {}): Promise<void> {
  await takeBackOutside(room, room.ids.Noor, room.ids.Eva)
  await allowOutside(room, allowed)
}

describe('CAS-4 switched off, as it is by default', () => {
  test('nobody learns anything: no reason is taken, nothing is found or opened', async ({ as, room }) => {
    await afresh(room)
    const [eva] = await as('Eva')
    expect(await eva.ask('seeOutside')).toMatchObject({ looks: false, outside: 'off', temporaryAccess: false })
    expectProblem(await eva.try('giveReason', { takes: reasonBody() }), 'not-found')
    const { Noor } = room.ids
    for (const name of ['openOutside', 'relateMyself', 'beginTemporaryAccess'] as const)
      expectProblem(await eva.try(name, { where: { id: Noor }, takes: { motivation: randomUUID() } }), 'not-found')
  })

  test('T6 the beginnings of a hidden name find nothing, and cost the same as a name that nobody has', async ({
    as,
    room,
  }) => {
    await afresh(room, { outside: 'read-only' })
    const [eva] = await as('Eva')
    const reason = await reasonOf(eva)
    await allowOutside(room, {})
    const prefixes = [...'Bakker'].map((_, index, all) => all.slice(0, index + 1).join(''))
    const answers = []
    const asked = []
    for (const name of [...prefixes, 'Noor', 'Xqzwv']) {
      const { result, visits } = await watchVisits(() => find(eva, reason, { name }))
      answers.push(result)
      asked.push(visits.filter(({ signedIn }) => signedIn).map(({ sent }) => sent.map(({ text }) => text)))
    }
    expect(new Set(asked.map((one) => JSON.stringify(one))).size).toBe(1)
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    for (const answer of answers) expectProblem(answer, 'not-found')
    figure('T6', `${answers.length} searches outside while it is switched off: one answer, no count`)
  })
})

describe('CAS-5 a typed reason of one’s own', () => {
  test('without one, with another’s, with one that is over: nothing, and the same answer for each', async ({
    as,
    room,
  }) => {
    await afresh(room, { outside: 'read-only' })
    const [eva, daan] = await as('Eva', 'Daan')
    const foreign = await reasonOf(daan)
    const over = await reasonOf(eva)
    await room.query(`update room.motivation set ended_at = now() where id = $1`, [over])
    const before = await worldOf(room)
    for (const reason of [randomUUID(), foreign, over]) {
      expectProblem(await find(eva, reason), 'reason-over')
      expectProblem(await open(eva, room.ids.Noor, reason), 'reason-over')
      expectProblem(await open(eva, randomUUID(), reason), 'reason-over')
    }
    expect(await worldOf(room)).toEqual(before)
    expectProblem(await eva.try('searchOutside', { takes: { name: 'bakker' } }), 'wrong-fields')
    expectProblem(await eva.try('searchOutside', { takes: { motivation: await reasonOf(eva) } }), 'wrong-fields')
  })

  test('it holds for half an hour, and the same key and words are the same reason', async ({ as, room }) => {
    await afresh(room, { outside: 'read-only' })
    const [eva] = await as('Eva')
    const takes = reasonBody()
    const first = await eva.ask('giveReason', { takes })
    room.clock.moveOn(60_000)
    expect(await eva.ask('giveReason', { takes })).toEqual(first)
    expect((await find(eva, first.id)).status).toBe(200)
    room.clock.moveOn(29 * 60_000)
    expectProblem(await find(eva, first.id), 'reason-over')
  })

  test('finds by the four fields, tells name and state only, and writes each search down with its count', async ({
    as,
    room,
  }) => {
    await afresh(room, { outside: 'read-only' })
    const [eva] = await as('Eva')
    const motivation = await reasonOf(eva)
    const lines = (await linesOf(room, async () => {
      for (const sought of [{ name: 'noor bak' }, { address: 'noor@linde.example' }, { name: 'nobody', state: 'both' }])
        await find(eva, motivation, sought)
    })) as Seen[]
    expect(lines.map(({ found, fields }) => [found, fields])).toEqual([
      [1, ['name']],
      [1, ['address']],
      [0, ['name']],
    ])
    expect(lines.every((line) => line.motivation === motivation)).toBe(true)
    const { clients } = (await find(eva, motivation, { name: 'noor' })).body as OutsideFound
    expect(clients).toEqual([{ id: room.ids.Noor, name: 'Noor Bakker', active: true, yours: false, pending: false }])
  })

  test('opening shows the name and who is related, and leaves a line about this client', async ({ as, room }) => {
    await afresh(room, { outside: 'read-only' })
    const [eva] = await as('Eva')
    const motivation = await reasonOf(eva)
    const lines = (await linesOf(room, () => open(eva, room.ids.Noor, motivation))) as Seen[]
    expect(lines).toMatchObject([{ client: room.ids.Noor, motivation, allowed: true }])
    const body = (await open(eva, room.ids.Noor, motivation)).body as OutsideClient
    expect(body).toMatchObject({ name: 'Noor Bakker', yours: false, temporaryUntil: null })
    expect(body.professionals.map(({ name, kind }) => [name, kind])).toEqual([
      ['Daan Visser', 'therapist'],
      ['Ruth Jansen', 'supervisor'],
    ])
    expect(body.secretaries.map(({ name }) => name)).toEqual(['Sanne de Wit'])
    expect(body.next).toEqual({ relate: false, ask: false, temporaryAccessMinutes: null })
    expectProblem(await eva.try('seeClient', { where: { id: room.ids.Noor } }), 'not-found')
    expectProblem(await open(eva, randomUUID(), motivation), 'not-found')
    expectProblem(await open(eva, room.ids.Daan, motivation), 'not-found')
  })
})

describe('CAS-9 what follows is the practice’s choice', () => {
  test('read-only and ask: nobody relates themselves', async ({ as, room }) => {
    const [eva] = await as('Eva')
    for (const outside of ['read-only', 'ask'] as const) {
      await afresh(room, { outside })
      const takes = { motivation: await reasonOf(eva) }
      expectProblem(await eva.try('relateMyself', { where: { id: room.ids.Noor }, takes }), 'not-allowed-here')
      expectProblem(await eva.try('beginTemporaryAccess', { where: { id: room.ids.Noor }, takes }), 'not-allowed-here')
      const { next } = (await open(eva, room.ids.Noor, takes.motivation)).body as OutsideClient
      expect(next).toEqual({ relate: false, ask: outside === 'ask', temporaryAccessMinutes: null })
    }
  })

  test('CAS-11 relate: one is related at once, and the log has the reason', async ({ as, room }) => {
    await afresh(room, { outside: 'relate' })
    const [eva] = await as('Eva')
    const takes = { motivation: await reasonOf(eva) }
    const where = { id: room.ids.Noor }
    expect((await eva.try('relateMyself', { where, takes })).status).toBe(204)
    expect((await eva.ask('seeClient', { where })).temporaryUntil).toBeNull()
    expect((await eva.ask('listClients')).clients.map(({ id }) => id)).toContain(room.ids.Noor)
    expectProblem(await eva.try('relateMyself', { where, takes }), 'not-allowed-here')
    await afresh(room)
  })

  test('TRF-10 relating oneself and asking the client exclude each other, whichever comes first', async ({
    as,
    room,
  }) => {
    await afresh(room)
    const [karim] = await as('Karim')
    await karim.ask('changeSettings', { takes: { outside: 'relate' } })
    expectProblem(await karim.try('changeSettings', { takes: { relateRequests: true } }), 'ask-or-relate')
    await karim.ask('changeSettings', { takes: { outside: 'ask', relateRequests: true } })
    expectProblem(await karim.try('changeSettings', { takes: { outside: 'relate' } }), 'ask-or-relate')
    expect(await karim.ask('seeSettings')).toMatchObject({ outside: 'ask', relateRequests: true })
    await afresh(room)
  })
})

describe('LOG-1 the log of the application manager', () => {
  test('comes in pages, by person and by day, and reading it is written down', async ({ as, room }) => {
    await afresh(room, { outside: 'read-only' })
    const [eva, daan, karim] = await as('Eva', 'Daan', 'Karim')
    const motivation = await reasonOf(eva)
    for (let round = 0; round < 52; round += 1) await find(eva, motivation, { name: `name ${round}` })
    await find(daan, await reasonOf(daan))
    const [read] = await linesOf(room, () => karim.ask('seeOutsideLog'))
    expect(read).toMatchObject({ action: 'log of looks outside read', basis: 'application manager' })
    const first = await karim.ask('seeOutsideLog', { asksFor: { person: room.ids.Eva } })
    expect(first.lines).toHaveLength(50)
    expect(first.more).toBe(true)
    expect(first.people.map(({ name }) => name)).toEqual(expect.arrayContaining(['Daan Visser', 'Eva Smit']))
    const last = first.lines.at(-1)
    const asksFor = { person: room.ids.Eva, before: last?.id ?? '', beforeAt: last?.at ?? '' }
    const second = await karim.ask('seeOutsideLog', { asksFor })
    const ids = [...first.lines, ...second.lines].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(first.lines.every(({ person }) => person.id === room.ids.Eva)).toBe(true)
    expect((await karim.ask('seeOutsideLog', { asksFor: { until: '2001-01-01' } })).lines).toEqual([])
    expect((await karim.ask('seeOutsideLog', { asksFor: { from: '2001-01-01' } })).lines).toHaveLength(50)
    expect(JSON.stringify(first)).not.toMatch(/name \d/)
  })
})
