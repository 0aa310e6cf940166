import { expect, test } from 'vitest'
import { beginningsOf, sortedByName, spokenName, wordsOf } from './names.ts'

const name = (first: string, infix: string, last: string) => ({ name: { first, infix, last } })

test('people stand in the order of their last names, infixes left out and accents beside the bare letter', () => {
  const people = [
    name('Sanne', 'de', 'Wit'),
    name('Émile', '', 'Zola'),
    name('Bo', 'van', 'Ès'),
    name('Ada', '', 'Esser'),
  ]
  expect(sortedByName(people, 'nl').map((one) => spokenName(one.name))).toEqual([
    'Bo van Ès',
    'Ada Esser',
    'Sanne de Wit',
    'Émile Zola',
  ])
})

test('somebody is found under every beginning of every part of the name, with and without accents', () => {
  const found = new Set(beginningsOf({ first: 'Zoë', infix: 'de', last: 'Wit' }))
  for (const typed of ['z', 'zoe', 'Zoë', 'd', 'de', 'w', 'WIT']) expect(found).toContain(wordsOf(typed)[0])
})
