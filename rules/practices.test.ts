import { expect, test } from 'vitest'
import { knowPractice } from './practices.ts'
import { yes } from './verdict.ts'

test('PLT-1 yes: anybody may know the practice’s name and its service desk', () => {
  expect(knowPractice.judge({})).toEqual(yes('public'))
})
