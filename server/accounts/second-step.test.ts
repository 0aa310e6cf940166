import { describe, expect } from 'vitest'
import { linesOf } from '../../people/lines.ts'
import { linkFor } from '../../people/links.ts'
import { Person } from '../../people/person.ts'
import { castPassword } from '../../people/room.ts'
import { addPasskey, clearSecondSteps, codeOf, halfIn, setUpAuthenticator, step } from '../../people/second-step.ts'
import { test as roomTest } from '../../people/test.ts'

/** How often one signs in is counted elsewhere. Everybody begins without a second step. */
const test = roomTest
  .override('settings', {
    environment: { ALCOVE_SIGN_INS_PER_ACCOUNT: '10000', ALCOVE_SIGN_INS_PER_ADDRESS: '10000' },
  })
  .extend('noor', async ({ as, room }) => {
    await clearSecondSteps(room)
    const [noor] = await as('Noor')
    return noor
  })

describe('signing in with an authenticator app', () => {
  test('T17 SEC-10 the password alone opens nothing; the code begins a new session, and what the browser held before opens nothing', async ({
    noor,
    room,
  }) => {
    const { secret } = await setUpAuthenticator(room, noor)
    const { person, answer } = await halfIn(room, 'Noor')
    expect(answer.body).toEqual({ toCome: ['code', 'recovery code'] })
    const waiting = answer.headers.getSetCookie().filter((cookie) => !cookie.startsWith('alcove-device='))
    expect(waiting.join()).toMatch(/^alcove-step=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; SameSite=Strict$/)
    expect((await person.try('seeMe')).status).toBe(401)
    const before = /alcove-step=[^;]*/.exec(person.cookie)?.[0] ?? 'none'
    const lines = await linesOf(room, async () => {
      expect((await step(person, { code: codeOf(room, secret) })).body).toMatchObject({ name: 'Noor Bakker' })
    })
    const basis = 'own password and second step'
    expect(lines).toMatchObject([{ action: 'second step taken', rule: 'SEC-10', allowed: true, basis }])
    expect(person.cookie).not.toContain(before.split('=')[1])
    expect((await person.try('seeMe')).status).toBe(200)
    const planted = new Person(room, before.replace('alcove-step', 'alcove'))
    expect((await planted.try('seeMe')).status).toBe(401)
    const again = new Person(room, before)
    expect((await step(again, { code: codeOf(room, secret) })).body).toMatchObject({ code: 'step-over' })
  })

  test('what this browser had before, whoever it was, ends when the second step is right and not before', async ({
    noor,
    room,
  }) => {
    const { secret } = await setUpAuthenticator(room, noor)
    const { person } = await halfIn(room, 'Noor')
    expect((await noor.try('seeMe')).status).toBe(200)
    person.cookie = `${noor.cookie}; ${person.cookie}`
    expect((await step(person, { code: codeOf(room, secret) })).status).toBe(200)
    expect((await noor.try('seeMe')).status).toBe(401)
  })

  test('T20 a sign-in that is half done ends with the password it began with', async ({ noor, room }) => {
    const { secret } = await setUpAuthenticator(room, noor)
    const { person } = await halfIn(room, 'Noor')
    const token = await linkFor(room, { to: room.ids.Noor, for: 'new password' })
    await new Person(room, '').ask('setPasswordByLink', { takes: { token, password: castPassword } })
    expect((await step(person, { code: codeOf(room, secret) })).body).toMatchObject({ code: 'step-over' })
  })

  test('T23 a clock may be one step off, not two', async ({ noor, room }) => {
    const { secret } = await setUpAuthenticator(room, noor)
    room.clock.moveOn(120_000)
    const { person } = await halfIn(room, 'Noor')
    for (const steps of [-2, 2]) expect((await step(person, { code: codeOf(room, secret, steps) })).status).toBe(401)
    expect((await step(person, { code: codeOf(room, secret, -1) })).status).toBe(200)
    const later = await halfIn(room, 'Noor')
    expect((await step(later.person, { code: codeOf(room, secret, 1) })).status).toBe(200)
  })

  test('T23 a recovery code works once, in parallel too, however it is typed; new ones end the old', async ({
    noor,
    room,
  }) => {
    const { codes } = await setUpAuthenticator(room, noor)
    expect(codes).toHaveLength(6)
    expect(new Set(codes).size).toBe(6)
    for (const code of codes.slice(0, 3)) {
      const halves = [await halfIn(room, 'Noor'), await halfIn(room, 'Noor')]
      const typed = [code.toLowerCase().replace('-', ' '), code]
      const answers = await Promise.all(halves.map(({ person }, i) => step(person, { recoveryCode: typed[i] })))
      expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 401])
    }
    expect(await noor.ask('seeSecondStep')).toMatchObject({ recoveryCodesLeft: 3 })
    const made = await noor.ask('makeRecoveryCodes')
    const { person } = await halfIn(room, 'Noor')
    expect((await step(person, { recoveryCode: codes[4] })).status).toBe(401)
    expect((await step(person, { recoveryCode: made.recoveryCodes[5] })).status).toBe(200)
  })
})

