import { describe, expect } from 'vitest'
import { cast, type CastName } from '../people/cast.ts'
import type { Ear } from '../people/ear.ts'
import { asOwnerOf } from '../people/owner.ts'
import type { Person } from '../people/person.ts'
import type { Room } from '../people/room.ts'
import { test } from '../people/test.ts'
import { sendOdd } from '../people/wire.ts'

/** Waits until everything told so far has come: one's own change is told after it. Gives back what was heard, without that. */
async function everythingHeard(person: Person, ear: Ear): Promise<unknown[]> {
  await person.ask('changeMySettings', { takes: {} })
  await ear.hears({ what: 'me' })
  return ear.events.filter(({ what }) => what !== 'me')
}

describe('what travels', () => {
  test('ids of conversations and nothing else: no name, no word, no account, no membership', async ({ as, room }) => {
    const [noor, daan] = await as('Noor', 'Daan')
    const ear = await daan.listen()
    const id = await noor.start('Daan', { text: 'Secret words', subject: 'Secret subject' })
    const sent = await noor.post(id, 'More secret words')
    await noor.ask('beHere')
    await noor.ask('markRead', { where: { id }, takes: { position: 2 } })
    expect(await everythingHeard(daan, ear)).toEqual([
      { what: 'conversation', conversation: id },
      { what: 'conversation', conversation: id },
      { what: 'presence' },
    ])
    const { participants } = await daan.ask('readConversation', { where: { id } })
    const secrets = [...Object.values(room.ids), ...participants.map((one) => one.id), sent.id, 'ecret', daan.cookie]
    const names = Object.values(cast).flatMap(({ name, address }) => [name.first, name.last, address])
    for (const secret of [...secrets, ...names]) expect(ear.raw).not.toContain(secret)
    expect(ear.raw).toContain(id)
  })

  test('T13 a message goes to those who take part, and one’s own read mark to oneself', async ({ as, room }) => {
    const people = await as(...(Object.keys(cast) as CastName[]))
    const ears = await Promise.all(people.map((person) => person.listen()))
    const [noor, , daan] = people
    const id = await noor!.start('Daan')
    await daan!.ask('markRead', { where: { id }, takes: { position: 1 } })
    const heard = await Promise.all(people.map((person, index) => everythingHeard(person, ears[index]!)))
    const event = { what: 'conversation', conversation: id }
    expect(heard).toEqual(people.map((person) => (person === noor ? [event] : person === daan ? [event, event] : [])))
    expect(room.running.house.live.size).toBe(people.length)
  })
})

describe('coming back', () => {
  test('what was told meanwhile is told on return, and what was told before is not', async ({ as, room }) => {
    const [noor, daan] = await as('Noor', 'Daan')
    const id = await noor.start('Daan')
    const ear = await daan.listen()
    await noor.post(id, 'While here')
    await ear.hears({ what: 'conversation', conversation: id })
    const lastEventId = ear.lastEventId ?? ''
    ear.close()
    const other = await noor.start('Daan', { text: 'While away' })
    const back = await daan.listen(lastEventId)
    await back.hears({ what: 'conversation', conversation: other })
    await everythingHeard(daan, back)
    await untilSurelyTold(room, back)
    const again = await daan.listen(back.lastEventId ?? '')
    expect(await everythingHeard(daan, again)).toEqual([])
  })

  test('others’ events are never replayed, and a made-up place to go on from is no error', async ({ as }) => {
    const [noor, eva] = await as('Noor', 'Eva')
    await noor.start('Daan')
    for (const lastEventId of ['0', '1', '9999999999999999999']) {
      const ear = await eva.listen(lastEventId)
      expect([lastEventId, await everythingHeard(eva, ear)]).toEqual([lastEventId, []])
    }
    for (const lastEventId of ['-1', '1; drop table room.event', '99999999999999999999999', 'é']) {
      const ear = await eva.listen(encodeURIComponent(lastEventId))
      expect([lastEventId, await everythingHeard(eva, ear)]).toEqual([lastEventId, []])
    }
  })

  test('a hint that was lost is found by the next round, once', async ({ as, room }) => {
    const [noor, daan] = await as('Noor', 'Daan')
    const id = await noor.start('Daan')
    const ear = await daan.listen()
    await lostHint(room, id)
    await room.running.house.live.round()
    await ear.hears({ what: 'conversation', conversation: id })
    for (const _ of [1, 2]) await room.running.house.live.round()
    expect(await everythingHeard(daan, ear)).toEqual([{ what: 'conversation', conversation: id }])
  })

  test('what was told and is found by the next rounds as well is not told twice', async ({ as, room }) => {
    const [noor, daan] = await as('Noor', 'Daan')
    const id = await noor.start('Daan')
    const ear = await daan.listen()
    for (const text of ['One', 'Two', 'Three'])
      await Promise.all([room.running.house.live.round(), noor.post(id, text), room.running.house.live.round()])
    await room.running.house.live.round()
    expect(await everythingHeard(daan, ear)).toHaveLength(3)
  })
})

