import { describe, expect } from 'vitest'
import { cast, type CastName } from '../../people/cast.ts'
import { costOf } from '../../people/counted.ts'
import { lettersTo, linkTo } from '../../people/letters.ts'
import { linkFor, type Sent } from '../../people/links.ts'
import { Person } from '../../people/person.ts'
import { expectProblem, expectWrongFields } from '../../people/problem.ts'
import { castPassword, type Room } from '../../people/room.ts'
import { test } from '../../people/test.ts'

const password = 'seven kettles by a window'

function link(room: Room, name: CastName, how: Omit<Sent, 'to'>): Promise<string> {
  return linkFor(room, { to: room.ids[name], ...how })
}

async function enters(room: Room, name: CastName, words: string): Promise<boolean> {
  const { status } = await new Person(room, '').try('signIn', {
    takes: { address: cast[name].address, password: words },
  })
  return status === 200
}

const asks = (room: Room, address: string) => new Person(room, '').try('askNewPassword', { takes: { address } })

describe('T22 asking for a new password', () => {
  test('a known, an unknown, a deactivated and a blocked address: the same answer, the same statements, no hash', async ({
    room,
  }) => {
    await room.query('insert into room.deactivation (account, at) values ($1, now())', [room.ids.Milan])
    for (let count = 0; count < 10; count += 1) await enters(room, 'Lies', 'wrong')
    const addresses = [cast.Noor, cast.Milan, cast.Lies].map(({ address }) => address)
    const seen = []
    for (const address of [...addresses, 'nobody@linde.example']) {
      const cost = await costOf(room, async () => {
        const { status, text, headers } = await asks(room, address)
        seen.push({ status, text, headers: [...headers].filter(([name]) => name !== 'date') })
      })
      seen.push(cost)
      expect(cost.hashes).toBe(0)
    }
    for (const [index, one] of seen.entries()) expect(one).toEqual(seen[index % 2])
    expect(seen[0]).toMatchObject({ status: 204, text: '' })
    expect(await lettersTo(room, cast.Milan.address)).toEqual([])
    expect((await lettersTo(room, cast.Lies.address)).map(({ subject }) => subject)).toContain(
      'Een nieuw wachtwoord kiezen',
    )
  })

  test('SEC-8 the link sets a password once, within the hour, ends all sessions and other links, and signs nobody in', async ({
    as,
    room,
  }) => {
    const [tom] = await as('Tom')
    const ear = await tom.listen()
    await asks(room, cast.Tom.address)
    await asks(room, cast.Tom.address)
    const token = (await linkTo(room, cast.Tom.address)).split('#')[1] ?? ''
    const other = await link(room, 'Tom', { for: 'new password' })
    const visitor = new Person(room, '')
    // Looking uses nothing up.
    const looked = { purpose: 'new password', leastLength: 15, address: null }
    for (const _ of [1, 2]) expect(await visitor.ask('seeLink', { takes: { token } })).toEqual(looked)
    const weak = await visitor.try('setPasswordByLink', { takes: { token, password: 'tom tom tom tom tom' } })
    expectWrongFields(weak, { password: 'known-bad' })
    const began = performance.now()
    const answers = await Promise.all(
      [1, 2, 3].map(() => visitor.try('setPasswordByLink', { takes: { token, password } })),
    )
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 404, 404])
    for (const answer of answers) expect(answer.headers.getSetCookie()).toEqual([])
    await ear.ended
    expect(performance.now() - began).toBeLessThan(5000)
    expect((await tom.try('seeMe')).status).toBe(401)
    expectProblem(await visitor.try('setPasswordByLink', { takes: { token: other, password } }), 'link-used')
    expect(await enters(room, 'Tom', castPassword)).toBe(false)
    expect(await enters(room, 'Tom', password)).toBe(true)
    const subjects = (await lettersTo(room, cast.Tom.address)).map(({ subject }) => subject)
    expect(subjects).toContain('Your password has changed')
  })

  test('no: a link that is late, for something else or of nobody sets nothing, and says the same', async ({ room }) => {
    const visitor = new Person(room, '')
    const late = await link(room, 'Karim', { for: 'new password', minutes: -1 })
    const unblocks = await link(room, 'Karim', { for: 'unblock' })
    const texts: string[] = []
    for (const token of [late, unblocks, 'k'.repeat(32)]) {
      const cost = await costOf(room, async () => {
        texts.push((await visitor.try('setPasswordByLink', { takes: { token, password } })).text)
      })
      expect(cost.hashes).toBe(0)
    }
    expect(new Set(texts).size).toBe(1)
    expect(await enters(room, 'Karim', castPassword)).toBe(true)
  })
})

test('T21 a deactivated person enters by no path: password, welcome, new password, unblocking, known device, new address', async ({
  as,
  room,
}) => {
  const [ruth] = await as('Ruth')
  const visitor = new Person(room, '')
  const tokens = await Promise.all(
    (['welcome', 'new password', 'unblock', 'confirm address'] as const).map((purpose) =>
      link(room, 'Ruth', { for: purpose }),
    ),
  )
  await room.query('insert into room.deactivation (account, at) values ($1, now())', [room.ids.Ruth])
  expect((await ruth.try('seeMe')).status).toBe(401)
  const again = { takes: { address: cast.Ruth.address, password: castPassword } }
  expect((await ruth.try('signIn', again)).status).toBe(401)
  for (const token of tokens) {
    expect(await visitor.ask('seeLink', { takes: { token } })).toMatchObject({ purpose: null })
    for (const name of ['setPasswordByLink', 'unblock', 'confirmAddress'] as const)
      expectProblem(
        await visitor.try(name, { takes: { token, ...(name === 'setPasswordByLink' && { password }) } }),
        'link-used',
      )
  }
  const hash = async () =>
    await room.query('select hash from room.account_password where account = $1', [room.ids.Ruth])
  const before = await hash()
  await visitor.ask('askNewPassword', { takes: { address: cast.Ruth.address } })
  expect(await lettersTo(room, cast.Ruth.address)).toEqual([])
  expect(await hash()).toEqual(before)
})
