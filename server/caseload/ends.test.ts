import { describe, expect } from 'vitest'
import type { Group } from '../../rules/words.ts'
import { isHeldUp } from '../../people/held-up.ts'
import { allowOutside, lookForAWhile, reasonBody, takeBackOutside } from '../../people/outside.ts'
import type { Person } from '../../people/person.ts'
import { expectProblem } from '../../people/problem.ts'
import type { Room } from '../../people/room.ts'
import { test } from '../../people/test.ts'

const minutes = { temporaryAccess: true, temporaryAccessMinutes: 60 }

/** Eva has nothing to do with Noor, and looks into her file for a while. */
async function looking(room: Room, eva: Person): Promise<void> {
  await takeBackOutside(room, room.ids.Noor, room.ids.Eva)
  await allowOutside(room, minutes)
  await lookForAWhile(eva, room.ids.Noor)
}

/** The groups that a colleague is in from now on, by the application manager. */
async function inGroups(karim: Person, id: string, groups: Group[]): Promise<void> {
  const { name } = await karim.ask('seeProfessional', { where: { id } })
  const [first = '', last = ''] = name.split(' ')
  const address = `${first.toLowerCase()}@linde.example`
  const takes = { first, infix: '', last, address, identifier: '', description: '', labels: [], groups }
  await karim.ask('changeProfessional', { where: { id }, takes })
}

function see(person: Person, room: Room) {
  return person.try('seeClient', { where: { id: room.ids.Noor } })
}

describe('CAS-13 a look for a while ends with what allowed it', () => {
  test('switched off: over at once, in the open tab too, and switched on again it stays over', async ({ as, room }) => {
    const [eva, karim] = await as('Eva', 'Karim')
    await looking(room, eva)
    const ear = await eva.listen()
    await karim.ask('changeSettings', { takes: { temporaryAccessMinutes: 30 } })
    expect((await see(eva, room)).status).toBe(200)
    await karim.ask('changeSettings', { takes: { temporaryAccess: false } })
    await ear.hears({ what: 'file', client: room.ids.Noor })
    expectProblem(await see(eva, room), 'not-found')
    await karim.ask('changeSettings', { takes: { temporaryAccess: true } })
    expectProblem(await see(eva, room), 'not-found')
    await lookForAWhile(eva, room.ids.Noor)
    expect((await see(eva, room)).status).toBe(200)
  })

  test('switched off behind the house’s back: nothing is shown, whatever the row says', async ({ as, room }) => {
    const [eva] = await as('Eva')
    await looking(room, eva)
    await allowOutside(room, {})
    expectProblem(await see(eva, room), 'not-found')
    expectProblem(await eva.try('listTools', { where: { id: room.ids.Noor } }), 'not-found')
  })

  test('no therapist any more: over at once, and a therapist again it stays over', async ({ as, room }) => {
    const [eva, karim] = await as('Eva', 'Karim')
    await looking(room, eva)
    const ear = await eva.listen()
    await inGroups(karim, room.ids.Eva, ['therapist', 'supervisor'])
    expect((await see(eva, room)).status).toBe(200)
    await inGroups(karim, room.ids.Eva, ['supervisor'])
    await ear.hears({ what: 'file', client: room.ids.Noor })
    expectProblem(await see(eva, room), 'not-found')
    await inGroups(karim, room.ids.Eva, ['therapist'])
    expectProblem(await see(eva, room), 'not-found')
  })

  test('deactivated: active again, nothing is open', async ({ as, room }) => {
    const [eva, karim] = await as('Eva', 'Karim')
    await looking(room, eva)
    const where = { id: room.ids.Eva }
    await karim.ask('deactivateProfessional', { where, takes: {} })
    await karim.ask('activateProfessional', { where })
    const [again] = await as('Eva')
    expectProblem(await see(again, room), 'not-found')
  })
})

describe('CAS-1 a relation opens a file to who is in the group for it', () => {
  test('without the group it is closed, and with the group again it is as before', async ({ as, room }) => {
    const [daan, karim, sanne] = await as('Daan', 'Karim', 'Sanne')
    const where = { id: room.ids.Noor }
    const alone = async () => (await sanne.ask('listWithoutTherapist')).clients.some(({ id }) => id === room.ids.Noor)
    expect((await see(daan, room)).status).toBe(200)
    expect(await alone()).toBe(false)
    for (const groups of [['supervisor'], ['data analyst']] as Group[][]) {
      await inGroups(karim, room.ids.Daan, groups)
      expectProblem(await see(daan, room), 'not-found')
      expectProblem(await daan.try('listTools', { where }), 'not-found')
      expectProblem(await daan.try('seeProfessionals', { where }), 'not-found')
      // Nobody treats her now: the secretary sees it.
      expect(await alone()).toBe(true)
    }
    await inGroups(karim, room.ids.Daan, ['therapist'])
    expect((await see(daan, room)).status).toBe(200)
    expect((await daan.try('listTools', { where })).status).toBe(200)
    expect(await alone()).toBe(false)
  })
})

describe('CAS-11 a switch that is saved in the same instant', () => {
  const cases = [
    ['switched off meanwhile, nobody is related', 'off', 404],
    ['left as it was, one is related after it', 'relate', 204],
  ] as const
  test.for(cases)('%s', async ([, outside, status], { as, room }) => {
    const [eva] = await as('Eva')
    const where = { id: room.ids.Noor }
    await takeBackOutside(room, room.ids.Noor, room.ids.Eva)
    await allowOutside(room, { outside: 'relate' })
    const { id: motivation } = await eva.ask('giveReason', { takes: reasonBody() })
    const owner = await room.connect()
    await owner.query('begin')
    await owner.query('select pg_advisory_xact_lock(7017)')
    await owner.query(`update room.setting set value = $1 where name = 'outside'`, [JSON.stringify(outside)])
    const request = eva.try('relateMyself', { where, takes: { motivation } })
    expect(await isHeldUp(owner, request)).toBe(true)
    await owner.query('commit')
    await owner.end()
    expect((await request).status).toBe(status)
    await takeBackOutside(room, room.ids.Noor, room.ids.Eva)
    await allowOutside(room, {})
  })
})
