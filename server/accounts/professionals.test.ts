import { describe, expect } from 'vitest'
import { linesOf } from '../../people/lines.ts'
import type { Person } from '../../people/person.ts'
import { expectProblem, expectWrongFields } from '../../people/problem.ts'
import type { Room } from '../../people/room.ts'
import { test } from '../../people/test.ts'
import { allowProfessionals } from '../practices/changes/limit.ts'

let many = 0

/** A colleague to be, like nobody else. */
function colleague(change: Record<string, unknown> = {}) {
  many += 1
  const name = { first: `Person${many}`, infix: '', last: `Number${many}`, address: `person${many}@linde.example` }
  return { ...name, identifier: '', description: '', labels: [], groups: ['therapist'], ...change }
}

function add(person: Person, change: Record<string, unknown> = {}) {
  return person.try('addProfessional', { takes: { ...colleague(change), active: change['active'] ?? true } })
}

async function added(person: Person, change: Record<string, unknown> = {}): Promise<string> {
  return ((await add(person, change)).body as { id: string }).id
}

async function setLimit(room: Room, most: number): Promise<void> {
  await room.query(
    `insert into room.setting (name, value) values ('professionalLimit', $1) on conflict (name) do update set value = excluded.value`,
    [String(most)],
  )
}

async function countActive(room: Room): Promise<number> {
  const [row] = await room.query<{ active: number }>('select active from room.professionals()')
  return row?.active ?? 0
}

async function namesFor(person: Person, asksFor: Record<string, string>): Promise<string[]> {
  const answer = await person.try('listProfessionals', { asksFor })
  return (answer.body as { professionals: { name: string }[] }).professionals.map(({ name }) => name)
}

describe('the list of colleagues', () => {
  test('ORD-7 every professional finds the colleagues by last name and group; no client and nobody close to one has the list', async ({
    as,
  }) => {
    const [daan, noor, lies] = await as('Daan', 'Noor', 'Lies')
    const all = ['Karim el Amrani', 'Ruth Jansen', 'Eva Smit', 'Daan Visser', 'Sanne de Wit']
    expect(await namesFor(daan, {})).toEqual(all)
    expect(await namesFor(daan, { group: 'secretary' })).toEqual(['Sanne de Wit'])
    for (const find of ['d', 'de', 'w', 'WIT', 'sänne wit'])
      expect(await namesFor(daan, { find })).toContain('Sanne de Wit')
    expect(await namesFor(daan, { find: 'wit d' })).toEqual(['Sanne de Wit'])
    expect(await namesFor(daan, { find: 'nobody' })).toEqual([])
    for (const other of [noor, lies]) expectProblem(await other.try('listProfessionals'), 'not-found')
  })

  test('ACC-3 the inactive are found by the application manager only, and their addresses still count', async ({
    as,
    room,
  }) => {
    const [karim, daan] = await as('Karim', 'Daan')
    await karim.ask('deactivateProfessional', { where: { id: room.ids.Ruth }, takes: {} })
    expect(await namesFor(daan, {})).not.toContain('Ruth Jansen')
    expect(await namesFor(karim, { state: 'inactive' })).toEqual(['Ruth Jansen'])
    expect(await namesFor(karim, { state: 'all' })).toHaveLength(5)
    expectProblem(await daan.try('listProfessionals', { asksFor: { state: 'all' } }), 'not-found')
    expectProblem(await daan.try('seeProfessional', { where: { id: room.ids.Ruth } }), 'not-found')
    expectWrongFields(await add(karim, { address: 'RUTH@linde.example ' }), { address: 'address-exists' })
    await karim.ask('activateProfessional', { where: { id: room.ids.Ruth } })
  })

  test('a profile shows colleagues what is theirs to know, and the application manager the rest', async ({
    as,
    room,
  }) => {
    const [karim, daan] = await as('Karim', 'Daan')
    const where = { id: room.ids.Sanne }
    expect(await daan.ask('seeProfessional', { where })).toMatchObject({
      name: 'Sanne de Wit',
      managed: null,
      waiting: false,
    })
    const { managed } = await karim.ask('seeProfessional', { where })
    expect(managed).toMatchObject({
      address: 'sanne@linde.example',
      infix: 'de',
      lastSecretary: true,
      lastManager: false,
    })
  })
})

