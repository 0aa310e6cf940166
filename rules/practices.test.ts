import { expect, test } from 'vitest'
import { configure, handleRegistrations, knowPractice, registerOneself, setUpPractice } from './practices.ts'
import { yes } from './verdict.ts'

test('PLT-1 yes: anybody may know the practice’s name and its service desk', () => {
  expect(knowPractice.judge({})).toEqual(yes('public'))
})

test('ORD-12 yes: the link of an empty room sets it up', () => {
  expect(setUpPractice.judge({ linkWorks: true, empty: true })).toEqual(yes('set-up link'))
})

test('ORD-12 no: without a working link, or where somebody lives already', () => {
  expect(setUpPractice.judge({ linkWorks: false, empty: true }).may).toBe(false)
  expect(setUpPractice.judge({ linkWorks: true, empty: false }).may).toBe(false)
  expect(setUpPractice.judge({ linkWorks: false, empty: false }).may).toBe(false)
})

test('PLT-2 yes: the application manager configures the practice', () => {
  expect(configure.judge({ groups: ['application manager'] })).toEqual(yes('application manager'))
})

test('PLT-2 no: nobody else does, whatever they may besides', () => {
  expect(configure.judge({ groups: ['therapist', 'secretary', 'supervisor', 'service employee'] }).may).toBe(false)
})

test('REG-1 yes: where it is open; no account is needed', () => {
  expect(registerOneself.judge({ open: true })).toEqual(yes('registration is open'))
})

test('REG-1 no: where it is not', () => {
  expect(registerOneself.judge({ open: false }).may).toBe(false)
})

test('REG-5 yes: the secretary lets somebody in who waits', () => {
  expect(handleRegistrations.judge({ groups: ['secretary'], waits: true })).toEqual(yes('secretary of the practice'))
})

test('REG-5 no: nobody else, and nobody who does not wait', () => {
  expect(handleRegistrations.judge({ groups: ['therapist', 'application manager'], waits: true }).may).toBe(false)
  expect(handleRegistrations.judge({ groups: ['secretary'], waits: false }).may).toBe(false)
})
