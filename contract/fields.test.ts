import { expect, test } from 'vitest'
import { personInfix, personName } from './fields.ts'

const wrong = (text: string) => personName.safeParse(text).error?.issues[0]?.message

test.for([
  ["d'Hondt", "d'Hondt"],
  ['  Sanne   Maria ', 'Sanne Maria'],
  ['Zoë', 'Zoë'],
  ['שרה', 'שרה'],
  ['👩‍👩‍👧 Ada', '👩‍👩‍👧 Ada'],
  ['No\u200bor\ufeff', 'Noor'],
  ['<script>alert(1)</script>', '<script>alert(1)</script>'],
  ['x'.repeat(100), 'x'.repeat(100)],
])('a name is kept as a person wrote it: %s', ([typed, kept]) => {
  expect(personName.parse(typed)).toBe(kept)
})

test('a name that nobody can read, that turns the text around it, or that a spreadsheet would run is refused', () => {
  expect(['', ' ', '\u200b', '\u3164'].map(wrong)).toEqual(['empty', 'empty', 'empty', 'empty'])
  expect(['a\u202eb', 'a\u2066b', 'a\nb', 'a\u0007'].map(wrong)).toEqual(Array(4).fill('not-a-name'))
  expect(['=1+1', '+31', '-x', '@sum'].map(wrong)).toEqual(Array(4).fill('like-a-formula'))
  expect(wrong('\ud800')).toBe('not-text')
  expect(wrong('x'.repeat(101))).toBe('name-too-long')
  expect(personInfix.parse('')).toBe('')
})
