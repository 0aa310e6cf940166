import { expect, test } from 'vitest'
import {
  answerRequest,
  askToRelate,
  cancelRequest,
  notSwitchedOn,
  seeRequest,
  seeRequests,
  seeWhatWaits,
} from './requests.ts'

const asking = { groups: ['therapist'], relation: null, self: false, outside: false, switchedOn: true } as const

test('TRF-11 yes: the secretary asks for anybody, a related therapist for a colleague', () => {
  expect(askToRelate.judge({ ...asking, groups: ['secretary'] })).toEqual({ may: true, basis: 'secretary' })
  expect(askToRelate.judge({ ...asking, groups: ['secretary', 'therapist'], self: true }).may).toBe(true)
  expect(askToRelate.judge({ ...asking, relation: 'therapist' })).toEqual({ may: true, basis: 'treatment relation' })
})

test('TRF-11 yes: for oneself from outside with a typed reason, where the practice allows it', () => {
  const judged = askToRelate.judge({ ...asking, self: true, outside: true, switchedOn: false })
  expect(judged).toEqual({ may: true, basis: 'typed reason' })
})

test('TRF-11 no: while relate requests are off, as supervisor, for a colleague from outside, without a reason', () => {
  const off = { may: false, because: notSwitchedOn }
  expect(askToRelate.judge({ ...asking, groups: ['secretary'], switchedOn: false })).toEqual(off)
  expect(askToRelate.judge({ ...asking, relation: 'therapist', switchedOn: false })).toEqual(off)
  expect(askToRelate.judge({ ...asking, relation: 'supervisor' }).may).toBe(false)
  expect(askToRelate.judge({ ...asking, outside: true }).may).toBe(false)
  expect(askToRelate.judge({ ...asking, self: true }).may).toBe(false)
})

test('TRF-17 yes: the related professionals and the secretary see what was asked', () => {
  expect(seeRequests.judge({ groups: [], relation: 'therapist', temporary: false }).may).toBe(true)
  expect(seeRequests.judge({ groups: [], relation: 'supervisor', temporary: false }).may).toBe(true)
  expect(seeRequests.judge({ groups: ['secretary'], relation: null, temporary: false }).may).toBe(true)
  expect(seeRequests.judge({ groups: ['therapist'], relation: null, temporary: true }).may).toBe(true)
})

test('TRF-17 no: a colleague who is not related, whatever their groups', () => {
  expect(seeRequests.judge({ groups: ['therapist', 'service employee'], relation: null, temporary: false }).may).toBe(
    false,
  )
})

test('TRF-13 yes: whoever asked takes it back, and the secretary', () => {
  expect(cancelRequest.judge({ groups: ['therapist'], mine: true }).may).toBe(true)
  expect(cancelRequest.judge({ groups: ['secretary'], mine: false }).may).toBe(true)
})

test('TRF-13 no: another therapist does not', () => {
  expect(cancelRequest.judge({ groups: ['therapist'], mine: false }).may).toBe(false)
})

test('TRF-15 yes: the client who is asked reads it', () => {
  expect(seeRequest.judge({ asked: true }).may).toBe(true)
})

test('TRF-15 no: nobody else reads it', () => {
  expect(seeRequest.judge({ asked: false }).may).toBe(false)
})

test('TRF-14 yes: the client who is asked answers an open request, and the basis says which way', () => {
  const open = { asked: true, state: 'open' } as const
  expect(answerRequest.judge({ ...open, answer: 'accept' })).toEqual({ may: true, basis: 'accepted by the client' })
  expect(answerRequest.judge({ ...open, answer: 'reject' })).toEqual({ may: true, basis: 'rejected by the client' })
})

test('TRF-14 no: one that is over or lapsed, or that somebody else was asked', () => {
  expect(answerRequest.judge({ asked: true, state: 'over', answer: 'accept' }).may).toBe(false)
  expect(answerRequest.judge({ asked: true, state: 'lapsed', answer: 'reject' }).may).toBe(false)
  expect(answerRequest.judge({ asked: false, state: 'open', answer: 'accept' }).may).toBe(false)
})

test('TSK-1 yes: a client sees what waits, a professional what they asked', () => {
  expect(seeWhatWaits.judge({ kind: 'client' }).may).toBe(true)
  expect(seeWhatWaits.judge({ kind: 'professional' }).may).toBe(true)
})

test('TSK-1 no: a related person is asked nothing', () => {
  expect(seeWhatWaits.judge({ kind: 'related person' }).may).toBe(false)
})
