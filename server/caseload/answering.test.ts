import { describe, expect } from 'vitest'
import { compareIds, malformed, randomIds } from '../../checks/matrix/ids.ts'
import { answering, ask, beginAsking, caseload, reason, where } from '../../checks/trials/requests.ts'
import type { CastName } from '../../people/cast.ts'
import { linesOf } from '../../people/lines.ts'
import type { Person } from '../../people/person.ts'
import { expectProblem } from '../../people/problem.ts'
import type { Room } from '../../people/room.ts'
import { test } from '../../people/test.ts'

describe('the client', () => {
  test('TRF-15 reads who asks, for whom, why as typed, and how much there is to see; nobody else does', async ({
    as,
    room,
  }) => {
    await beginAsking(room)
    const [sanne, tom, eva, noor, daan] = await as('Sanne', 'Tom', 'Eva', 'Noor', 'Daan')
    const id = await ask(sanne, room, ['Tom', 'Daan'])
    expect(await tom.ask('seeRelateRequest', where(id))).toMatchObject({
      state: 'open',
      professional: 'Daan Visser',
      as: 'therapist',
      askedBy: 'Sanne de Wit',
      motivation: reason,
      leaver: null,
    })
    for (const person of [sanne, eva, noor, daan])
      expectProblem(await person.try('seeRelateRequest', where(id)), 'not-found')
    for (const person of [sanne, eva, noor, daan])
      expectProblem(await person.try('answerRelateRequest', answering(id, 'accept')), 'not-found')
    expect(
      await compareIds(
        { practice: room.practice, person: noor },
        (person, given) => person.try('seeRelateRequest', where(given)),
        randomIds(id, malformed),
      ),
    ).toEqual([])
    expect(await caseload(daan)).not.toContain(room.ids.Tom)
  })

  test('TRF-14 accepts: related at once, everybody whose screen it concerns hears it, and the line says so', async ({
    as,
    room,
  }) => {
    await beginAsking(room)
    const [sanne, tom, daan, eva] = await as('Sanne', 'Tom', 'Daan', 'Eva')
    const ears = await Promise.all([tom.listen(), daan.listen(), eva.listen()])
    const id = await ask(sanne, room, ['Tom', 'Daan'])
    await ears[0].hears({ what: 'tasks' })
    const lines = await linesOf(room, () => tom.ask('answerRelateRequest', answering(id, 'accept')))
    expect(lines).toMatchObject([{ allowed: true, basis: 'accepted by the client', client: room.ids.Tom }])
    await ears[1].hears({ what: 'file', client: room.ids.Tom })
    await ears[2].hears({ what: 'file', client: room.ids.Tom })
    expect(await caseload(daan)).toContain(room.ids.Tom)
    expect((await tom.ask('seeRelateRequest', where(id))).state).toBe('accepted')
    expect((await sanne.ask('listRelateRequests', where(room.ids.Tom))).requests).toEqual([])
  })

  test('TRF-17 rejects: nothing opens, and the secretary and the related therapist see the refusal', async ({
    as,
    room,
  }) => {
    await beginAsking(room)
    const [sanne, tom, daan, eva] = await as('Sanne', 'Tom', 'Daan', 'Eva')
    const id = await ask(sanne, room, ['Tom', 'Daan'])
    await tom.ask('answerRelateRequest', answering(id, 'reject'))
    expect(await caseload(daan)).not.toContain(room.ids.Tom)
    for (const person of [sanne, eva])
      expect((await person.ask('listRelateRequests', where(room.ids.Tom))).requests).toMatchObject([
        { state: 'rejected', professional: { name: 'Daan Visser' }, mayCancel: false },
      ])
    expectProblem(await daan.try('listRelateRequests', where(room.ids.Tom)), 'not-found')
    // Asking anew is possible, and then it waits again.
    await ask(sanne, room, ['Tom', 'Daan'])
    expect((await sanne.ask('listRelateRequests', where(room.ids.Tom))).requests).toMatchObject([{ state: 'open' }])
  })

  test('answers once: a second answer from another tab, and one to what was taken back, change nothing', async ({
    as,
    room,
  }) => {
    await beginAsking(room)
    const [sanne, tom, daan] = await as('Sanne', 'Tom', 'Daan')
    const id = await ask(sanne, room, ['Tom', 'Daan'])
    const both = await Promise.all([
      tom.try('answerRelateRequest', answering(id, 'reject')),
      tom.try('answerRelateRequest', answering(id, 'accept')),
    ])
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 409])
    const said = both[0].status === 204 ? 'rejected' : 'accepted'
    expect((await tom.ask('seeRelateRequest', where(id))).state).toBe(said)
    expect((await caseload(daan)).includes(room.ids.Tom)).toBe(said === 'accepted')
    await beginAsking(room)
    const other = await ask(sanne, room, ['Tom', 'Daan'])
    await sanne.ask('cancelRelateRequest', where(other))
    const lines = await linesOf(room, async () =>
      expectProblem(await tom.try('answerRelateRequest', answering(other, 'accept')), 'request-over'),
    )
    expect(lines).toMatchObject([{ allowed: false, basis: 'over' }])
    expect((await tom.ask('seeRelateRequest', where(other))).state).toBe('cancelled')
    expect(await caseload(daan)).not.toContain(room.ids.Tom)
  })

  test('nothing is related when whoever asked or whom it is for has gone: a sentence, and a line that says it lapsed', async ({
    as,
    room,
  }) => {
    const [sanne, tom, eva] = await as('Sanne', 'Tom', 'Eva')
    const gone: [Person, (room: Room) => Promise<unknown>, () => Promise<unknown>][] = [
      [sanne, deactivated('Daan'), () => room.query('delete from room.deactivation')],
      [sanne, deactivated('Sanne'), () => room.query('delete from room.deactivation')],
      [sanne, withoutGroup('Daan', 'therapist'), () => withGroup(room, 'Daan', 'therapist')],
      [sanne, withoutGroup('Sanne', 'secretary'), () => withGroup(room, 'Sanne', 'secretary')],
      [eva, () => endRelation(room), () => room.query('update room.relation set ended_at = null')],
    ]
    for (const [asker, happens, back] of gone) {
      await beginAsking(room)
      const id = await ask(asker, room, ['Tom', 'Daan'])
      await happens(room)
      expect((await tom.ask('listMyRelateRequests')).requests).toEqual([])
      expect((await tom.ask('seeRelateRequest', where(id))).state).toBe('lapsed')
      const lines = await linesOf(room, async () =>
        expectProblem(await tom.try('answerRelateRequest', answering(id, 'accept')), 'request-lapsed'),
      )
      expect(lines).toMatchObject([{ allowed: false, basis: 'lapsed' }])
      await back()
      await expectFiles(room, 'Daan', [room.ids.Noor])
    }
  })
})

