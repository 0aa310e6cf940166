import { expect, test } from 'vitest'
import { groups } from '../words.ts'
import { readOutsideLog } from './outside.ts'

test('LOG-1 yes: the application manager reads what was looked for outside a caseload', () => {
  expect(readOutsideLog.judge({ groups: ['application manager'] })).toEqual({ may: true, basis: 'application manager' })
})

test('LOG-1 no: nobody else does, the secretary neither', () => {
  for (const group of groups.filter((one) => one !== 'application manager'))
    expect(readOutsideLog.judge({ groups: [group] }).may).toBe(false)
})
