import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import { compareIds, malformed, randomIds } from '../../checks/matrix/ids.ts'
import { ask, asking, beginAsking, caseload, setAsking, where } from '../../checks/trials/requests.ts'
import type { ProblemCode } from '../../contract/problems.ts'
import type { CastName } from '../../people/cast.ts'
import { linesOf } from '../../people/lines.ts'
import type { Answer } from '../../people/person.ts'
import { expectProblem } from '../../people/problem.ts'
import type { Room } from '../../people/room.ts'
import { test } from '../../people/test.ts'

/** A reason typed before looking outside, as its own screen keeps it; `minutes` ago. */
async function typedReason(room: Room, name: CastName, minutes = 0): Promise<string> {
  const id = randomUUID()
  const at = new Date(room.clock.now().getTime() - minutes * 60_000)
  await room.query(
    `insert into room.motivation (id, account, at, ends_at, sealed) values ($1, $2, $3, $3::timestamptz + interval '30 minutes', '\\x00')`,
    [id, room.ids[name], at],
  )
  return id
}

describe('asking', () => {
  test('TRF-11 the secretary asks for any therapist, a related therapist for a colleague, and nobody else; nothing is open before the answer', async ({
    as,
    room,
  }) => {
    await beginAsking(room)
    const [sanne, eva, daan, karim, ruth, noor, lies] = await as(
      'Sanne',
      'Eva',
      'Daan',
      'Karim',
      'Ruth',
      'Noor',
      'Lies',
    )
    const takes = asking(room, ['Tom', 'Daan'])
    for (const person of [daan, karim, ruth, noor, lies])
      expectProblem(await person.try('askToRelate', { takes }), 'not-found')
    const id = await ask(sanne, room, ['Tom', 'Daan'])
    expect(await caseload(daan)).not.toContain(room.ids.Tom)
    expect((await daan.try('seeClient', where(room.ids.Tom))).status).toBe(404)
    await sanne.ask('cancelRelateRequest', where(id))
    await ask(eva, room, ['Tom', 'Daan'])
    expect(await caseload(daan)).not.toContain(room.ids.Tom)
    await expectFiles(room, 'Daan', [room.ids.Noor])
  })

  test('each refusal has its sentence, changes nothing and leaves a line', async ({ as, room }) => {
    await beginAsking(room)
    const [sanne] = await as('Sanne')
    const send = (more: Record<string, unknown>) =>
      sanne.try('askToRelate', { takes: asking(room, ['Tom', 'Daan'], more) })
    const lines = await linesOf(room, async () => {
      await refused(send({ professional: room.ids.Karim }), 'cannot-be-related')
      await refused(send({ professional: room.ids.Tom }), 'cannot-be-related')
      await refused(send({ professional: room.ids.Lies }), 'cannot-be-related')
      await refused(send({ professional: randomUUID() }), 'cannot-be-related')
      await refused(send({ kind: 'supervisor' }), 'cannot-be-related')
      await refused(send({ professional: room.ids.Eva }), 'already-related')
      await room.query('insert into room.deactivation (account, at) values ($1, now())', [room.ids.Daan])
      await refused(send({}), 'cannot-be-related')
      await room.query('delete from room.deactivation')
      await room.query('insert into room.deactivation (account, at) values ($1, now())', [room.ids.Tom])
      await refused(send({}), 'not-active')
      await room.query('delete from room.deactivation')
      await refused(send({ motivation: null }), 'wrong-fields')
      await refused(send({ motivation: null, motivationId: randomUUID() }), 'wrong-fields')
      await setAsking(room, {})
      await refused(send({}), 'asking-off')
      await setAsking(room, { relateRequests: true })
    })
    expect(lines.map(({ allowed, action }) => [allowed, action])).toEqual(
      Array.from({ length: 11 }, () => [false, 'relate request sent']),
    )
    expect(await room.query('select id from room.relate_request')).toEqual([])
  })

  test('twice with one key is once; with the same key for somebody else nothing; another for the same two waits for the answer', async ({
    as,
    room,
  }) => {
    await beginAsking(room)
    const [sanne, eva] = await as('Sanne', 'Eva')
    const takes = asking(room, ['Tom', 'Daan'])
    const [one, two] = await Promise.all([sanne.ask('askToRelate', { takes }), sanne.ask('askToRelate', { takes })])
    expect(one).toEqual(two)
    expectProblem(
      await sanne.try('askToRelate', { takes: { ...takes, professional: room.ids.Ruth, kind: 'supervisor' } }),
      'key-used',
    )
    expectProblem(await eva.try('askToRelate', { takes: asking(room, ['Tom', 'Daan']) }), 'request-waits')
    const both = await Promise.all([
      sanne.try('askToRelate', { takes: asking(room, ['Noor', 'Eva']) }),
      sanne.try('askToRelate', { takes: asking(room, ['Noor', 'Eva']) }),
    ])
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect(await room.query('select id from room.relate_request where ended_at is null')).toHaveLength(2)
  })

  test('a client who is not yours and one who is not there are the same answer at the same cost', async ({
    as,
    room,
  }) => {
    await beginAsking(room)
    const [daan] = await as('Daan')
    const { practice } = room
    await compareIds(
      { practice, person: daan },
      (person, id) => person.try('listRelateRequests', where(id)),
      randomIds(room.ids.Tom, malformed),
    ).then((findings) => expect(findings).toEqual([]))
    await compareIds(
      { practice, person: daan },
      (person, client) => person.try('askToRelate', { takes: { ...asking(room, ['Tom', 'Eva']), client } }),
      randomIds(room.ids.Tom, []),
    ).then((findings) => expect(findings).toEqual([]))
  })
})

