import { expect, test } from 'vitest'
import type { Verdict } from '../verdict.ts'
import { groups } from '../words.ts'
import {
  endTemporaryAccess,
  giveReason,
  lookOutside,
  type OutsideClientFacts,
  relateOneself,
  searchOutside,
  takeTemporaryAccess,
} from './outside.ts'

const yes = (basis: string): Verdict => ({ may: true, basis })
const no = (because: string): Verdict => ({ may: false, because })
const facts = (more: Partial<OutsideClientFacts> = {}): OutsideClientFacts => ({
  groups: ['therapist'],
  outside: 'read-only',
  temporaryAccess: false,
  relateRequests: false,
  reason: true,
  relation: null,
  ...more,
})
const nobody = { outside: 'off', temporaryAccess: false } as const

test('CAS-4 yes: a therapist where the practice allows searching, or temporary access alone', () => {
  for (const outside of ['read-only', 'relate', 'ask'] as const)
    expect(lookOutside.judge(facts({ outside }))).toEqual(yes('switched on by the practice'))
  expect(lookOutside.judge(facts({ outside: 'off', temporaryAccess: true })).may).toBe(true)
})

test('CAS-4 no: by default nobody, and never somebody who is no therapist', () => {
  expect(lookOutside.judge(facts(nobody))).toEqual(no('switched off by the practice'))
  for (const group of groups.filter((one) => one !== 'therapist'))
    expect(lookOutside.judge(facts({ groups: [group] }))).toEqual(no('not a therapist'))
})

test('CAS-5 yes: with a typed reason that holds', () => {
  expect(searchOutside.judge(facts())).toEqual(yes('typed reason'))
})

test('CAS-5 no: without a reason, and where the practice has switched it off', () => {
  expect(searchOutside.judge(facts({ reason: false }))).toEqual(no('no reason that holds'))
  expect(searchOutside.judge(facts(nobody)).may).toBe(false)
})

test('CAS-6 yes: a therapist who may look outside, and always the secretary', () => {
  expect(giveReason.judge(facts()).may).toBe(true)
  expect(giveReason.judge(facts({ groups: ['secretary'], ...nobody }))).toEqual(yes('secretary'))
})

test('CAS-6 no: where there is nothing to look at, no reason is taken', () => {
  expect(giveReason.judge(facts(nobody)).may).toBe(false)
  expect(giveReason.judge(facts({ groups: ['supervisor'] })).may).toBe(false)
})

test('CAS-11 yes: where the practice has chosen it, with a reason', () => {
  expect(relateOneself.judge(facts({ outside: 'relate' }))).toEqual(yes('typed reason'))
})

test('CAS-11 no: by any other choice, where the client is asked, without a reason, to one’s own client', () => {
  for (const outside of ['off', 'read-only', 'ask'] as const)
    expect(relateOneself.judge(facts({ outside, temporaryAccess: true })).may).toBe(false)
  const relate = { outside: 'relate' } as const
  expect(relateOneself.judge(facts({ ...relate, relateRequests: true }))).toEqual(no('the client is asked'))
  expect(relateOneself.judge(facts({ ...relate, reason: false })).may).toBe(false)
  expect(relateOneself.judge(facts({ ...relate, relation: 'therapist' }))).toEqual(no('related already'))
})

test('CAS-13 yes: where it is switched on, with a reason, whatever else may be done', () => {
  for (const outside of ['off', 'read-only', 'relate', 'ask'] as const)
    expect(takeTemporaryAccess.judge(facts({ outside, temporaryAccess: true }))).toEqual(yes('typed reason'))
})

test('CAS-13 no: switched off, without a reason, or to one’s own client', () => {
  expect(takeTemporaryAccess.judge(facts())).toEqual(no('switched off by the practice'))
  expect(takeTemporaryAccess.judge(facts({ temporaryAccess: true, reason: false })).may).toBe(false)
  expect(takeTemporaryAccess.judge(facts({ temporaryAccess: true, relation: 'supervisor' })).may).toBe(false)
})

test('CAS-14 yes: who has temporary access ends it', () => {
  expect(endTemporaryAccess.judge({ temporary: true })).toEqual(yes('temporary access'))
})

test('CAS-14 no: nobody else', () => {
  expect(endTemporaryAccess.judge({ temporary: false })).toEqual(no('no temporary access'))
})
