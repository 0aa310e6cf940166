import { describe, expect } from 'vitest'
import { cast, type CastName } from '../../people/cast.ts'
import { lettersTo, linkTo } from '../../people/letters.ts'
import { linkFor } from '../../people/links.ts'
import { cookieFrom, Person, signIn } from '../../people/person.ts'
import { expectProblem, expectWrongFields } from '../../people/problem.ts'
import { castPassword, type Room } from '../../people/room.ts'
import { test } from '../../people/test.ts'

const password = 'seven kettles by a window'
const hour = 3_600_000

async function enters(room: Room, name: CastName, words: string): Promise<boolean> {
  const { status } = await new Person(room, '').try('signIn', {
    takes: { address: cast[name].address, password: words },
  })
  return status === 200
}

describe('PRF-3 T20 one’s own new password', () => {
  test('yes: with the present one; every other session and stream is out at once, this one stays, and a letter tells', async ({
    as,
    room,
  }) => {
    const [here, elsewhere] = await as('Daan', 'Daan')
    const [ear, other] = [await here.listen(), await elsewhere.listen()]
    await here.ask('changeMyPassword', { takes: { present: castPassword, password } })
    await other.ended
    expect(other.events).toEqual([{ what: 'signed out' }])
    expect((await elsewhere.try('seeMe')).status).toBe(401)
    expect((await here.ask('seeMe')).name).toBe('Daan Visser')
    expect(ear.events).not.toContainEqual({ what: 'signed out' })
    expect((await lettersTo(room, cast.Daan.address))[0]?.subject).toBe('Je wachtwoord is veranderd')
    await here.ask('changeMyPassword', { takes: { present: password, password: castPassword } })
  })

  test('no: without it nothing changes, and after ten wrong ones in a row the session itself is over', async ({
    as,
  }) => {
    const [daan] = await as('Daan')
    const wrong = () => daan.try('changeMyPassword', { takes: { present: 'wrong', password } })
    for (let count = 0; count < 10; count += 1) expectWrongFields(await wrong(), { present: 'not-your-password' })
    expectProblem(await wrong(), 'signed-out')
    expect((await daan.try('seeMe')).status).toBe(401)
  })

  test('no: easy ones are refused with a sentence at the field', async ({ as }) => {
    const [daan] = await as('Daan')
    for (const easy of ['daan visser daan visser', '123456789012345678', 'daan@linde.example'])
      expectWrongFields(await daan.try('changeMyPassword', { takes: { present: castPassword, password: easy } }), {
        password: 'known-bad',
      })
  })
})

describe('SEC-15 where one is signed in', () => {
  test('yes: each with browser and system in plain words; one is ended, then all others, and their streams hear it', async ({
    room,
  }) => {
    const agents = {
      'Firefox on Android': 'Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0',
      'Safari on iPhone':
        'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
      'Edge on Windows':
        'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0',
    }
    const people = []
    for (const agent of Object.values(agents)) {
      const body = JSON.stringify({ address: cast.Karim.address, password: castPassword })
      const answer = await new Person(room, '').request('POST', '/api/session', {
        headers: { 'user-agent': agent },
        body,
      })
      people.push(new Person(room, cookieFrom(answer)))
    }
    const [phone, tablet, desk] = people as [Person, Person, Person]
    const list = async () => (await desk.ask('listMySessions')).sessions
    const seats = (await list())
      .filter(({ browser }) => browser)
      .map(({ browser, system }) => `${browser} on ${system}`)
    expect(seats.toSorted((a, b) => a.localeCompare(b))).toEqual(
      Object.keys(agents).toSorted((a, b) => a.localeCompare(b)),
    )
    const [row] = await room.query<{ all: string }>('select string_agg(s::text, $1) as all from room.session s', [' '])
    expect(row?.all).not.toMatch(/Mozilla|Gecko|AppleWebKit/)
    const ofPhone = (await list()).find(({ browser }) => browser === 'Firefox')?.id ?? ''
    const ear = await phone.listen()
    await desk.ask('endMySession', { where: { id: ofPhone } })
    await ear.ended
    expect(ear.events.at(-1)).toEqual({ what: 'signed out' })
    await desk.ask('endMyOtherSessions')
    expect((await tablet.try('seeMe')).status).toBe(401)
    expect(await list()).toMatchObject([{ thisOne: true }])
    phone.leave()
  })

  test('signing out here leaves one online who is still there', async ({ as, room }) => {
    const [here, elsewhere, daan] = await as('Noor', 'Noor', 'Daan')
    await elsewhere.ask('beHere')
    await here.ask('signOut')
    const { contacts } = await daan.ask('listContacts')
    expect(contacts.find(({ id }) => id === room.ids.Noor)?.online).toBe(true)
  })

  test('the practice sets how long a session lives, and what a page asks by itself does not keep it', async ({
    as,
    room,
  }) => {
    await room.query(`insert into room.setting (name, value) values ('sessionMinutes', '30')`)
    const [noor] = await as('Noor')
    expect((await noor.ask('seeMe')).session.idleMinutes).toBe(30)
    room.clock.moveOn(20 * 60_000)
    expect((await noor.request('GET', '/api/me', { headers: { 'x-by-itself': '1' } })).status).toBe(200)
    room.clock.moveOn(11 * 60_000)
    expect((await noor.try('seeMe')).status).toBe(401)
    await room.query(`delete from room.setting where name = 'sessionMinutes'`)
  })
})

describe('ACC-17 one’s own address', () => {
  test('yes: a client’s changes when it is confirmed from the old one, and both are told', async ({ as, room }) => {
    const [noor] = await as('Noor')
    const { address: old } = cast.Noor
    const address = ' Noor@Elsewhere.example '
    const takes = { address, present: castPassword }
    expectWrongFields(
      await noor.try('changeMyAddress', { takes: { ...takes, address: cast.Tom.address.toUpperCase() } }),
      { address: 'address-exists' },
    )
    await noor.ask('changeMyAddress', { takes })
    expect(await enters(room, 'Noor', castPassword)).toBe(true)
    const token = (await linkTo(room, old)).split('#')[1] ?? ''
    const seen = await new Person(room, '').ask('seeLink', { takes: { token } })
    expect(seen).toMatchObject({ purpose: 'confirm address', address: 'noor@elsewhere.example' })
    await new Person(room, '').ask('confirmAddress', { takes: { token } })
    expect(await enters(room, 'Noor', castPassword)).toBe(false)
    await signIn(room, 'noor@elsewhere.example', castPassword)
    expect((await lettersTo(room, 'noor@elsewhere.example'))[0]?.subject).toBe('Je e-mailadres is veranderd')
    expect((await lettersTo(room, old))[0]?.subject).toBe('Dit e-mailadres hoort niet meer bij je account')
    expectProblem(await new Person(room, '').try('confirmAddress', { takes: { token } }), 'link-used')
  })

  test('no: a professional’s does not, nor anybody’s an hour past its day', async ({ as, room }) => {
    const [eva] = await as('Eva')
    expectProblem(
      await eva.try('changeMyAddress', { takes: { address: 'eva@elsewhere.example', present: castPassword } }),
      'not-found',
    )
    const token = await linkFor(room, { to: room.ids.Tom, for: 'confirm address', minutes: 24 * 60 })
    room.clock.moveOn(25 * hour)
    expectProblem(await new Person(room, '').try('confirmAddress', { takes: { token } }), 'link-used')
  })
})