describe('what only the application manager does', () => {
  test('ACC-12 adds a colleague, who is welcomed by mail and found at once; ID and name are looked at first', async ({
    as,
    room,
  }) => {
    const [karim, daan] = await as('Karim', 'Daan')
    await setLimit(room, 10)
    expectProblem(await add(daan), 'not-found')
    const id = await added(karim, {
      first: 'Zoë',
      infix: 'van',
      last: "d'Hondt",
      identifier: 'P 12',
      description: 'Therapist',
      labels: ['day'],
    })
    expect(await namesFor(daan, { find: 'hondt' })).toEqual(["Zoë van d'Hondt"])
    const kinds = await room.query<{ kind: string }>('select kind from room.outbox where account = $1', [id])
    expect(kinds).toEqual([{ kind: 'welcome' }])
    expectWrongFields(await add(karim, { identifier: 'p12' }), { identifier: 'identifier-exists' })
    const alike = { first: 'Zoё', infix: 'van', last: "D'Hоndt" }
    expectProblem(await add(karim, alike), 'almost-same-name')
    expect((await add(karim, { ...alike, evenIfAlike: true })).status).toBe(200)
    await karim.ask('welcomeProfessional', { where: { id } })
    expectProblem(await karim.try('welcomeProfessional', { where: { id: room.ids.Eva } }), 'not-found')
  })

  test('ACC-12 changes groups, and the next thing that person asks is judged by them; their tabs hear it', async ({
    as,
    room,
  }) => {
    const [karim, daan] = await as('Karim', 'Daan')
    const ear = await daan.listen()
    const where = { id: room.ids.Daan }
    const now = { ...colleague({ first: 'Daan', last: 'Visser', address: 'daan@linde.example' }) }
    await karim.ask('changeProfessional', {
      where,
      takes: { ...now, groups: ['therapist', 'application manager'] } as never,
    })
    await ear.hears({ what: 'me' })
    expect(await namesFor(daan, { state: 'all' })).toContain('Daan Visser')
    await karim.ask('changeProfessional', { where, takes: { ...now, groups: ['therapist'] } as never })
    expectProblem(await daan.try('listProfessionals', { asksFor: { state: 'all' } }), 'not-found')
    expectProblem(
      await daan.try('changeProfessional', { where, takes: { ...now, groups: ['application manager'] } }),
      'not-found',
    )
  })

  test('ACC-12 changes an address: every session ends, both addresses are told, and it is the new one that signs in', async ({
    as,
    room,
  }) => {
    const [karim, eva] = await as('Karim', 'Eva')
    const takes = colleague({ first: 'Eva', last: 'Smit', address: 'Eva.Smit@linde.example' })
    await karim.ask('changeProfessional', { where: { id: room.ids.Eva }, takes: takes as never })
    expectProblem(await eva.try('seeMe'), 'signed-out')
    const letters = await room.query<{ kind: string }>(
      'select kind from room.outbox where account = $1 order by kind',
      [room.ids.Eva],
    )
    expect(letters.map(({ kind }) => kind)).toEqual(['address changed', 'address left'])
    expect((await karim.ask('seeProfessional', { where: { id: room.ids.Eva } })).managed?.address).toBe(
      'eva.smit@linde.example',
    )
    await karim.ask('changeProfessional', {
      where: { id: room.ids.Eva },
      takes: { ...takes, address: 'eva@linde.example' } as never,
    })
  })

  test('ACC-14 a wrong address that was never used is put right, and welcomed again', async ({ as, room }) => {
    const [karim] = await as('Karim')
    await setLimit(room, 10)
    const given = colleague()
    const { id } = await karim.ask('addProfessional', { takes: { ...given, active: true } as never })
    await room.running.house.outbox.work(room.practice)
    await karim.ask('changeProfessional', {
      where: { id },
      takes: { ...given, address: 'right@linde.example' } as never,
    })
    const letters = await room.query<{ kind: string; state: string }>(
      'select kind, state from room.outbox where account = $1 order by created_at',
      [id],
    )
    expect(letters.map(({ kind }) => kind)).toEqual(['welcome', 'welcome'])
  })

  test('a deactivated colleague is out everywhere at once, and their line says who did it', async ({ as, room }) => {
    const [karim, daan] = await as('Karim', 'Daan')
    const ear = await daan.listen()
    const lines = await linesOf(room, () =>
      karim.ask('deactivateProfessional', { where: { id: room.ids.Daan }, takes: {} }),
    )
    expect(lines).toMatchObject([
      { action: 'professional deactivated', allowed: true, account: room.ids.Karim, object: room.ids.Daan },
    ])
    await ear.hears({ what: 'signed out' })
    expectProblem(await daan.try('seeMe'), 'signed-out')
    await karim.ask('activateProfessional', { where: { id: room.ids.Daan } })
    expectProblem(await daan.try('seeMe'), 'signed-out')
  })

  test('the last secretary goes only after it was said what then nobody can do', async ({ as, room }) => {
    const [karim] = await as('Karim')
    const where = { id: room.ids.Sanne }
    expectProblem(await karim.try('deactivateProfessional', { where, takes: {} }), 'last-secretary')
    const takes = colleague({ first: 'Sanne', infix: 'de', last: 'Wit', address: 'sanne@linde.example' })
    expectProblem(await karim.try('changeProfessional', { where, takes }), 'last-secretary')
    await karim.ask('deactivateProfessional', { where, takes: { evenLast: true } })
    await karim.ask('activateProfessional', { where })
  })
})