describe('asking for oneself, from outside', () => {
  test('TRF-12 CAS-12 with a typed reason that has not run out, where the practice lets ask; never with another’s', async ({
    as,
    room,
  }) => {
    await beginAsking(room)
    const [daan] = await as('Daan')
    const send = async (motivationId: string) =>
      await daan.try('askToRelate', { takes: asking(room, ['Tom', 'Daan'], { motivation: null, motivationId }) })
    const own = await typedReason(room, 'Daan')
    for (const settings of [{}, { outside: 'read-only' }, { outside: 'relate' }, { relateRequests: true }]) {
      await setAsking(room, settings)
      expectProblem(await send(own), 'not-found')
    }
    await setAsking(room, { outside: 'ask' })
    for (const wrong of [await typedReason(room, 'Eva'), await typedReason(room, 'Daan', 31), randomUUID()])
      expectProblem(await send(wrong), 'not-found')
    // For a colleague one asks only about one's own clients.
    expectProblem(
      await daan.try('askToRelate', {
        takes: asking(room, ['Tom', 'Ruth'], { kind: 'supervisor', motivation: null, motivationId: own }),
      }),
      'not-found',
    )
    expect((await send(own)).status).toBe(200)
    expect((await daan.ask('listMyRelateRequests')).requests).toMatchObject([{ client: room.ids.Tom, mine: true }])
    expect((await daan.try('seeClient', where(room.ids.Tom))).status).toBe(404)
  })

  test('CAS-13 also where relate requests are on and outside may be searched; the line names the reason', async ({
    as,
    room,
  }) => {
    await beginAsking(room)
    await setAsking(room, { relateRequests: true, outside: 'read-only' })
    const [daan, tom] = await as('Daan', 'Tom')
    const motivationId = await typedReason(room, 'Daan')
    const takes = asking(room, ['Tom', 'Daan'], { motivation: null, motivationId })
    const lines = await linesOf(room, () => daan.ask('askToRelate', { takes }))
    expect(lines).toMatchObject([
      { allowed: true, basis: 'typed reason', motivation: motivationId, client: room.ids.Tom },
    ])
    const { requests } = await tom.ask('listMyRelateRequests')
    expect(requests).toMatchObject([{ professional: 'Daan Visser', mine: false }])
  })
})

async function refused(sent: Promise<Answer>, code: ProblemCode): Promise<void> {
  expectProblem(await sent, code)
}

async function expectFiles(room: Room, name: CastName, clients: string[]): Promise<void> {
  const rows = await room.query<{ client: string }>(
    'select client from room.relation where professional = $1 and ended_at is null',
    [room.ids[name]],
  )
  expect(rows.map(({ client }) => client)).toEqual(clients)
}
