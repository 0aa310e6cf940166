import { afterAll, beforeEach, expect } from 'vitest'
import { PostOffice } from '../../people/post-office.ts'
import { test as roomTest } from '../../people/test.ts'
import { smtpCarrier } from '../mail.ts'
import { sendLetters } from './due/work.ts'

const post = new PostOffice()
await post.open()
afterAll(() => post.close())
beforeEach(() => {
  post.mood = 'well'
  post.taken.length = 0
  post.tries = 0
})

const test = roomTest.override('settings', { environment: { ALCOVE_SMTP_URL: post.url } })
const minute = 60_000

/** Nothing unread and nothing waiting from the test before. */
test.beforeEach(async ({ room }) => {
  await room.query('delete from room.outbox')
  await room.query('delete from room.mail_notice')
  await room.query('delete from room.presence')
  await room.query(`update room.account_setting set mails = 'at once', quiet_from = null, quiet_until = null`)
  await room.query(
    'insert into room.read_mark (participant, position) select p.id, c.last_position from room.participant p join room.conversation c on c.id = p.conversation on conflict (participant) do update set position = excluded.position',
  )
})

test('CNV-5 a message mails who is away: the first name, a link, and no word of it', async ({ as, room }) => {
  const [noor] = await as('Noor')
  await noor.start('Daan', { text: 'SECRET-WORDS', subject: 'SECRET-SUBJECT' })
  await room.running.house.outbox.work(room.practice)
  const [letter, ...others] = post.taken
  expect(others).toEqual([])
  expect(letter).toContain('To: daan@linde.example')
  expect(letter).toContain('Dag Daan,')
  expect(letter).toContain(`${room.address}/conversations`)
  expect(letter).not.toMatch(/SECRET|Noor|Bakker|Visser|therap|behandel|cli[eë]nt/i)
})

test('CNV-7 who is online gets no mail; who left without reading gets it after all', async ({ as, room }) => {
  const [noor, daan] = await as('Noor', 'Daan')
  await daan.ask('beHere')
  await noor.start('Daan')
  await room.running.house.outbox.work(room.practice)
  expect(post.taken).toHaveLength(0)
  room.clock.moveOn(10 * minute + 1000)
  await room.running.house.outbox.work(room.practice)
  expect(post.taken).toHaveLength(1)
})

test('CNV-7 who was online and read it gets no mail', async ({ as, room }) => {
  const [noor, daan] = await as('Noor', 'Daan')
  await daan.ask('beHere')
  const conversation = await noor.start('Daan')
  await daan.ask('markRead', { where: { id: conversation }, takes: { position: 1 } })
  room.clock.moveOn(10 * minute + 1000)
  await room.running.house.outbox.work(room.practice)
  expect(post.taken).toHaveLength(0)
})

test('CNV-8 whoever wants no mails gets none, and whoever wants them does', async ({ as, room }) => {
  const [noor, daan] = await as('Noor', 'Daan')
  await daan.ask('changeMySettings', { takes: { mails: 'never' } })
  const conversation = await noor.start('Daan')
  await room.running.house.outbox.work(room.practice)
  expect(post.taken).toHaveLength(0)
  await daan.ask('changeMySettings', { takes: { mails: 'at once' } })
  await noor.post(conversation, 'Again')
  await room.running.house.outbox.work(room.practice)
  expect(post.taken).toHaveLength(1)
})

test('T33 a mail server that is down, or refuses for now, loses nothing: each letter comes once when it is back', async ({
  as,
  room,
}) => {
  const [noor, tom] = await as('Noor', 'Tom')
  await post.close()
  await noor.start('Daan')
  await room.running.house.outbox.work(room.practice)
  await post.open()
  post.mood = 'not now'
  await tom.start('Eva')
  await room.running.house.outbox.work(room.practice)
  expect(post.taken).toHaveLength(0)
  post.mood = 'well'
  for (let hour = 0; hour < 2; hour += 1) {
    room.clock.moveOn(60 * minute)
    await room.running.house.outbox.work(room.practice)
  }
  expect(post.taken.map((letter) => String(/^To: (.*)$/m.exec(letter)?.[1]).trim()).toSorted()).toEqual([
    'daan@linde.example',
    'eva@linde.example',
  ])
})

test('T33 no letter goes out for what was read while the mail server was away', async ({ as, room }) => {
  const [noor, daan] = await as('Noor', 'Daan')
  post.mood = 'not now'
  const conversation = await noor.start('Daan')
  await room.running.house.outbox.work(room.practice)
  expect(post.tries).toBe(1)
  await daan.ask('markRead', { where: { id: conversation }, takes: { position: 1 } })
  post.mood = 'well'
  room.clock.moveOn(60 * minute)
  await room.running.house.outbox.work(room.practice)
  expect(post.taken).toHaveLength(0)
  expect(await room.query('select state from room.outbox')).toEqual([{ state: 'not needed' }])
})

test('LOG-4 an address that is refused for good is shown to the application manager by number, to nobody else, and is not tried again', async ({
  as,
  room,
}) => {
  const [noor, karim, daan] = await as('Noor', 'Karim', 'Daan')
  post.mood = 'never'
  await noor.start('Daan')
  await room.running.house.outbox.work(room.practice)
  room.clock.moveOn(60 * minute)
  await room.running.house.outbox.work(room.practice)
  expect(post.tries).toBe(1)
  const [again] = await as('Karim')
  const { letters } = await again.ask('listFailedLetters')
  expect(letters).toMatchObject([
    { account: room.ids.Daan, state: 'bounced', reason: 'refused by the mail server (550)' },
  ])
  expect(JSON.stringify(letters)).not.toMatch(/daan|visser|linde\.example|must not be kept/i)
  expect((await karim.try('listFailedLetters')).status).toBe(401)
  const [daanAgain] = await as('Daan')
  expect((await daanAgain.try('listFailedLetters')).status).toBe(404)
  expect(daan).toBeDefined()
})

test('T33 a mail server that hangs is left after a while, and the letter stays', async ({ as, room }) => {
  const [noor] = await as('Noor')
  post.mood = 'not now'
  await noor.start('Daan')
  await room.running.house.outbox.work(room.practice)
  post.mood = 'hangs'
  room.clock.moveOn(60 * minute)
  const carrier = smtpCarrier(new URL(post.url), { connection: 300, greeting: 300, answer: 300 })
  await sendLetters({
    practice: room.practice,
    now: room.clock.now(),
    carrier,
    origin: room.address,
    sender: 'no-reply@localhost',
  })
  expect(await room.query('select state, reason from room.outbox')).toEqual([
    { state: 'waiting', reason: 'the mail server does not answer' },
  ])
})

test('the same letter handed over twice carries the same Message-ID', async ({ as, room }) => {
  const [noor] = await as('Noor')
  await noor.start('Daan')
  await room.running.house.outbox.work(room.practice)
  // As after a crash between the mail server's yes and our note of it.
  await room.query(`update room.outbox set state = 'waiting', ended_at = null`)
  await room.running.house.outbox.work(room.practice)
  const ids = post.taken.map((letter) => /^Message-ID: (.*)$/im.exec(letter)?.[1])
  expect(ids).toHaveLength(2)
  expect(ids[0]).toBe(ids[1])
})
