import { createHash, randomBytes } from 'node:crypto'
import { describe, expect } from 'vitest'
import { cast } from '../../people/cast.ts'
import { costOf } from '../../people/counted.ts'
import { type Answer, cookieFrom, Person } from '../../people/person.ts'
import { castPassword, type Room } from '../../people/room.ts'
import { openSecondHouse } from '../../people/second-house.ts'
import { test } from '../../people/test.ts'
import { sendOdd } from '../../people/wire.ts'

const noor = { address: cast.Noor.address, password: castPassword }

/** Every way not to get in. Tom is deactivated by the test that uses this. */
const wrongWays = {
  'a wrong password': { ...noor, password: 'three other words' },
  'an unknown address': { ...noor, address: 'nobody@linde.example' },
  'an unknown address and a wrong password': { address: 'nobody@linde.example', password: 'three other words' },
  'a deactivated account': { address: cast.Tom.address, password: castPassword },
  'a deactivated account and a wrong password': { address: cast.Tom.address, password: 'three other words' },
  'an address like SQL': { ...noor, address: "noor@linde.example' or 1=1 --" },
}

describe('SEC-1 T22 who does not get in learns nothing', () => {
  test('whatever was wrong, status, body and headers are the same', async ({ room }) => {
    await deactivate(room, 'Tom')
    const answers = []
    for (const takes of Object.values(wrongWays)) answers.push(await new Person(room, '').try('signIn', { takes }))
    const [first] = answers
    expect(first?.status).toBe(401)
    expect(first?.body).toMatchObject({ code: 'wrong-sign-in' })
    expect(first?.headers.getSetCookie()).toEqual([])
    for (const answer of answers) expect(shownBy(answer)).toEqual(shownBy(first as Answer))
  })

  test('whatever was wrong, it costs the same statements and one password hash', async ({ room }) => {
    await deactivate(room, 'Tom')
    const costs = []
    for (const takes of Object.values(wrongWays))
      costs.push(await costOf(room, () => new Person(room, '').try('signIn', { takes })))
    const [first] = costs
    expect(first?.hashes).toBe(1)
    for (const once of ['room.knock', 'room.credentials', 'room.begin_session', 'room.answer_knock'])
      expect(first?.statements.filter((text) => text.includes(once))).toHaveLength(1)
    expect(first?.statements.filter((text) => text.includes('insert into room.audit'))).toHaveLength(1)
    for (const cost of costs) expect(cost).toEqual(first)
  })

  test('the right password costs one hash too, and nobody is signed in by the wrong ones', async ({ room }) => {
    const sessions = () => room.query<{ id: string }>('select id from room.session')
    const before = (await sessions()).length
    for (const takes of [wrongWays['a wrong password'], wrongWays['an unknown address']])
      await new Person(room, '').try('signIn', { takes })
    expect(await sessions()).toHaveLength(before)
    expect((await costOf(room, () => new Person(room, '').try('signIn', { takes: noor }))).hashes).toBe(1)
    expect(await sessions()).toHaveLength(before + 1)
  })
})

test('ACC-5 the address is the same in capitals and with a space beside it; the password is not', async ({ room }) => {
  const spaced = { ...noor, address: ' NOOR@Linde.Example ' }
  expect((await new Person(room, '').try('signIn', { takes: spaced })).status).toBe(200)
  const loud = { ...noor, password: castPassword.toUpperCase() }
  expect((await new Person(room, '').try('signIn', { takes: loud })).status).toBe(401)
})