describe('SEC-10 wrong codes', () => {
  test('five end a half-open sign-in, the right one included; ten in a row make the account wait, longer each time', async ({
    noor,
    room,
  }) => {
    const { secret } = await setUpAuthenticator(room, noor)
    const { person } = await halfIn(room, 'Noor')
    for (let count = 0; count < 5; count += 1)
      expect((await step(person, { code: '000000' })).body).toMatchObject({ code: 'wrong-second-step', status: 401 })
    expect((await step(person, { code: codeOf(room, secret) })).body).toMatchObject({ code: 'step-over' })
    const other = await halfIn(room, 'Noor')
    for (let count = 0; count < 5; count += 1) await step(other.person, { recoveryCode: 'AAAAA-AAAAA' })
    const third = await halfIn(room, 'Noor')
    const waiting = await step(third.person, { code: codeOf(room, secret) })
    expect(waiting.body).toMatchObject({ code: 'wrong-too-often', status: 429, retryAfter: 60 })
    expect(waiting.headers.get('retry-after')).toBe('60')
    room.clock.moveOn(61_000)
    await step(third.person, { code: '000000' })
    expect((await step(third.person, { code: codeOf(room, secret) })).body).toMatchObject({ retryAfter: 120 })
    room.clock.moveOn(121_000)
    expect((await step(third.person, { code: codeOf(room, secret) })).status).toBe(200)
    const free = await halfIn(room, 'Noor')
    expect((await step(free.person, { code: '000000' })).body).toMatchObject({ code: 'wrong-second-step' })
  })

  test('a sign-in waits ten minutes, and a deactivated account not at all', async ({ noor, room }) => {
    const { secret } = await setUpAuthenticator(room, noor)
    const { person } = await halfIn(room, 'Noor')
    await room.query('insert into room.deactivation (account, at) values ($1, now())', [room.ids.Noor])
    expect((await step(person, { code: codeOf(room, secret) })).body).toMatchObject({ code: 'step-over' })
    await room.query('delete from room.deactivation')
    room.clock.moveOn(601_000)
    expect((await step(person, { code: codeOf(room, secret) })).body).toMatchObject({ code: 'step-over' })
    const nobody = new Person(room, '')
    expect((await step(nobody, { code: '123456' })).body).toMatchObject({ code: 'step-over' })
    expect((await nobody.try('askPasskeyAtDoor')).body).toMatchObject({ code: 'step-over' })
  })
})

describe('passkeys', () => {
  test('T17 one opens the door once per question; another question, another site or a copied answer does not', async ({
    noor,
    room,
  }) => {
    await noor.ask('confirmMyself', { takes: { password: castPassword } })
    const { passkey, codes } = await addPasskey(room, noor)
    expect(codes).toHaveLength(6)
    const { person, answer } = await halfIn(room, 'Noor')
    expect(answer.body).toEqual({ toCome: ['passkey', 'recovery code'] })
    const unasked = passkey.answer({ challenge: 'bm90aGluZw', site: 'localhost' })
    expect((await step(person, { passkey: unasked })).status).toBe(401)
    const elsewhere = await person.ask('askPasskeyAtDoor')
    expect((await step(person, { passkey: passkey.answer({ ...elsewhere, site: 'elsewhere.example' }) })).status).toBe(
      401,
    )
    // A wrong answer used the question up.
    expect((await step(person, { passkey: passkey.answer(elsewhere) })).status).toBe(401)
    const question = await person.ask('askPasskeyAtDoor')
    const right = passkey.answer(question)
    const second = await halfIn(room, 'Noor')
    expect((await step(second.person, { passkey: right })).status).toBe(401)
    expect((await step(person, { passkey: right })).status).toBe(200)
    const late = await halfIn(room, 'Noor')
    const old = await late.person.ask('askPasskeyAtDoor')
    room.clock.moveOn(301_000)
    expect((await step(late.person, { passkey: passkey.answer(old) })).status).toBe(401)
  })

  test('several have names, the same is not added twice, and what was asked elsewhere adds none', async ({
    noor,
    room,
  }) => {
    await noor.ask('confirmMyself', { takes: { password: castPassword } })
    await addPasskey(room, noor)
    const { passkey, codes } = await addPasskey(room, noor)
    expect(codes).toBeNull()
    expect((await noor.ask('seeSecondStep')).passkeys).toMatchObject([{ name: 'My telephone' }, { usedAt: null }])
    const question = await noor.ask('beginPasskey')
    const again = { ...passkey.attest(question), name: 'Again' }
    expect((await noor.try('addPasskey', { takes: again })).body).toMatchObject({ code: 'passkey-not-added' })
    expect((await noor.try('addPasskey', { takes: again })).body).toMatchObject({ code: 'passkey-not-added' })
    expect((await noor.ask('seeSecondStep')).passkeys).toHaveLength(2)
  })
})
