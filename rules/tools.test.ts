import { expect, test } from 'vitest'
import { answerTool, arrangeTools, giveFeedback, listTools, readTool, type ToolFacts } from './tools.ts'
import type { Verdict } from './verdict.ts'

const yes = (basis: string): Verdict => ({ may: true, basis })
const no = (because: string): Verdict => ({ may: false, because })
const facts = (some: Partial<ToolFacts>): ToolFacts => ({
  groups: [],
  owner: false,
  relation: null,
  temporary: false,
  ...some,
})
const therapist = facts({ groups: ['therapist'], relation: 'therapist' })
const supervisor = facts({ groups: ['supervisor'], relation: 'supervisor' })
const secretary = facts({ groups: ['secretary'] })
const temporary = facts({ groups: ['therapist'], temporary: true })
const owner = facts({ owner: true })

test('TLS-1 yes: who treats the client prepares', () =>
  expect(arrangeTools.judge(therapist)).toEqual(yes('treatment relation')))

test('TLS-1 no: nobody who only reads, arranges, or owns it', () => {
  for (const one of [supervisor, secretary, temporary, owner, facts({ groups: ['therapist'] })])
    expect(arrangeTools.judge(one)).toEqual(no('does not treat this client'))
})

test('TLS-2 yes: whoever reads the file, and the secretary by kind and date', () => {
  expect(listTools.judge(therapist)).toEqual(yes('treatment relation'))
  expect(listTools.judge(temporary)).toEqual(yes('temporary access'))
  expect(listTools.judge(secretary)).toEqual(yes('secretary'))
})

test('TLS-2 no: a colleague without a relation, and the application manager', () => {
  expect(listTools.judge(facts({ groups: ['therapist', 'application manager'] }))).toEqual(no('not in your caseload'))
})

test('TLS-3 yes: the owner, therapists, supervisors, and a reader for a while, each on their own basis', () => {
  expect(readTool.judge(owner)).toEqual(yes('own account'))
  expect(readTool.judge(therapist)).toEqual(yes('treatment relation'))
  expect(readTool.judge(supervisor)).toEqual(yes('supervisor'))
  expect(readTool.judge(temporary)).toEqual(yes('temporary access'))
})

test('TLS-3 no: the secretary reads no word of it', () =>
  expect(readTool.judge(secretary)).toEqual(no('not in your caseload')))

test('TLS-4 yes: its owner answers', () => expect(answerTool.judge(owner)).toEqual(yes('own account')))

test('TLS-4 no: nobody answers for somebody else', () => {
  for (const one of [therapist, supervisor, secretary, temporary])
    expect(answerTool.judge(one)).toEqual(no('not the own tool'))
})

test('TLS-5 yes: who guides it and treats the owner', () =>
  expect(giveFeedback.judge({ ...therapist, guide: true })).toEqual(yes('treatment relation')))

test('TLS-5 no: a therapist who does not guide it, and a guide who is not related any more', () => {
  expect(giveFeedback.judge({ ...therapist, guide: false })).toEqual(no('does not guide it'))
  for (const one of [supervisor, temporary, facts({ groups: ['therapist'] })])
    expect(giveFeedback.judge({ ...one, guide: true })).toEqual(no('does not treat this client'))
})
