import { randomUUID } from 'node:crypto'

/** Values that fields refuse, each with the sentence's code. */

export const notText = ['a\u0000b', '\u0000', 'half a pair \ud83d', '\udc00'].map(
  (value) => [value, 'not-text'] as const,
)
export const wrongType = [null, true, 0, 1.5, [], {}, ['Hello']].map((value) => [value, 'wrong-form'] as const)
export const blank = ['', ' ', '\n\t\u00a0'].map((value) => [value, 'empty'] as const)
export const tooLong = (limit: number) =>
  ['x', '😀', '\u0301', '\n'].map((one) => [`x${one.repeat(limit - 1)}x`, 'too-long'] as const)
export const typed = (limit: number) => [...wrongType, ...notText, ...blank, ...tooLong(limit)]
const wrongIds = ['', 'x', '1', '{}', `${randomUUID()}0`, randomUUID().replaceAll('-', ''), ` ${randomUUID()}`]
export const idLike = [...wrongType, ...wrongIds.map((value) => [value, 'wrong-form'] as const)]
export const wrongForms = (...values: unknown[]) => values.map((value) => [value, 'wrong-form'] as const)

export const typedPassword = [...wrongType, ...notText, ['', 'empty'], ['😀'.repeat(129), 'too-long']] as const
export const chosenPassword = [
  ...wrongType,
  ...notText,
  ['eleven char', 'too-short'],
  ['😀'.repeat(129), 'too-long'],
] as const
export const linkToken = [
  ...wrongType,
  ...wrongForms('', ' ', 'x', 'k'.repeat(19), 'k'.repeat(101), `${'k'.repeat(30)} `),
]
export const orNothing = (limit: number) => [...wrongType, ...notText, ...tooLong(limit)]
export const personName = [
  ...[null, true, 0, [], {}].map((value) => [value, 'wrong-form'] as const),
  ['half a pair \ud83d', 'not-text'] as const,
  ...['a\nb', 'a\u202eb', 'a\u2067b'].map((value) => [value, 'not-a-name'] as const),
  ...['=1+1', '+31', '-x', '@x'].map((value) => [value, 'like-a-formula'] as const),
  ['x'.repeat(101), 'name-too-long'] as const,
]
export const ofPerson = {
  first: [...personName, ['\u200b', 'empty'] as const],
  infix: personName,
  last: [...personName, [' ', 'empty'] as const],
  address: [
    ...wrongType,
    ['nobody', 'not-an-address'] as const,
    ['a b@linde.example', 'not-an-address'] as const,
    ['a@linde.example\r\nBcc: b@linde.example', 'not-an-address'] as const,
    [`${'x'.repeat(250)}@linde.example`, 'too-long'] as const,
  ],
  identifier: orNothing(40),
  description: orNothing(500),
  labels: wrongForms(null, true, 0, '', {}, Array(21).fill('x')),
  groups: [...wrongForms(null, true, 0, 'therapist', {}), [[], 'choose-one'] as const],
  evenIfAlike: wrongForms(null, 'true', 0, [], {}),
}
