import { expect } from 'vitest'
import { Person } from '../people/person.ts'
import { castPassword } from '../people/room.ts'
import { test as roomTest } from '../people/test.ts'

const test = roomTest.override('settings', {
  environment: {
    ALCOVE_SIGN_INS_PER_ACCOUNT: '3',
    ALCOVE_REQUESTS_PER_ACCOUNT: '5',
    ALCOVE_TRUSTED_PROXIES: '127.0.0.1',
    ALCOVE_SIGN_INS_PER_ADDRESS: '20',
  },
})

test('too many attempts for one account are refused with a sentence and the seconds to wait, known or not; other accounts go on', async ({
  as,
  room,
}) => {
  const nobody = new Person(room, '')
  for (const address of ['noor@linde.example', 'nobody@linde.example']) {
    const answers = []
    for (let time = 0; time < 4; time += 1)
      answers.push(
        await nobody.try('signIn', { takes: { address: address.toUpperCase(), password: 'wrong password' } }),
      )
    expect(answers.map((answer) => answer.status)).toEqual([401, 401, 401, 429])
    expect(Number(answers[3]?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(answers[3]?.body).toMatchObject({ code: 'too-often', title: expect.stringContaining('Wait') })
  }
  await as('Tom')
})

test('all sessions of an account count together', async ({ as }) => {
  const [one, other] = await as('Eva', 'Eva')
  const statuses = []
  for (const person of [one, other, one, other, one, other, one, other])
    statuses.push((await person.try('seeMe')).status)
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0)
  expect(statuses[0]).toBe(200)
})

test('an address behind a trusted proxy is counted by itself', async ({ room }) => {
  const nobody = new Person(room, '')
  const from = async (address: string, n: number) =>
    (
      await nobody.request('POST', '/api/session', {
        headers: { 'x-forwarded-for': address },
        body: JSON.stringify({ address: `x${n}@linde.example`, password: castPassword }),
      })
    ).status
  for (let n = 0; n < 20; n += 1) expect(await from('203.0.113.7', n)).toBe(401)
  expect(await from('203.0.113.7', 99)).toBe(429)
  expect(await from('203.0.113.8', 100)).toBe(401)
})
