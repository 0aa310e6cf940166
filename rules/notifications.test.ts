import { expect, test } from 'vitest'
import { seeDemoMail, seeFailedLetters } from './notifications.ts'

test('LOG-4 yes: the application manager sees failed letters, whatever other groups they have', () => {
  expect(seeFailedLetters.judge({ groups: ['application manager'] })).toEqual({
    may: true,
    basis: 'application manager',
  })
  expect(seeFailedLetters.judge({ groups: ['therapist', 'application manager'] }).may).toBe(true)
})

test('LOG-4 no: nobody else does', () => {
  expect(seeFailedLetters.judge({ groups: [] }).may).toBe(false)
  expect(seeFailedLetters.judge({ groups: ['therapist', 'secretary', 'supervisor', 'service employee'] }).may).toBe(
    false,
  )
})

test('SEC-3 yes: in the demo the letters are on a page', () => {
  expect(seeDemoMail.judge({ demo: true })).toEqual({ may: true, basis: 'demo' })
})

test('SEC-3 no: nowhere else', () => {
  expect(seeDemoMail.judge({ demo: false })).toEqual({ may: false, because: 'not a demo' })
})
