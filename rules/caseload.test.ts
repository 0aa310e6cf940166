import { expect, test } from 'vitest'
import {
  activate,
  addClient,
  changeAddress,
  changeDetails,
  correctAddress,
  findClients,
  readDetails,
  seeLabels,
  welcomeAgain,
} from './caseload.ts'
import type { Verdict } from './verdict.ts'
import type { Group, Relation } from './words.ts'

const yes = (basis: string): Verdict => ({ may: true, basis })
const no = (because: string): Verdict => ({ may: false, because })
const as = (groups: Group[], relation: Relation | null = null, temporary = false) => ({ groups, relation, temporary })

test('CAS-1 yes: related professionals, the secretary and a service employee open a client, each on their own basis', () => {
  expect(readDetails.judge(as(['therapist', 'secretary'], 'therapist'))).toEqual(yes('treatment relation'))
  expect(readDetails.judge(as(['supervisor'], 'supervisor'))).toEqual(yes('supervisor'))
  expect(readDetails.judge(as(['secretary']))).toEqual(yes('secretary'))
  expect(readDetails.judge(as(['service employee']))).toEqual(yes('service employee'))
  expect(readDetails.judge(as(['therapist'], null, true))).toEqual(yes('temporary access'))
})

test('CAS-1 no: a colleague without a relation, whatever else they are', () => {
  for (const groups of [
    ['therapist'],
    ['supervisor'],
    ['application manager'],
    ['data analyst', 'data officer'],
    [],
  ] as Group[][])
    expect(readDetails.judge(as(groups))).toEqual(no('not in your caseload'))
})

test('CAS-2 yes: therapists and supervisors find their own clients, secretary and service employee all', () => {
  expect(findClients.judge({ groups: ['therapist'] })).toEqual(yes('own caseload'))
  expect(findClients.judge({ groups: ['supervisor'] })).toEqual(yes('own caseload'))
  expect(findClients.judge({ groups: ['therapist', 'secretary'] })).toEqual(yes('secretary'))
  expect(findClients.judge({ groups: ['service employee'] })).toEqual(yes('service employee'))
})

test('CAS-2 no: who has no clients finds none', () => {
  for (const groups of [['application manager'], ['data analyst'], ['data officer'], []] as Group[][])
    expect(findClients.judge({ groups })).toEqual(no('has no clients'))
})

test('ACC-6 yes: a therapist and the secretary add clients', () => {
  expect(addClient.judge({ groups: ['secretary', 'therapist'] })).toEqual(yes('therapist'))
  expect(addClient.judge({ groups: ['secretary'] })).toEqual(yes('secretary'))
})

test('ACC-6 no: nobody else adds one', () => {
  for (const groups of [['supervisor'], ['application manager'], ['service employee'], []] as Group[][])
    expect(addClient.judge({ groups })).toEqual(no('adds no clients'))
})

test('ACC-7 yes: related therapists and the secretary keep the details', () => {
  expect(changeDetails.judge(as(['therapist'], 'therapist'))).toEqual(yes('treatment relation'))
  expect(changeDetails.judge(as(['secretary']))).toEqual(yes('secretary'))
  expect(changeDetails.judge({ ...as([]), self: true })).toEqual(yes('own account'))
})

test('ACC-7 no: a supervisor reads only, and others do not even that', () => {
  for (const facts of [as(['supervisor'], 'supervisor'), as(['service employee']), as(['therapist'])])
    expect(changeDetails.judge(facts)).toEqual(no('not in your caseload'))
})

test('ACC-11 yes: related professionals and the secretary see labels', () => {
  expect(seeLabels.judge(as(['supervisor'], 'supervisor'))).toEqual(yes('treatment relation'))
  expect(seeLabels.judge(as(['secretary']))).toEqual(yes('secretary'))
})

test('ACC-11 no: a service employee and a client do not', () => {
  expect(seeLabels.judge(as(['service employee']))).toEqual(no('not for this reader'))
  expect(seeLabels.judge(as([]))).toEqual(no('not for this reader'))
})