describe('while another transaction is open', () => {
  test('what it told is found when it commits at last, once, though later ones were told and looked for before', async ({
    as,
    room,
  }) => {
    const [noor, daan] = await as('Noor', 'Daan')
    const ear = await daan.listen()
    const late = await asOwnerOf(room, 'room', async (owner) => {
      await owner.query('begin')
      const told = await owner.query<{ subject: string }>(
        `insert into room.event (at, addressee, what, subject) values (now(), $1, 'conversation', gen_random_uuid()) returning subject`,
        [room.ids.Daan],
      )
      const id = await noor.start('Daan')
      await ear.hears({ what: 'conversation', conversation: id })
      for (const _ of [1, 2]) await room.running.house.live.round()
      expect(await everythingHeard(daan, ear)).toEqual([{ what: 'conversation', conversation: id }])
      await owner.query('commit')
      return told.rows[0]?.subject ?? ''
    })
    ear.events.length = 0
    for (const _ of [1, 2]) await room.running.house.live.round()
    expect(await everythingHeard(daan, ear)).toEqual([{ what: 'conversation', conversation: late }])
  })

  test('what was there before somebody listened is not told again by the rounds', async ({ as, room }) => {
    const [noor, daan] = await as('Noor', 'Daan')
    const { live } = room.running.house
    // Nobody listens, and the last round knows it: what is told now, this process forgets.
    while (live.size > 0) await live.round()
    await live.round()
    await asOwnerOf(room, 'room', async (owner) => {
      await owner.query('begin')
      await owner.query('select pg_current_xact_id()')
      await noor.start('Daan')
      const ear = await daan.listen()
      for (const _ of [1, 2]) await live.round()
      expect(await everythingHeard(daan, ear)).toEqual([])
      await owner.query('commit')
    })
  })
})

describe('who does not hear', () => {
  test('T9 no: who no longer takes part hears nothing of new messages, in a stream that was open before', async ({
    as,
    room,
  }) => {
    const [noor, daan] = await as('Noor', 'Daan')
    const id = await noor.start('Daan')
    const ear = await daan.listen()
    await room.query(
      `update room.span set ended_at = now(), until_position = 1
       where participant in (select p.id from room.participant p where p.conversation = $1 and p.account = $2)`,
      [id, room.ids.Daan],
    )
    await noor.post(id, 'Without Daan')
    await room.running.house.live.round()
    expect(await everythingHeard(daan, ear)).toEqual([])
  })

  test('T9 no: a session that ended unsaid hears at the next round that it ended, and nothing that was missed', async ({
    as,
    room,
  }) => {
    const [noor, daan] = await as('Noor', 'Daan')
    const id = await noor.start('Daan')
    const ear = await daan.listen()
    await room.query('update room.session set ended_at = now() where account = $1 and ended_at is null', [
      room.ids.Daan,
    ])
    await lostHint(room, id)
    await room.running.house.live.round()
    await ear.ended
    expect(ear.events).toEqual([{ what: 'signed out' }])
  })

  test('T13 no: without a cookie, with one that ended or was never given, from another site or host', async ({
    as,
    room,
  }) => {
    const [noor, daan] = await as('Noor', 'Daan')
    await daan.ask('signOut')
    const { host } = new URL(room.address)
    const open = room.running.house.live.size
    const refused: [number, Record<string, string>][] = [
      [401, { host }],
      [401, { host, cookie: daan.cookie }],
      [401, { host, cookie: noor.cookie.replace(';', 'x;') }],
      [403, { host, cookie: noor.cookie, origin: 'https://elsewhere.example' }],
      [403, { host, cookie: noor.cookie, origin: 'null' }],
      [404, { host: 'elsewhere.example', cookie: noor.cookie }],
    ]
    for (const [status, headers] of refused) {
      const answer = await sendOdd(room, { path: '/api/live', headers })
      expect([headers, answer.status]).toEqual([headers, status])
      expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
    }
    expect(room.running.house.live.size).toBe(open)
  })
})

test('a twenty-first stream of one session ends the oldest of it, and no other session’s', async ({ as, room }) => {
  const [noor, elsewhere] = await as('Noor', 'Noor')
  const other = await elsewhere.listen()
  const [first] = [await noor.listen()]
  for (let count = 2; count <= 21; count += 1) await noor.listen()
  await first?.ended
  expect(await everythingHeard(elsewhere, other)).toEqual([])
  expect(room.running.house.live.size).toBeGreaterThanOrEqual(21)
})

/** Until no transaction is open any more that is older than the last event: then a return asks for none of them again. */
async function untilSurelyTold(room: Room, ear: Ear): Promise<void> {
  const [row] = await room.query<{ last: string }>('select max(tx::text::numeric)::text as last from room.event')
  while (BigInt(ear.lastEventId ?? 0) <= BigInt(row?.last ?? 0)) {
    const before = ear.raw.length
    await room.running.house.live.round()
    await ear.until(() => ear.raw.length > before)
  }
}

/** An event whose hint never came: the row alone. */
async function lostHint(room: Room, id: string): Promise<void> {
  await room.query(`insert into room.event (at, addressee, what, subject) values (now(), $1, 'conversation', $2)`, [
    room.ids.Daan,
    id,
  ])
}
