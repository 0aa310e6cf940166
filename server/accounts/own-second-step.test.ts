import { describe, expect } from 'vitest'
import { linesOf } from '../../people/lines.ts'
import { castPassword, type Room } from '../../people/room.ts'
import { addPasskey, clearSecondSteps, codeOf, halfIn, setUpAuthenticator, step } from '../../people/second-step.ts'
import { test as roomTest } from '../../people/test.ts'

const test = roomTest
  .override('settings', {
    environment: { ALCOVE_SIGN_INS_PER_ACCOUNT: '10000', ALCOVE_SIGN_INS_PER_ADDRESS: '10000' },
  })
  .extend('noor', async ({ as, room }) => {
    await clearSecondSteps(room)
    await room.query(`delete from room.setting where name like 'twoStep%'`)
    await room.query('delete from room.outbox')
    const [noor] = await as('Noor')
    return noor
  })

const password = { takes: { password: castPassword } }

describe('SEC-11 the password is asked again', () => {
  test('before setting up, renewing codes and adding a passkey; for five minutes', async ({ noor, room }) => {
    for (const name of ['beginAuthenticator', 'beginPasskey', 'makeRecoveryCodes'] as const)
      expect((await noor.try(name)).body).toMatchObject({ code: 'confirm-password', status: 403 })
    const wrong = await noor.try('confirmMyself', { takes: { password: 'three other words' } })
    expect(wrong.body).toMatchObject({ code: 'not-your-password' })
    await noor.ask('confirmMyself', password)
    expect((await noor.try('beginAuthenticator')).status).toBe(200)
    room.clock.moveOn(301_000)
    expect((await noor.try('beginAuthenticator')).body).toMatchObject({ code: 'confirm-password' })
  })

  test('in another session it is asked anew', async ({ as, noor }) => {
    const [other] = await as('Noor')
    await noor.ask('confirmMyself', password)
    expect((await other.try('beginAuthenticator')).body).toMatchObject({ code: 'confirm-password' })
  })

  test('wrong ones in a row make one wait, and the waiting holds for the right one too', async ({ noor, room }) => {
    for (let count = 0; count < 10; count += 1) await noor.try('confirmMyself', { takes: { password: 'wrong' } })
    expect((await noor.try('confirmMyself', password)).body).toMatchObject({ code: 'wrong-too-often', retryAfter: 60 })
    room.clock.moveOn(61_000)
    expect((await noor.try('confirmMyself', password)).status).toBe(204)
  })
})

describe('SEC-10 the second step is asked again', () => {
  test('before switching off, replacing the app and removing a passkey; a code works once there too', async ({
    noor,
    room,
  }) => {
    const { secret, codes } = await setUpAuthenticator(room, noor)
    await addPasskey(room, noor)
    const { passkeys } = await noor.ask('seeSecondStep')
    const where = { id: passkeys[0]?.id ?? '' }
    const taking = [
      () => noor.try('beginAuthenticator'),
      () => noor.try('removePasskey', { where }),
      () => noor.try('switchOffSecondStep'),
    ]
    for (const take of taking) expect((await take()).body).toMatchObject({ code: 'confirm-step', status: 403 })
    const answered = (answer: object) => noor.try('confirmMyself', { takes: { password: castPassword, answer } })
    expect((await answered({ code: '000000' })).body).toMatchObject({ code: 'wrong-second-step' })
    const code = codeOf(room, secret)
    expect((await answered({ code })).status).toBe(204)
    expect((await answered({ code })).body).toMatchObject({ code: 'wrong-second-step' })
    expect((await noor.try('removePasskey', { where })).status).toBe(204)
    room.clock.moveOn(301_000)
    expect((await noor.try('switchOffSecondStep')).body).toMatchObject({ code: 'confirm-step' })
    expect((await answered({ recoveryCode: codes[0] })).status).toBe(204)
    expect((await noor.try('switchOffSecondStep')).status).toBe(204)
    expect(await noor.ask('seeSecondStep')).toMatchObject({ authenticatorSince: null, recoveryCodesLeft: 0 })
    expect((await halfIn(room, 'Noor')).answer.body).toMatchObject({ name: 'Noor Bakker' })
  })

  test('before a new password; it may then be twelve characters', async ({ noor, room }) => {
    const { codes } = await setUpAuthenticator(room, noor)
    const change = (present: string, to: string) => noor.try('changeMyPassword', { takes: { present, password: to } })
    const twelve = 'kettle sings'
    expect((await change(castPassword, twelve)).body).toMatchObject({ code: 'confirm-step' })
    const answer = { recoveryCode: codes[0] }
    await noor.ask('confirmMyself', { takes: { password: castPassword, answer: { recoveryCode: codes[0] ?? '' } } })
    expect((await noor.try('confirmMyself', { takes: { password: castPassword, answer } })).status).toBe(401)
    expect((await change(castPassword, 'eleven char')).body).toMatchObject({ fields: [{ code: 'too-short' }] })
    expect((await change(castPassword, twelve)).status).toBe(204)
    expect((await change(twelve, castPassword)).status).toBe(204)
  })

  test('a passkey can say it too, and somebody else’s is unknown', async ({ as, noor, room }) => {
    const [tom] = await as('Tom')
    for (const person of [noor, tom]) await person.ask('confirmMyself', password)
    const { passkey } = await addPasskey(room, noor)
    await addPasskey(room, tom)
    const [theirs] = (await tom.ask('seeSecondStep')).passkeys
    const answer = { passkey: passkey.answer(await noor.ask('askPasskeyAgain')) }
    expect((await noor.try('confirmMyself', { takes: { password: castPassword, answer } })).status).toBe(204)
    expect((await noor.try('removePasskey', { where: { id: theirs?.id } })).body).toMatchObject({ code: 'not-found' })
    expect((await tom.ask('seeSecondStep')).passkeys).toHaveLength(1)
  })
})

