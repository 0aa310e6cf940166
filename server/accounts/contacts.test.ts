import { expect } from 'vitest'
import { test } from '../../people/test.ts'

test('CNV-2 contacts are found by the beginnings of their names, accents and infixes aside, and nobody else is', async ({
  as,
}) => {
  const [sanne, noor] = await as('Sanne', 'Noor')
  const found = async (person: typeof sanne, find: string) =>
    (await person.ask('listContacts', { asksFor: { find } })).contacts.map((one) => one.name)
  expect(await found(sanne, 'bak')).toEqual(['Noor Bakker'])
  expect(await found(sanne, 'NOÖR b')).toEqual(['Noor Bakker'])
  expect(await found(sanne, 'amrani el')).toEqual(['Karim el Amrani'])
  expect(await found(sanne, 'akker')).toEqual([])
  expect(await found(sanne, '  ’ ')).toEqual([])
  expect(await found(noor, 'bak')).toEqual(['Lies Bakker', 'Milan Bakker'])
  expect(await found(noor, 'hughes')).toEqual([])
})
