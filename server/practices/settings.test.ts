import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import { costOf } from '../../people/counted.ts'
import { Person } from '../../people/person.ts'
import { expectProblem, expectWrongFields } from '../../people/problem.ts'
import { newcomer, opened, signUp } from '../../people/registering.ts'
import { test } from '../../people/test.ts'
import { worldOf } from '../../people/world.ts'

describe('PLT-2 what the practice sets', () => {
  test('yes: the application manager, one thing at a time, and everybody sees what is theirs to see', async ({
    as,
    room,
  }) => {
    const [karim, daan, noor] = await as('Karim', 'Daan', 'Noor')
    const before = await karim.ask('seeSettings')
    expect(before).toMatchObject({ name: 'De Linde', sessionMinutes: 60, twoStepClients: 'optional', innerDesk: null })
    const inner = { address: 'inside@linde.example', phone: null, hours: '9–12' }
    const desk = { address: 'desk@linde.example', phone: '030 123', hours: 'Ma–vr 9–17' }
    await karim.ask('changeSettings', { takes: { desk, innerDesk: inner, footer: 'Beside the church' } })
    const after = await karim.ask('changeSettings', { takes: { sessionMinutes: 30 } })
    expect(after).toEqual({ ...before, desk, innerDesk: inner, footer: 'Beside the church', sessionMinutes: 30 })
    expect(await new Person(room, '').ask('seePractice')).toMatchObject({ desk, footer: 'Beside the church' })
    expect(await daan.ask('seeInnerDesk')).toEqual(inner)
    expect(await noor.ask('seeInnerDesk')).toEqual(desk)
    await karim.ask('changeSettings', { takes: { innerDesk: null, footer: null } })
    expect(await daan.ask('seeInnerDesk')).toEqual(desk)
  })

  test('no: nobody else, and nothing changes; nobody says how many professionals there may be', async ({
    as,
    room,
  }) => {
    const [karim, daan, sanne] = await as('Karim', 'Daan', 'Sanne')
    const before = await worldOf(room)
    for (const person of [daan, sanne]) {
      expectProblem(await person.try('seeSettings'), 'not-found')
      expectProblem(await person.try('changeSettings', { takes: { name: 'Mine' } }), 'not-found')
    }
    const limit = await karim.try('changeSettings', { takes: { professionalLimit: 50 } })
    expectWrongFields(limit, { professionalLimit: 'unknown' })
    expect(await worldOf(room)).toEqual(before)
  })
})

describe('REG-1 signing up by oneself', () => {
  test('no: not where the practice has not opened it, nor in another way than it did', async ({ as, room }) => {
    const [karim] = await as('Karim')
    const nobody = new Person(room, '')
    expectProblem(await nobody.try('register', { takes: { person: newcomer() } }), 'not-found')
    await karim.ask('changeSettings', { takes: { registration: { ...opened, open: 'anonymous' } } })
    expectProblem(await nobody.try('register', { takes: { person: newcomer() } }), 'not-found')
    const person = { kind: 'anonymous', called: 'Roos', address: 'roos@elsewhere.example', language: 'nl' } as const
    await nobody.ask('register', { takes: { person } })
  })

  test('yes: whoever signs up waits for the secretary, and is let in by a letter', async ({ as, room }) => {
    const [sanne] = await as('Sanne')
    const id = await signUp(room)
    const { registrations } = await sanne.ask('listRegistrations')
    const waits = registrations.find((one) => one.id === id)
    expect(waits).toMatchObject({ name: 'Anna van den Berg', birthDate: '1990-02-28', kind: 'regular' })
    await sanne.ask('acceptRegistration', { where: { id } })
    expect(await lettersTo(room, id)).toEqual(['welcome'])
    const found = await sanne.ask('searchClients', { takes: { name: 'berg', state: 'active' } })
    expect(found.clients).toMatchObject([{ id, name: 'Anna van den Berg', address: waits?.address }])
    expectProblem(await sanne.try('acceptRegistration', { where: { id } }), 'not-found')
  })

  test('REG-5 no: who is declined is gone, and nobody but the secretary decides', async ({ as, room }) => {
    const [sanne, daan, karim] = await as('Sanne', 'Daan', 'Karim')
    const id = await signUp(room)
    for (const person of [daan, karim]) {
      expectProblem(await person.try('acceptRegistration', { where: { id } }), 'not-found')
      expectProblem(await person.try('listRegistrations'), 'not-found')
    }
    await sanne.ask('declineRegistration', { where: { id } })
    const { registrations } = await sanne.ask('listRegistrations')
    expect(registrations.some((one) => one.id === id)).toBe(false)
    expect(await room.query('select 1 from room.account where id = $1', [id])).toEqual([])
  })

  test('yes: at once where the practice says so; twice is one account', async ({ as, room }) => {
    const [karim, sanne] = await as('Karim', 'Sanne')
    await karim.ask('changeSettings', { takes: { registration: { ...opened, acceptance: 'at once' } } })
    const person = { ...newcomer(), last: `Aan-${randomUUID().slice(0, 8)}` }
    const nobody = new Person(room, '')
    await Promise.all([1, 2, 3].map(() => nobody.ask('register', { takes: { person } })))
    const { clients } = await sanne.ask('searchClients', { takes: { address: person.address, state: 'active' } })
    expect(clients).toHaveLength(1)
  })

  test('T22 whoever has an account gets the same answer at the same cost, and a letter about that account', async ({
    as,
    room,
  }) => {
    const [karim] = await as('Karim')
    await karim.ask('changeSettings', { takes: { registration: opened } })
    const costs = []
    const answers: number[] = []
    for (const address of ['noor@linde.example', `${randomUUID()}@elsewhere.example`]) {
      const takes = { person: newcomer(address) }
      costs.push(
        await costOf(room, async () => answers.push((await new Person(room, '').try('register', { takes })).status)),
      )
    }
    expect(answers).toEqual([204, 204])
    expect(costs[0]).toEqual(costs[1])
    expect(costs[0]?.statements.length).toBeGreaterThan(2)
    expect(await lettersTo(room, room.ids.Noor)).toEqual(['new password'])
  })

  test('a birth date that is still to come is told at its field', async ({ as, room }) => {
    const [karim] = await as('Karim')
    await karim.ask('changeSettings', { takes: { registration: opened } })
    const person = { ...newcomer(), birthDate: '2999-01-01' }
    const answer = await new Person(room, '').try('register', { takes: { person } })
    expectWrongFields(answer, { 'person.birthDate': 'in-the-future' })
  })
})

async function lettersTo(room: Parameters<typeof signUp>[0], account: string): Promise<string[]> {
  const rows = await room.query<{ kind: string }>('select kind from room.outbox where account = $1', [account])
  return rows.map(({ kind }) => kind)
}
