import { expect, test } from 'vitest'
import { clientTasks, ownTasks } from './tasks.ts'

const nobody = { groups: [], owner: false, relation: null, temporary: false }

test('TSK-2 yes: clients and professionals have a list', () => {
  for (const kind of ['client', 'professional'] as const)
    expect(ownTasks.judge({ kind })).toEqual({ may: true, basis: 'own tasks' })
})

test('TSK-2 no: a related person has none', () =>
  expect(ownTasks.judge({ kind: 'related person' })).toEqual({ may: false, because: 'has no tasks' }))

test('TSK-3 yes: who works with the client', () =>
  expect(clientTasks.judge({ ...nobody, relation: 'therapist' })).toEqual({ may: true, basis: 'treatment relation' }))

test('TSK-3 no: the secretary does not', () =>
  expect(clientTasks.judge({ ...nobody, groups: ['secretary'] })).toEqual({
    may: false,
    because: 'not in your caseload',
  }))
