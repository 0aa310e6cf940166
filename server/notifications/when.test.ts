import { expect, test } from 'vitest'
import { type NoticeFacts, whenToMail } from './due/when.ts'

const noon = new Date('2026-11-24T11:00:00.000Z') // a Tuesday, 12:00 in Amsterdam
const facts: NoticeFacts = {
  now: noon,
  since: noon,
  unread: true,
  active: true,
  seenAt: null,
  mails: 'at once',
  quiet: null,
  timeZone: 'Europe/Amsterdam',
}
const later = (minutes: number, from = noon) => new Date(from.getTime() + minutes * 60_000)

test('at once: mailed when away, and dropped when there is nothing to read, no account, or no wish', () => {
  expect(whenToMail(facts)).toBe('mail')
  expect(whenToMail({ ...facts, unread: false })).toBe('drop')
  expect(whenToMail({ ...facts, active: false })).toBe('drop')
  expect(whenToMail({ ...facts, mails: 'never' })).toBe('drop')
})

test('CNV-7 online is three minutes: looked at again after ten, and then when the reader is gone', () => {
  expect(whenToMail({ ...facts, seenAt: later(-2) })).toEqual({ again: later(10) })
  expect(whenToMail({ ...facts, seenAt: later(-3) })).toBe('mail')
  expect(whenToMail({ ...facts, now: later(10), seenAt: later(9) })).toEqual({ again: later(12) })
  expect(whenToMail({ ...facts, now: later(10), seenAt: later(5) })).toBe('mail')
})

test('CNV-8 hourly, daily and weekly go at the next hour, the next eight o’clock, the next Monday’s', () => {
  expect(whenToMail({ ...facts, mails: 'hourly' })).toEqual({ again: later(60) })
  expect(whenToMail({ ...facts, mails: 'hourly', now: later(60) })).toBe('mail')
  expect(whenToMail({ ...facts, mails: 'daily' })).toEqual({ again: new Date('2026-11-25T07:00:00.000Z') })
  expect(whenToMail({ ...facts, mails: 'weekly' })).toEqual({ again: new Date('2026-11-30T07:00:00.000Z') })
  expect(
    whenToMail({
      ...facts,
      mails: 'weekly',
      since: new Date('2026-11-23T06:00:00.000Z'),
      now: new Date('2026-11-23T06:00:00.000Z'),
    }),
  ).toEqual({
    again: new Date('2026-11-23T07:00:00.000Z'),
  })
})

test('eight o’clock stays eight o’clock when the clocks change', () => {
  const evening = new Date('2027-03-27T20:00:00.000Z') // summer time begins that night
  expect(whenToMail({ ...facts, mails: 'daily', since: evening, now: evening })).toEqual({
    again: new Date('2027-03-28T06:00:00.000Z'),
  })
})

test('quiet hours hold a mail until they end, over midnight too', () => {
  const night = { from: 22 * 60, until: 7 * 60 + 30 }
  const atEleven = new Date('2026-11-24T22:00:00.000Z')
  const atSix = new Date('2026-11-25T05:00:00.000Z')
  const morning = { again: new Date('2026-11-25T06:30:00.000Z') }
  expect(whenToMail({ ...facts, quiet: night })).toBe('mail')
  expect(whenToMail({ ...facts, now: atEleven, quiet: night })).toEqual(morning)
  expect(whenToMail({ ...facts, now: atSix, quiet: night })).toEqual(morning)
  expect(whenToMail({ ...facts, quiet: { from: 11 * 60, until: 13 * 60 } })).toEqual({ again: later(60) })
  expect(whenToMail({ ...facts, quiet: { from: 720, until: 720 } })).toBe('mail')
})
