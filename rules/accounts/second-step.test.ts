import { expect, test } from 'vitest'
import { no, yes } from '../verdict.ts'
import type { Group } from '../words.ts'
import { changeSecondStep, passSecondStep, resetSecondStep, setUpFirst } from './second-step.ts'

test('SEC-9 yes: who has nothing to set up does anything, who has sets it up', () => {
  expect(setUpFirst.judge({ mustSetUp: false, forSettingUp: false })).toEqual(yes('nothing to set up first'))
  expect(setUpFirst.judge({ mustSetUp: true, forSettingUp: true })).toEqual(yes('setting up two-step sign-in'))
})

test('SEC-9 no: who has to set it up does nothing else first', () => {
  expect(setUpFirst.judge({ mustSetUp: true, forSettingUp: false }).may).toBe(false)
})

const asked = 'password and second step'

test('SEC-10 yes: a second step that matches, in a sign-in that waits for it', () => {
  expect(passSecondStep.judge({ open: true, waits: false, matches: true, asked })).toEqual(
    yes('own password and second step'),
  )
})

test('SEC-10 no: a wrong one, none to come, or too often wrong before, even with the right one', () => {
  expect(passSecondStep.judge({ open: true, waits: false, matches: false, asked })).toEqual(
    no('password or second step does not match'),
  )
  expect(passSecondStep.judge({ open: false, waits: false, matches: true, asked }).may).toBe(false)
  expect(passSecondStep.judge({ open: true, waits: true, matches: true, asked }).may).toBe(false)
})

const confirmed = { policy: 'optional', passwordGiven: true, stepGiven: true } as const

test('SEC-11 yes: with the password given again, and for taking away the second step too', () => {
  expect(changeSecondStep.judge({ ...confirmed, stepGiven: false, change: 'set up' }).may).toBe(true)
  expect(changeSecondStep.judge({ ...confirmed, stepGiven: false, change: 'renew codes' }).may).toBe(true)
  expect(changeSecondStep.judge({ ...confirmed, change: 'take away' })).toEqual(yes('own account, confirmed'))
  expect(changeSecondStep.judge({ ...confirmed, policy: 'off', change: 'take away' }).may).toBe(true)
})

test('SEC-11 no: without the password, without the second step, or where the practice does not offer it', () => {
  for (const change of ['set up', 'renew codes', 'take away'] as const)
    expect(changeSecondStep.judge({ ...confirmed, passwordGiven: false, change }).may).toBe(false)
  expect(changeSecondStep.judge({ ...confirmed, stepGiven: false, change: 'take away' }).may).toBe(false)
  expect(changeSecondStep.judge({ ...confirmed, policy: 'off', change: 'set up' }).may).toBe(false)
})

const stranger = { self: false, treats: false, groups: [] as Group[] }

test('SEC-12 yes: therapist or service employee for a client, service employee for a related person, application manager for a professional', () => {
  expect(resetSecondStep.judge({ ...stranger, kind: 'client', treats: true })).toEqual(yes('treatment relation'))
  for (const kind of ['client', 'related person'] as const)
    expect(resetSecondStep.judge({ ...stranger, kind, groups: ['service employee'] })).toEqual(yes('service employee'))
  expect(resetSecondStep.judge({ ...stranger, kind: 'professional', groups: ['application manager'] }).may).toBe(true)
})

test('SEC-12 no: nobody else, not for oneself, not for who does not exist', () => {
  expect(
    resetSecondStep.judge({
      ...stranger,
      kind: 'client',
      groups: ['therapist', 'secretary', 'supervisor', 'application manager'],
    }).may,
  ).toBe(false)
  expect(
    resetSecondStep.judge({
      ...stranger,
      kind: 'related person',
      treats: true,
      groups: ['therapist', 'application manager'],
    }).may,
  ).toBe(false)
  expect(
    resetSecondStep.judge({ ...stranger, kind: 'professional', groups: ['service employee', 'therapist'] }).may,
  ).toBe(false)
  expect(
    resetSecondStep.judge({ ...stranger, kind: 'professional', self: true, groups: ['application manager'] }).may,
  ).toBe(false)
  expect(
    resetSecondStep.judge({ ...stranger, kind: null, groups: ['application manager', 'service employee'] }).may,
  ).toBe(false)
})
