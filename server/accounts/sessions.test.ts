import { describe, expect } from 'vitest'
import type { Person } from '../../people/person.ts'
import type { Room } from '../../people/room.ts'
import { test } from '../../people/test.ts'

const minute = 60_000

describe('signing out', () => {
  test('T9 ends this session at once, for requests and in the open stream; other sessions of the same person stay', async ({
    as,
  }) => {
    const [here, elsewhere] = await as('Noor', 'Noor')
    const ear = await here.listen()
    const otherEar = await elsewhere.listen()
    const began = performance.now()
    expect((await here.try('signOut')).status).toBe(204)
    await ear.ended
    // The rounds that find ended sessions anyway are twenty seconds apart: this one was told.
    expect(performance.now() - began).toBeLessThan(5000)
    expect(ear.events).toEqual([{ what: 'signed out' }])
    expect((await here.try('seeMe')).status).toBe(401)
    await expect(here.listen()).rejects.toThrow('live: 401')
    expect((await elsewhere.try('seeMe')).status).toBe(200)
    await elsewhere.ask('changeMySettings', { takes: { theme: 'dark' } })
    await otherEar.hears({ what: 'me' })
    expect(otherEar.events).not.toContainEqual({ what: 'signed out' })
  })

  test('takes the cookie away and has the browser wipe what it kept', async ({ as }) => {
    const [noor] = await as('Noor')
    const { headers } = await noor.try('signOut')
    expect(headers.getSetCookie()[0]).toMatch(/^alcove=; .*Expires=Thu, 01 Jan 1970/)
    expect(headers.get('clear-site-data')).toBe('"cache", "storage"')
  })

  test('SEC-13 no: who is not signed in has nothing to sign out of, and ends nobody’s session', async ({
    as,
    room,
  }) => {
    const [noor] = await as('Noor')
    const alive = () => room.query('select id from room.session where ended_at is null')
    const before = await alive()
    noor.cookie = 'alcove=something-else'
    expect((await noor.try('signOut')).status).toBe(401)
    noor.cookie = ''
    expect((await noor.try('signOut')).status).toBe(401)
    expect(await alive()).toEqual(before)
  })
})

describe('a session ends by itself', () => {
  test('an hour after its person was last heard of', async ({ as, room }) => {
    const [noor] = await as('Noor')
    for (const _ of [1, 2, 3]) {
      room.clock.moveOn(58 * minute)
      expect((await noor.try('seeMe')).status).toBe(200)
    }
    room.clock.moveOn(60 * minute)
    expect(await codeFor(noor)).toEqual([401, 'signed-out'])
  })

  test('twelve hours after it began, however busy its person was', async ({ as, room }) => {
    const [noor] = await as('Noor')
    for (let hour = 1; hour < 12; hour += 1) {
      room.clock.moveOn(30 * minute)
      await noor.ask('beHere')
      room.clock.moveOn(30 * minute)
      expect((await noor.try('seeMe')).status).toBe(200)
    }
    room.clock.moveOn(59 * minute)
    expect((await noor.try('seeMe')).status).toBe(200)
    room.clock.moveOn(minute)
    expect(await codeFor(noor)).toEqual([401, 'signed-out'])
    await expect(noor.listen()).rejects.toThrow('live: 401')
  })

  test('the live stream and its rounds never keep it alive', async ({ as, room }) => {
    const [noor, daan] = await as('Noor', 'Daan')
    const before = await seenAt(room, 'Noor')
    const ear = await noor.listen()
    for (const _ of [1, 2, 3]) {
      room.clock.moveOn(18 * minute)
      await daan.ask('seeMe')
      await noor.listen()
      await room.running.house.live.round()
    }
    await ear.until(() => ear.raw.match(/still here/g)?.length === 3)
    expect(await seenAt(room, 'Noor')).toEqual(before)
    room.clock.moveOn(6 * minute)
    await room.running.house.live.round()
    await ear.ended
    expect(ear.events.at(-1)).toEqual({ what: 'signed out' })
    expect((await noor.try('seeMe')).status).toBe(401)
    expect((await daan.try('seeMe')).status).toBe(200)
  })
})

test('ACC-15 no: a deactivated account is out with the next request and at the next round of its stream, and back in never by an old session', async ({
  as,
  room,
}) => {
  const [tom, noor] = await as('Tom', 'Noor')
  const [ear, noorsEar] = [await tom.listen(), await noor.listen()]
  await room.query('insert into room.deactivation (account, at) values ($1, now())', [room.ids.Tom])
  expect(await codeFor(tom)).toEqual([401, 'signed-out'])
  await expect(tom.listen()).rejects.toThrow('live: 401')
  await room.running.house.live.round()
  await ear.ended
  expect(ear.events).toEqual([{ what: 'signed out' }])
  expect((await noor.try('seeMe')).status).toBe(200)
  await noorsEar.until(() => noorsEar.raw.includes('still here'))
})

async function codeFor(person: Person): Promise<[number, unknown]> {
  const { status, body } = await person.try('seeMe')
  return [status, (body as { code: string }).code]
}

/** When the newest session of somebody was last renewed. */
async function seenAt(room: Room, name: 'Noor'): Promise<Date | undefined> {
  const [row] = await room.query<{ seen_at: Date }>(
    'select seen_at from room.session where account = $1 order by began_at desc limit 1',
    [room.ids[name]],
  )
  return row?.seen_at
}
