import { expect, test } from 'vitest'
import { knowPractice, setUpPractice } from './practices.ts'
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
