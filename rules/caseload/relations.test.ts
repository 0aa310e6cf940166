import { expect, test } from 'vitest'
import type { Verdict } from '../verdict.ts'
import type { Group, Relation } from '../words.ts'
import {
  breakOff,
  chooseColleague,
  handOverClient,
  type Other,
  relateColleague,
  seeWhoWorks,
  seeWithoutTherapist,
  superviseToo,
  transfer,
} from './relations.ts'

const yes = (basis: string): Verdict => ({ may: true, basis })
const no = (because: string): Verdict => ({ may: false, because })
const as = (groups: Group[], relation: Relation | null = null, temporary = false) => ({ groups, relation, temporary })
const daan = as(['therapist'], 'therapist')
const ruth = as(['supervisor'], 'supervisor')
const sanne = as(['secretary'])
const stranger = as(['therapist'])
const colleague: Other = { kind: 'professional', therapist: true, supervisor: false, relation: null, me: false }
const overseer: Other = { ...colleague, therapist: false, supervisor: true }

test('TRF-9 yes: related professionals, the secretary and temporary access see who works with a client', () => {
  expect(seeWhoWorks.judge(daan)).toEqual(yes('treatment relation'))
  expect(seeWhoWorks.judge(ruth)).toEqual(yes('supervisor'))
  expect(seeWhoWorks.judge(sanne)).toEqual(yes('secretary'))
  expect(seeWhoWorks.judge(as(['therapist'], null, true))).toEqual(yes('temporary access'))
})

test('TRF-9 no: a colleague outside, a service employee and the application manager', () => {
  for (const facts of [stranger, as(['service employee']), as(['application manager'])])
    expect(seeWhoWorks.judge(facts)).toEqual(no('not in your caseload'))
})

test('TRF-5 yes: a related therapist and the secretary choose a colleague', () => {
  expect(chooseColleague.judge(daan)).toEqual(yes('treatment relation'))
  expect(chooseColleague.judge(sanne)).toEqual(yes('secretary'))
})

test('TRF-5 no: a supervisor, temporary access and strangers choose nobody', () => {
  for (const facts of [ruth, stranger, as(['therapist'], null, true)])
    expect(chooseColleague.judge(facts)).toEqual(no('not in your caseload'))
})

const relating = { other: colleague, kind: 'therapist' as const, requests: false }

test('CAS-15 yes: an active therapist is related by who treats the client or by the secretary', () => {
  expect(relateColleague.judge({ ...daan, ...relating })).toEqual(yes('treatment relation'))
  expect(relateColleague.judge({ ...sanne, ...relating })).toEqual(yes('secretary'))
  expect(relateColleague.judge({ ...sanne, ...relating, other: overseer, kind: 'supervisor' })).toEqual(
    yes('secretary'),
  )
})

test('CAS-15 no: not from outside, not twice, no client, nobody deactivated, and nobody where clients are asked first', () => {
  expect(relateColleague.judge({ ...stranger, ...relating })).toEqual(no('not in your caseload'))
  expect(relateColleague.judge({ ...daan, ...relating, requests: true })).toEqual(no('the client is asked first'))
  expect(relateColleague.judge({ ...sanne, ...relating, requests: true })).toEqual(no('the client is asked first'))
  const twice = { ...colleague, relation: 'therapist' as const }
  expect(relateColleague.judge({ ...daan, ...relating, other: twice })).toEqual(no('already related'))
  for (const other of [
    overseer,
    { ...colleague, kind: 'client' as const },
    { ...colleague, kind: null, therapist: false },
  ])
    expect(relateColleague.judge({ ...daan, ...relating, other })).toEqual(no('no active therapist'))
})

test('CAS-18 yes: who is in the group supervisor is related as one', () => {
  expect(superviseToo.judge({ other: overseer, basis: 'secretary' })).toEqual(yes('secretary'))
})

test('CAS-18 no: a therapist who is in no such group is not', () => {
  expect(superviseToo.judge({ other: colleague, basis: 'secretary' })).toEqual(no('no active supervisor'))
})

const taker: Other = { ...colleague, relation: 'therapist' }

test('TRF-4 yes: one’s own tools, or anybody’s by the secretary, to a therapist of the client', () => {
  expect(transfer.judge({ ...daan, of: 'me', other: taker })).toEqual(yes('treatment relation'))
  expect(transfer.judge({ ...sanne, of: 'another', other: taker })).toEqual(yes('secretary'))
})

test('TRF-4 no: not a colleague’s by a therapist, and to nobody who does not treat the client', () => {
  expect(transfer.judge({ ...daan, of: 'another', other: taker })).toEqual(no('not your own relation'))
  expect(transfer.judge({ ...ruth, of: 'me', other: taker })).toEqual(no('not in your caseload'))
  for (const other of [colleague, { ...taker, therapist: false }, { ...taker, relation: 'supervisor' as const }])
    expect(transfer.judge({ ...daan, of: 'me', other })).toEqual(no('no therapist of this client'))
})

test('TRF-8 yes: a therapist leaves, and the secretary ends any relation', () => {
  expect(breakOff.judge({ ...daan, of: 'me' })).toEqual(yes('treatment relation'))
  expect(breakOff.judge({ ...sanne, of: 'another' })).toEqual(yes('secretary'))
})

test('TRF-8 no: a therapist does not end a colleague’s, nor a supervisor the own', () => {
  expect(breakOff.judge({ ...daan, of: 'another' })).toEqual(no('not your own relation'))
  expect(breakOff.judge({ ...ruth, of: 'me' })).toEqual(no('not in your caseload'))
})

test('TRF-1 yes: a related therapist hands over to an active one', () => {
  expect(handOverClient.judge({ ...daan, other: null })).toEqual(yes('treatment relation'))
  expect(handOverClient.judge({ ...daan, other: colleague })).toEqual(yes('treatment relation'))
})

test('TRF-1 no: the secretary and a supervisor have nothing to hand over; nobody does to themselves or to a supervisor', () => {
  for (const facts of [sanne, ruth, stranger])
    expect(handOverClient.judge({ ...facts, other: colleague })).toEqual(no('not in your caseload'))
  for (const other of [{ ...colleague, me: true }, overseer])
    expect(handOverClient.judge({ ...daan, other })).toEqual(no('no active therapist'))
})

test('TRF-2 yes: the secretary sees whom nobody treats', () => {
  expect(seeWithoutTherapist.judge({ groups: ['secretary'] })).toEqual(yes('secretary'))
})

test('TRF-2 no: therapists and the application manager do not', () => {
  for (const groups of [['therapist'], ['application manager'], []] as Group[][])
    expect(seeWithoutTherapist.judge({ groups })).toEqual(no('not the secretary'))
})
