import { expect, test } from 'vitest'
import { endSession, ownSettings, signIn } from './accounts.ts'
import { no, yes } from './verdict.ts'

test('SEC-1 yes: an active account with the right password signs in', () => {
  expect(signIn.judge({ active: true, passwordMatches: true, blocked: false, secondStep: false })).toEqual(
    yes('own address and password'),
  )
  expect(signIn.judge({ active: true, passwordMatches: true, blocked: false, secondStep: true })).toEqual(
    yes('own address and password, second step to come'),
  )
})

test('SEC-1 no: a wrong password does not sign in, whether the account is active or not', () => {
  const because = no('address and password do not match')
  expect(signIn.judge({ active: true, passwordMatches: false, blocked: false, secondStep: false })).toEqual(because)
  expect(signIn.judge({ active: false, passwordMatches: false, blocked: true, secondStep: false })).toEqual(because)
})

test('SEC-1 no: a blocked account does not sign in with the right password from a device it does not know', () => {
  expect(signIn.judge({ active: true, passwordMatches: true, blocked: true, secondStep: false })).toEqual(
    no('blocked for devices it does not know'),
  )
})

test('SEC-1 no: a deactivated account does not sign in with the right password', () => {
  expect(signIn.judge({ active: false, passwordMatches: true, blocked: false, secondStep: false })).toEqual(
    no('account is not active'),
  )
})

test('SEC-13 yes: who is signed in signs out', () => {
  expect(endSession.judge({ signedIn: true })).toEqual(yes('own session'))
})

test('SEC-13 no: who is not signed in has nothing to sign out of', () => {
  expect(endSession.judge({ signedIn: false })).toEqual(no('not signed in'))
})

test('PRF-3 yes: one sees and changes one’s own settings', () => {
  expect(ownSettings.judge({ own: true })).toEqual(yes('own account'))
})

test('PRF-3 no: nobody sees or changes the settings of somebody else', () => {
  expect(ownSettings.judge({ own: false })).toEqual(no('another account'))
})