describe('the session', () => {
  test('who signs in is told who they are, and gets a cookie that scripts and other sites do not see', async ({
    room,
  }) => {
    const answer = await new Person(room, '').try('signIn', { takes: noor })
    expect(answer.body).toMatchObject({ name: 'Noor Bakker', kind: 'client', language: null })
    const [cookie = '', device = '', ...others] = answer.headers.getSetCookie()
    expect(others).toEqual([])
    expect(device).toMatch(/^alcove-device=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Strict$/)
    expect(cookie.split('; ').slice(1).toSorted()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Strict'])
    expect(cookie).toMatch(/^alcove=[\w-]{43};/)
  })

  test('over https the cookie is bound to this very host, and browsers are told to stay with https', async ({
    room,
  }) => {
    const { second, close } = await openSecondHouse(room, { ALCOVE_PUBLIC_URL: 'https://room.example' })
    const { port } = second.running.house.config.publicUrl
    const answer = await sendOdd(
      { ...second, address: `http://127.0.0.1:${port}` },
      {
        method: 'POST',
        path: '/api/session',
        headers: { host: 'room.example', origin: 'https://room.example', 'content-type': 'application/json' },
        body: JSON.stringify(noor),
      },
    )
    await close()
    expect(answer.status).toBe(200)
    const [name, ...attributes] = (answer.headers.getSetCookie()[0] ?? '').split('; ')
    expect(name).toMatch(/^__Host-alcove=[\w-]{43}$/)
    expect(attributes.toSorted()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Strict', 'Secure'])
    expect(answer.headers.get('strict-transport-security')).toMatch(/^max-age=(?:[3-9]\d{7}|\d{9,});/)
  })

  test('only a hash of the token lies in the database', async ({ as, room }) => {
    const [person] = await as('Noor')
    const secret = /=([^;]*)/.exec(person.cookie)?.[1] ?? ''
    const rows = await room.query<{ whole: string; hash: Buffer }>(
      'select s::text as whole, s.token_hash as hash from room.session s',
    )
    const mine = rows.filter((row) => row.hash.equals(createHash('sha256').update(secret).digest()))
    expect(mine).toHaveLength(1)
    for (const { whole } of rows) {
      expect(whole).not.toContain(secret)
      expect(whole).not.toContain(Buffer.from(secret).toString('hex'))
      expect(whole).not.toContain(Buffer.from(secret, 'base64url').toString('hex'))
    }
  })
})

describe('T17 a session cannot be planted', () => {
  test('every sign-in gives a new token, and ends what this browser had before, whoever it was', async ({
    as,
    room,
  }) => {
    const [before] = await as('Noor')
    const ear = await before.listen()
    for (const takes of [noor, { ...noor, address: cast.Daan.address }]) {
      const former = new Person(room, before.cookie)
      const answer = await before.try('signIn', { takes })
      expect(answer.status).toBe(200)
      before.cookie = cookieFrom(answer)
      expect(before.cookie).not.toBe(former.cookie)
      expect((await former.try('seeMe')).status).toBe(401)
      expect((await before.try('seeMe')).status).toBe(200)
    }
    await ear.ended
    expect(ear.events.at(-1)).toEqual({ what: 'signed out' })
  })

  test('a refused sign-in leaves the session of this browser as it is', async ({ as }) => {
    const [person] = await as('Noor')
    expect((await person.try('signIn', { takes: wrongWays['a wrong password'] })).status).toBe(401)
    expect((await person.try('seeMe')).status).toBe(200)
  })

  test('a value chosen by somebody else is never adopted', async ({ room }) => {
    const planted = randomBytes(32).toString('base64url')
    const victim = new Person(room, `alcove=${planted}`)
    const answer = await victim.try('signIn', { takes: noor })
    expect(answer.status).toBe(200)
    expect(cookieFrom(answer)).not.toContain(planted)
    expect((await victim.try('seeMe')).status).toBe(401)
    const hash = createHash('sha256').update(planted).digest()
    expect(await room.query('select from room.session where token_hash = $1', [hash])).toEqual([])
  })
})

async function deactivate(room: Room, name: 'Tom'): Promise<void> {
  await room.query('insert into room.deactivation (account, at) values ($1, now()) on conflict do nothing', [
    room.ids[name],
  ])
}

/** Everything an answer shows, save the moment. */
function shownBy({ status, headers, text }: Answer) {
  return { status, text, headers: [...headers].filter(([name]) => name !== 'date') }
}
