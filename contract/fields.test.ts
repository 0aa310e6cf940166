import { expect, test } from 'vitest'
import { motivationText, personInfix, personName } from './fields.ts'

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

const wrongReason = (text: string) => motivationText.safeParse(text).error?.issues[0]?.message

test('a reason is a sentence: blanks, one letter or one word again and again, and 10,000 characters are refused (CAS-5)', () => {
  expect(['', '   ', '\u0000'].map(wrongReason)).toEqual(['empty', 'empty', 'not-text'])
  expect(['Ziek', `  Eva is ill   ${' '.repeat(30)}`].map(wrongReason)).toEqual(Array(2).fill('motivation-too-short'))
  expect(
    ['x'.repeat(40), 'x '.repeat(20), 'test '.repeat(10), 'ab cd ab cd ab cd ab cd', '1234567890 '.repeat(5)].map(
      wrongReason,
    ),
  ).toEqual(Array(5).fill('not-a-sentence'))
  expect(['word of a story '.repeat(63), 'word of a story '.repeat(625)].map(wrongReason)).toEqual([
    'too-long',
    'too-long',
  ])
})

test('a reason is kept as it was typed, in any script, without the blanks around it (CAS-5)', () => {
  expect(motivationText.parse('  Daan is ziek, ik neem het over.\n')).toBe('Daan is ziek, ik neem het over.')
  expect(motivationText.parse('أنا أتابع هذا العميل هذا الأسبوع')).toBe('أنا أتابع هذا العميل هذا الأسبوع')
})