describe('taking back', () => {
  test('TRF-13 by whoever asked and by a secretary; twice is once; after the answer it is over', async ({
    as,
    room,
  }) => {
    await beginAsking(room)
    const [sanne, eva, tom, daan, noor] = await as('Sanne', 'Eva', 'Tom', 'Daan', 'Noor')
    const id = await ask(eva, room, ['Tom', 'Daan'])
    for (const person of [daan, tom, noor])
      expectProblem(await person.try('cancelRelateRequest', where(id)), 'not-found')
    await sanne.ask('cancelRelateRequest', where(id))
    await sanne.ask('cancelRelateRequest', where(id))
    expect((await sanne.ask('listRelateRequests', where(room.ids.Tom))).requests).toEqual([])
    const other = await ask(sanne, room, ['Tom', 'Daan'])
    expectProblem(await eva.try('cancelRelateRequest', where(other)), 'not-found')
    await tom.ask('answerRelateRequest', answering(other, 'reject'))
    expectProblem(await sanne.try('cancelRelateRequest', where(other)), 'request-over')
  })

  test('while the client answers: one of the two holds, and the other is told', async ({ as, room }) => {
    const [sanne, tom, daan] = await as('Sanne', 'Tom', 'Daan')
    for (let round = 0; round < 5; round += 1) {
      await beginAsking(room)
      const id = await ask(sanne, room, ['Tom', 'Daan'])
      const [accepted, cancelled] = await Promise.all([
        tom.try('answerRelateRequest', answering(id, 'accept')),
        sanne.try('cancelRelateRequest', where(id)),
      ])
      expect([accepted.status, cancelled.status].toSorted((a, b) => a - b)).toEqual([204, 409])
      const { state } = await tom.ask('seeRelateRequest', where(id))
      expect(state).toBe(accepted.status === 204 ? 'accepted' : 'cancelled')
      expect((await caseload(daan)).includes(room.ids.Tom)).toBe(accepted.status === 204)
    }
  })
})

async function expectFiles(room: Room, name: CastName, clients: string[]): Promise<void> {
  const rows = await room.query<{ client: string }>(
    'select client from room.relation where professional = $1 and ended_at is null',
    [room.ids[name]],
  )
  expect(rows.map(({ client }) => client)).toEqual(clients)
}

function deactivated(name: CastName) {
  return (room: Room) => room.query('insert into room.deactivation (account, at) values ($1, now())', [room.ids[name]])
}

function withoutGroup(name: CastName, group: string) {
  return (room: Room) =>
    room.query('delete from room.account_group where account = $1 and name = $2', [room.ids[name], group])
}

async function withGroup(room: Room, name: CastName, group: string): Promise<void> {
  await room.query('insert into room.account_group (account, name, given_at) values ($1, $2, now())', [
    room.ids[name],
    group,
  ])
}

async function endRelation(room: Room): Promise<void> {
  await room.query('update room.relation set ended_at = now() where client = $1', [room.ids.Tom])
}
