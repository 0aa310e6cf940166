import { expect, test } from 'vitest'
import { dictionary as en } from './en.ts'
import { later } from './later.ts'
import { dictionary as nl } from './nl.ts'

/** Every text of a dictionary by its address, with the ones that take something filled in. */
function textsOf(value: unknown, address = ''): [string, string][] {
  if (typeof value === 'string') return [[address, value]]
  if (typeof value === 'function') return textsOf(filledIn(value, address), address)
  return Object.entries(value as object).flatMap(([name, inner]) => textsOf(inner, `${address}.${name}`))
}

function filledIn(given: unknown, address: string): unknown {
  const fill = given as (...args: unknown[]) => unknown
  if (/\.list(Parts)?$/.test(address)) return fill(['Noor', 'Tom'])
  return fill(2, 10)
}

const words: Record<string, [string, string][]> = {
  en: textsOf({ ...en, ...later.en }),
  nl: textsOf({ ...nl, ...later.nl }),
}

test('both languages say the same things', () => {
  expect(words['nl']!.map(([address]) => address)).toEqual(words['en']!.map(([address]) => address))
})

test.each(Object.entries(words))('%s: nothing is empty, nothing shouts', (_, texts) => {
  expect(texts.length).toBeGreaterThan(100)
  expect(texts.filter(([, said]) => said.trim() === '' || said.includes('!') || said.includes('undefined'))).toEqual([])
})

test('one is one, and more are more', () => {
  expect(en.conversations.unreadMessages(1)).toBe('1 unread message')
  expect(en.conversations.unreadMessages(0)).toBe('0 unread messages')
  expect(nl.conversations.unreadMessages(1)).toBe('1 ongelezen bericht')
  expect(nl.conversations.unreadMessages(1200)).toBe('1.200 ongelezen berichten')
})
