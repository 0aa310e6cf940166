import { expect, test } from 'vitest'
import { keepLog, readHistory, readOwnLooks } from './audit.ts'

test('PRF-7 yes: a client and a related person read who looked in their account, a professional the own looks', () => {
  for (const kind of ['client', 'related person'] as const)
    expect(readOwnLooks.judge({ kind, of: 'looks at me' })).toEqual({ may: true, basis: 'own account' })
  expect(readOwnLooks.judge({ kind: 'professional', of: 'own looks' }).may).toBe(true)
})

test('PRF-7 no: a professional has no file that is looked in, a client no looks', () => {
  expect(readOwnLooks.judge({ kind: 'professional', of: 'looks at me' }).may).toBe(false)
  for (const kind of ['client', 'related person'] as const)
    expect(readOwnLooks.judge({ kind, of: 'own looks' }).may).toBe(false)
})

test('LOG-5 yes: a related therapist reads the history of an account', () => {
  expect(readHistory.judge({ relation: 'therapist' })).toEqual({ may: true, basis: 'treatment relation' })
})

test('LOG-5 no: a supervisor does not, and nobody without a relation', () => {
  for (const relation of ['supervisor', null] as const) expect(readHistory.judge({ relation }).may).toBe(false)
})

test('SEC-18 yes: the application manager reviews looks, and copies the log once confirmed', () => {
  const groups = ['application manager'] as const
  expect(keepLog.judge({ groups, use: { to: 'review' } }).may).toBe(true)
  expect(keepLog.judge({ groups, use: { to: 'copy', confirmed: true } }).may).toBe(true)
})

test('SEC-18 no: nobody else does, and no copy goes out unconfirmed', () => {
  const groups = ['application manager'] as const
  expect(keepLog.judge({ groups, use: { to: 'copy', confirmed: false } })).toEqual({
    may: false,
    because: 'not confirmed again',
  })
  for (const other of [['secretary'], ['therapist'], ['data officer'], []] as const)
    for (const use of [{ to: 'review' }, { to: 'copy', confirmed: true }] as const)
      expect(keepLog.judge({ groups: other, use }).may).toBe(false)
})
