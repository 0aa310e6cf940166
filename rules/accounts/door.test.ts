import { expect, test } from 'vitest'
import { no, yes } from '../verdict.ts'
import { changeAddress, changePassword, newPassword, ownSessions, seePrivacyStatement, unblockByLink } from './door.ts'

test('SEC-6 yes: a working link of an active account lifts its block', () => {
  expect(unblockByLink.judge({ works: true, active: true })).toEqual(yes('link to own address'))
})

test('SEC-6 no: a link that is over lifts nothing, and none opens a deactivated account', () => {
  expect(unblockByLink.judge({ works: false, active: true })).toEqual(no('no working link'))
  expect(unblockByLink.judge({ works: true, active: false })).toEqual(no('account is not active'))
})

test('SEC-7 yes: who knows the present password changes it', () => {
  expect(changePassword.judge({ knowsPresent: true, stepGiven: true })).toEqual(yes('own account and present password'))
})

test('SEC-7 no: who only sits at an open screen does not', () => {
  expect(changePassword.judge({ knowsPresent: false, stepGiven: true })).toEqual(no('not the present password'))
  expect(changePassword.judge({ knowsPresent: true, stepGiven: false }).may).toBe(false)
})

test('SEC-8 yes: a working link of an active account sets its password', () => {
  expect(newPassword.judge({ works: true, active: true })).toEqual(yes('link to own address'))
})

test('SEC-8 no: a used, late or unknown link sets none, and a deactivated account gets none', () => {
  expect(newPassword.judge({ works: false, active: false })).toEqual(no('no working link'))
  expect(newPassword.judge({ works: true, active: false })).toEqual(no('account is not active'))
})

test('SEC-15 yes: one sees and ends one’s own sessions', () => {
  expect(ownSessions.judge({ own: true })).toEqual(yes('own account'))
})

test('SEC-15 no: nobody ends a session of somebody else', () => {
  expect(ownSessions.judge({ own: false })).toEqual(no('no session of one’s own'))
})

test('SEC-17 yes: who signs in is shown the privacy statement', () => {
  expect(seePrivacyStatement.judge({ signedIn: true })).toEqual(yes('own account'))
})

test('SEC-17 no: for nobody nothing is remembered', () => {
  expect(seePrivacyStatement.judge({ signedIn: false })).toEqual(no('not signed in'))
})

test('ACC-17 yes: a client changes their own address, with the present password', () => {
  expect(changeAddress.judge({ professional: false, knowsPresent: true })).toEqual(
    yes('own account and present password'),
  )
})

test('ACC-17 no: a professional does not, and nobody does without the password', () => {
  expect(changeAddress.judge({ professional: true, knowsPresent: true })).toEqual(
    no('the application manager changes it'),
  )
  expect(changeAddress.judge({ professional: false, knowsPresent: false })).toEqual(no('not the present password'))
})
