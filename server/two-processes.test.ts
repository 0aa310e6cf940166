import { describe, expect } from 'vitest'
import { cast } from '../people/cast.ts'
import { Person, signIn } from '../people/person.ts'
import { castPassword, type Room } from '../people/room.ts'
import { openSecondHouse } from '../people/second-house.ts'
import { test as base } from '../people/test.ts'

/** Two servers on the same databases; `elsewhere` is a person as the other one knows them: the same cookie. */
const test = base.extend('second', { scope: 'file' }, async ({ room }, { onCleanup }): Promise<Room> => {
  const { second, close } = await openSecondHouse(room)
  onCleanup(close)
  return second
})
const elsewhere = (person: Person, second: Room) => new Person(second, person.cookie)

describe('T10 what happens through one process is known through the other', () => {
  test('a session counts in both, and a message posted here is heard and read there, and the other way round', async ({
    as,
    second,
  }) => {
    const [noor, daan] = await as('Noor', 'Daan')
    const daanThere = elsewhere(daan, second)
    const id = await noor.start('Daan', { text: 'From here' })
    const [ear, earThere] = [await noor.listen(), await daanThere.listen()]
    await noor.post(id, 'Also from here')
    await earThere.hears({ what: 'conversation', conversation: id })
    expect(await daanThere.reads(id)).toEqual(['From here', 'Also from here'])
    ear.events.length = 0
    await daanThere.post(id, 'From there')
    await ear.hears({ what: 'conversation', conversation: id })
    expect(await noor.reads(id)).toEqual(['From here', 'Also from here', 'From there'])
    daanThere.leave()
  })

  test('each is told once: by the hint, and not again by the rounds', async ({ as, second }) => {
    const [noor, daan] = await as('Noor', 'Daan')
    const daanThere = elsewhere(daan, second)
    const ear = await daanThere.listen()
    const id = await noor.start('Daan')
    for (const text of ['One', 'Two']) await noor.post(id, text)
    const told = { what: 'conversation', conversation: id }
    await ear.until(() => ear.events.length === 3)
    for (const _ of [1, 2]) await second.running.house.live.round()
    await daanThere.ask('changeMySettings', { takes: {} })
    await ear.hears({ what: 'me' })
    expect(ear.events).toEqual([told, told, told, { what: 'me' }])
    daanThere.leave()
  })

  test('T9 signing out here ends the stream there, and no other', async ({ as, second }) => {
    const [noor, tablet] = await as('Noor', 'Noor')
    const [here, there] = [elsewhere(noor, second), elsewhere(tablet, second)]
    const [ear, otherEar] = [await here.listen(), await there.listen()]
    const began = performance.now()
    await noor.ask('signOut')
    await ear.ended
    // The rounds are twenty seconds apart: this was told.
    expect(performance.now() - began).toBeLessThan(5000)
    expect(ear.events).toEqual([{ what: 'signed out' }])
    expect((await here.try('seeMe')).status).toBe(401)
    await there.ask('changeMySettings', { takes: {} })
    await otherEar.hears({ what: 'me' })
    there.leave()
  })

  test('T9 T20 a new password, or a deactivation, through this one ends the other streams there at once', async ({
    as,
    second,
  }) => {
    const [noor, tablet, daan] = await as('Noor', 'Noor', 'Daan')
    const present = castPassword
    const streams = [
      ['password', () => noor.ask('changeMyPassword', { takes: { present, password: present } }), tablet],
      ['deactivation', () => daan.ask('deactivateClient', { where: { id: second.ids.Noor } }), noor],
    ] as const
    for (const [cause, act, person] of streams) {
      const there = elsewhere(person, second)
      const ear = await there.listen()
      const began = performance.now()
      await act()
      await ear.ended
      // The rounds are twenty seconds apart: this was told.
      expect(performance.now() - began, cause).toBeLessThan(5000)
      expect(ear.events.at(-1)).toEqual({ what: 'signed out' })
      expect((await there.try('seeMe')).status).toBe(401)
    }
    await daan.ask('reactivateClient', { where: { id: second.ids.Noor } })
  })

  test('who comes is seen there as well', async ({ as, second }) => {
    const [tom, eva] = await as('Tom', 'Eva')
    const there = elsewhere(eva, second)
    const ear = await there.listen()
    await tom.ask('beHere')
    await ear.hears({ what: 'presence' })
    there.leave()
  })

  test('T31 one client key through both at once is one message, and positions have no gap', async ({
    as,
    room,
    second,
  }) => {
    const [noor, daan] = await as('Noor', 'Daan')
    const id = await noor.start('Daan', { text: 'First' })
    const [noorThere, daanThere] = [elsewhere(noor, second), elsewhere(daan, second)]
    const key = crypto.randomUUID()
    const sent = await Promise.all(
      Array.from({ length: 10 }, (_, index) => [
        (index % 2 ? noor : noorThere).post(id, 'Once', key),
        (index % 2 ? daanThere : daan).post(id, `Of Daan ${index}`),
      ]).flat(),
    )
    expect(new Set(sent.map((message) => message.id)).size).toBe(11)
    const rows = await room.query<{ position: string }>(
      'select position from room.message where conversation = $1 order by position',
      [id],
    )
    expect(rows.map(({ position }) => Number(position))).toEqual(Array.from({ length: 12 }, (_, index) => index + 1))
  })

  test('a browser that changes process goes on where it was', async ({ as, second }) => {
    const [noor, daan] = await as('Noor', 'Daan')
    const id = await noor.start('Daan')
    const ear = await daan.listen()
    const place = ear.lastEventId ?? ''
    ear.close()
    await noor.post(id, 'In between')
    const there = elsewhere(daan, second)
    await (await there.listen(place)).hears({ what: 'conversation', conversation: id })
    there.leave()
  })
})

test('a process that stops ends its streams and takes nothing along: the other one goes on', async ({ room }) => {
  const { second, close } = await openSecondHouse(room)
  const noor = await signIn(second, cast.Noor.address, castPassword)
  const ear = await noor.listen()
  await close()
  await ear.ended
  expect(ear.events).not.toContainEqual({ what: 'signed out' })
  const here = new Person(room, noor.cookie)
  expect(await here.ask('seeMe')).toMatchObject({ name: 'Noor Bakker' })
})