test('ACC-13 yes: a related therapist, the secretary and a service employee send the letter again', () => {
  expect(welcomeAgain.judge(as(['therapist'], 'therapist'))).toEqual(yes('treatment relation'))
  expect(welcomeAgain.judge(as(['secretary', 'service employee']))).toEqual(yes('secretary'))
  expect(welcomeAgain.judge(as(['service employee']))).toEqual(yes('service employee'))
})

test('ACC-13 no: a supervisor and a colleague do not', () => {
  expect(welcomeAgain.judge(as(['supervisor'], 'supervisor'))).toEqual(no('not in your caseload'))
  expect(welcomeAgain.judge(as(['therapist']))).toEqual(no('not in your caseload'))
})

test('ACC-14 yes: as long as nobody has signed in with it', () => {
  expect(correctAddress.judge({ ...as(['therapist'], 'therapist'), used: false })).toEqual(yes('treatment relation'))
  expect(correctAddress.judge({ ...as(['secretary']), used: false })).toEqual(yes('secretary'))
})

test('ACC-14 no: afterwards nobody corrects it, and a service employee never', () => {
  expect(correctAddress.judge({ ...as(['secretary']), used: true })).toEqual(no('signed in with it already'))
  expect(correctAddress.judge({ ...as(['service employee']), used: false })).toEqual(no('not in your caseload'))
})

test('ACC-15 yes: a related therapist and the secretary switch an account off and on', () => {
  expect(activate.judge(as(['therapist'], 'therapist'))).toEqual(yes('treatment relation'))
  expect(activate.judge(as(['secretary']))).toEqual(yes('secretary'))
})

test('ACC-15 no: not a supervisor, a service employee or the application manager', () => {
  for (const facts of [as(['supervisor'], 'supervisor'), as(['service employee']), as(['application manager'])])
    expect(activate.judge(facts)).toEqual(no('not in your caseload'))
})

const bySecretary = { own: false, asSecretary: true, asTherapist: false }
const byTherapist = { own: false, asSecretary: false, asTherapist: true }
const byBoth = { own: false, asSecretary: true, asTherapist: true }

test('ACC-2 yes: one proposes and another of the other kind of role agrees; either stops it, and so does the client', () => {
  const therapist = as(['therapist'], 'therapist')
  const secretary = as(['secretary'])
  expect(changeAddress.judge({ ...therapist, to: 'propose', proposal: null })).toEqual(yes('treatment relation'))
  expect(changeAddress.judge({ ...secretary, to: 'propose', proposal: null })).toEqual(yes('secretary'))
  expect(changeAddress.judge({ ...therapist, to: 'agree', proposal: bySecretary })).toEqual(yes('treatment relation'))
  expect(changeAddress.judge({ ...secretary, to: 'agree', proposal: byTherapist })).toEqual(yes('secretary'))
  expect(changeAddress.judge({ ...secretary, to: 'agree', proposal: byBoth }).may).toBe(true)
  expect(changeAddress.judge({ ...secretary, to: 'stop', proposal: byTherapist })).toEqual(yes('secretary'))
  expect(changeAddress.judge({ ...as([]), to: 'stop', self: true, proposal: null })).toEqual(yes('own account'))
})

test('ACC-2 no: nobody agrees with themselves, not even somebody who is both; nor two of one kind; nor without a proposal', () => {
  const both = as(['therapist', 'secretary'], 'therapist')
  expect(changeAddress.judge({ ...both, to: 'agree', proposal: { ...byBoth, own: true } })).toEqual(no('own proposal'))
  expect(changeAddress.judge({ ...both, to: 'agree', proposal: null })).toEqual(no('nothing was proposed'))
  expect(changeAddress.judge({ ...as(['secretary']), to: 'agree', proposal: bySecretary })).toEqual(
    no('the same kind of role'),
  )
  expect(changeAddress.judge({ ...as(['therapist'], 'therapist'), to: 'agree', proposal: byTherapist })).toEqual(
    no('the same kind of role'),
  )
  expect(changeAddress.judge({ ...as(['supervisor'], 'supervisor'), to: 'propose', proposal: null })).toEqual(
    no('not in your caseload'),
  )
  expect(changeAddress.judge({ ...as([]), to: 'agree', self: true, proposal: byTherapist })).toEqual(
    no('not by oneself'),
  )
})