describe('SEC-9 what the practice says', () => {
  test('off: it cannot be set up; who has it keeps it until they switch it off', async ({ noor, as, room }) => {
    const { secret } = await setUpAuthenticator(room, noor)
    await say(room, 'twoStepClients', 'off')
    const [daan, tom] = await as('Daan', 'Tom')
    await tom.ask('confirmMyself', password)
    for (const name of ['beginAuthenticator', 'beginPasskey'] as const)
      expect((await tom.try(name)).body).toMatchObject({ code: 'not-offered' })
    await daan.ask('confirmMyself', password)
    expect((await daan.try('beginAuthenticator')).status).toBe(200)
    expect((await halfIn(room, 'Noor')).answer.body).toMatchObject({ toCome: ['code', 'recovery code'] })
    const answer = { code: codeOf(room, secret) }
    await noor.ask('confirmMyself', { takes: { password: castPassword, answer } })
    expect((await noor.try('switchOffSecondStep')).status).toBe(204)
  })

  test('required: setting up right after signing in asks no password again, opens everything, and the letter tells it', async ({
    noor,
    room,
  }) => {
    await say(room, 'twoStepClients', 'required')
    const { secret } = await noor.ask('beginAuthenticator')
    const wrong = await noor.try('finishAuthenticator', { takes: { code: '000000' } })
    expect(wrong.body).toMatchObject({ code: 'wrong-code' })
    const { recoveryCodes } = await noor.ask('finishAuthenticator', { takes: { code: codeOf(room, secret) } })
    expect(recoveryCodes).toHaveLength(6)
    expect((await noor.try('listContacts')).status).toBe(200)
    expect(await lettersTo(room, 'Noor')).toEqual(['two-step changed'])
  })
})

test('SEC-12 the therapist resets what a client lost: out everywhere at once, a letter, and the password alone is enough again', async ({
  as,
  noor,
  room,
}) => {
  await setUpAuthenticator(room, noor)
  await room.query('delete from room.outbox')
  const { person } = await halfIn(room, 'Noor')
  const [daan] = await as('Daan')
  const ear = await noor.listen()
  const lines = await linesOf(room, () => daan.ask('resetSecondStep', { where: { id: room.ids.Noor } }))
  expect(lines).toMatchObject([
    { action: 'two-step sign-in reset', rule: 'SEC-12', basis: 'treatment relation', client: room.ids.Noor },
  ])
  await ear.ended
  expect((await noor.try('seeMe')).status).toBe(401)
  expect((await step(person, { code: '123456' })).body).toMatchObject({ code: 'step-over' })
  expect(await lettersTo(room, 'Noor')).toEqual(['two-step changed'])
  expect((await halfIn(room, 'Noor')).answer.body).toMatchObject({ name: 'Noor Bakker' })
})

async function say(room: Room, name: string, value: string): Promise<void> {
  await room.query(
    'insert into room.setting (name, value) values ($1, to_jsonb($2::text)) on conflict (name) do update set value = excluded.value',
    [name, value],
  )
}

async function lettersTo(room: Room, name: 'Noor'): Promise<string[]> {
  const rows = await room.query<{ kind: string }>('select kind from room.outbox where account = $1', [room.ids[name]])
  return rows.map(({ kind }) => kind)
}