describe('ORD-15 the last application manager', () => {
  test('is neither deactivated nor taken out of the group, not by themselves either', async ({ as, room }) => {
    const [karim] = await as('Karim')
    const where = { id: room.ids.Karim }
    expectProblem(await karim.try('deactivateProfessional', { where, takes: {} }), 'last-manager')
    const takes = colleague({ first: 'Karim', infix: 'el', last: 'Amrani', address: 'karim@linde.example' })
    expectProblem(await karim.try('changeProfessional', { where, takes }), 'last-manager')
  })

  test('of two who deactivate each other at the same moment, one stays', async ({ as, room }) => {
    const [karim, ruth] = await as('Karim', 'Ruth')
    for (let round = 0; round < 5; round += 1) {
      await room.query(
        `insert into room.account_group (account, name, given_at) values ($1, 'application manager', now()) on conflict do nothing`,
        [room.ids.Ruth],
      )
      const answers = await Promise.all([
        karim.try('deactivateProfessional', { where: { id: room.ids.Ruth }, takes: {} }),
        ruth.try('deactivateProfessional', { where: { id: room.ids.Karim }, takes: {} }),
      ])
      expect(answers.filter(({ status }) => status === 204)).toHaveLength(1)
      expect(answers.every(({ status }) => status < 500)).toBe(true)
      await room.query('delete from room.deactivation')
      await room.query('update room.session set ended_at = null')
    }
    await room.query(`delete from room.account_group where account = $1 and name = 'application manager'`, [
      room.ids.Ruth,
    ])
  })
})

describe('ORD-5 five professionals', () => {
  test('the sixth is refused, also when activated again; inactive ones may be made', async ({ as, room }) => {
    const [karim] = await as('Karim')
    await setLimit(room, await countActive(room))
    expectProblem(await add(karim), 'too-many-professionals')
    const id = await added(karim, { active: false })
    expectProblem(await karim.try('activateProfessional', { where: { id } }), 'too-many-professionals')
    await setLimit(room, (await countActive(room)) + 1)
    await karim.ask('activateProfessional', { where: { id } })
    expect(await room.query('select kind from room.outbox where account = $1', [id])).toEqual([{ kind: 'welcome' }])
  })

  test('ORD-6 whoever runs the service allows more, and it holds at once', async ({ as, room }) => {
    const [karim] = await as('Karim')
    const { databases } = room.running.house
    const active = await countActive(room)
    await setLimit(room, active)
    expectProblem(await add(karim), 'too-many-professionals')
    expect(await allowProfessionals(databases, room.practice, active + 1)).toBe(active)
    expect((await add(karim)).status).toBe(200)
  })

  test('of twenty that are added at once, as many come in as there are places', async ({ as, room }) => {
    const [karim] = await as('Karim')
    const before = await countActive(room)
    await setLimit(room, before + 3)
    const answers = await Promise.all(Array.from({ length: 20 }, () => add(karim)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3)
    expect(answers.filter(({ status }) => status !== 200).every(({ status }) => status === 409)).toBe(true)
    expect(await countActive(room)).toBe(before + 3)
  })

  test('ACC-1 of two that are added at once with one address, one comes in', async ({ as, room }) => {
    const [karim] = await as('Karim')
    await setLimit(room, 100)
    const answers = await Promise.all([1, 2, 3].map(() => add(karim, { address: 'one@linde.example' })))
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 400, 400])
  })
})
