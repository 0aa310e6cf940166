import { expect } from 'vitest'
import { clientForm } from '../../checks/trials/clients.ts'
import { linesOf } from '../../people/lines.ts'
import type { Person } from '../../people/person.ts'
import { test as base } from '../../people/test.ts'

type Sought = {
  name?: string
  address?: string
  identifier?: string
  birthDate?: string
  state?: 'active' | 'inactive' | 'both'
}

/** Who is found, by name, in the order of the list. */
async function found(person: Person, sought: Sought): Promise<string[]> {
  return (await person.ask('searchClients', { takes: sought })).clients.map(({ name }) => name)
}

/** Daan with a few clients more, whose names are as difficult as names are. */
const test = base.extend('difficult', { auto: true }, async ({ as, room }) => {
  const [daan] = await as('Daan')
  const [there] = await room.query(
    'select from room.account_address where token is not null and account in (select client from room.relation) offset 2 limit 1',
  )
  if (there) return daan
  const people = [
    {
      first: 'Zoë',
      infix: 'de',
      last: 'Wit',
      birthDate: '1990-05-17',
      identifier: 'A 17',
      address: 'zoe@linde.example',
    },
    { first: 'Jan', infix: 'van der', last: 'Aa', address: 'Jan@LINDE.example' },
    { first: "D'Arcy", infix: '', last: 'O’Neill-Vos', address: 'darcy@linde.example' },
    { first: 'Çağla', infix: '', last: 'Åkesson', address: 'cagla@müller.example' },
  ]
  for (const one of people) await daan.ask('addClient', { takes: clientForm(one) as never })
  return daan
})

test('CAS-2 clients are found by name, e-mail address, ID and date of birth, and by several at once', async ({
  difficult: daan,
}) => {
  expect(await found(daan, { name: 'zoe' })).toEqual(['Zoë de Wit'])
  expect(await found(daan, { address: 'ZOE@linde.example' })).toEqual(['Zoë de Wit'])
  expect(await found(daan, { identifier: 'a17' })).toEqual(['Zoë de Wit'])
  expect(await found(daan, { birthDate: '1994-03-12' })).toEqual(['Noor Bakker'])
  expect(await found(daan, { name: 'wit', birthDate: '1990-05-17' })).toEqual(['Zoë de Wit'])
  expect(await found(daan, { name: 'wit', birthDate: '1990-05-18' })).toEqual([])
})

test('infixes, accents, apostrophes and hyphens stand in nobody’s way: de Wit is found under d and under W', async ({
  difficult: daan,
}) => {
  for (const name of ['d', 'w', 'de w', 'Wit', 'de Wit', 'WIT zoe', 'zoë'])
    expect(await found(daan, { name })).toContain('Zoë de Wit')
  for (const name of ['arcy', "d'arcy", 'vos', 'neill', 'O’Neill-Vos'])
    expect(await found(daan, { name })).toEqual(["D'Arcy O’Neill-Vos"])
  for (const name of ['cagla', 'Ça', 'akesson']) expect(await found(daan, { name })).toEqual(['Çağla Åkesson'])
  expect(await found(daan, { name: 'it' })).toEqual([])
})

test('an address in another script is found in ASCII too, and is one account', async ({ difficult: daan }) => {
  expect(await found(daan, { address: 'cagla@xn--mller-kva.example' })).toEqual(['Çağla Åkesson'])
  const answer = await daan.try('addClient', { takes: clientForm({ address: 'CAGLA@xn--mller-kva.example' }) })
  expect(answer).toMatchObject({ status: 409, body: { code: 'address-exists' } })
})

test('the list stands as Dutch readers expect: by last name without the infix', async ({ difficult: daan }) => {
  const { clients, more } = await daan.ask('listClients')
  const names = clients.map(({ name }) => name)
  const order = ['Jan van der Aa', 'Çağla Åkesson', 'Noor Bakker', "D'Arcy O’Neill-Vos", 'Zoë de Wit']
  expect(names.filter((name) => order.includes(name))).toEqual(order)
  expect(more).toBe(false)
})

test('CAS-1 everybody finds whom they may: the own caseload, the secretary and a service employee everybody, the others nobody', async ({
  as,
  room,
}) => {
  const [eva, sanne, ruth, karim, noor, lies] = await as('Eva', 'Sanne', 'Ruth', 'Karim', 'Noor', 'Lies')
  expect(await found(eva, {})).toEqual(['Tom Hughes'])
  expect(await found(eva, { name: 'noor' })).toEqual([])
  expect(await found(ruth, {})).toEqual(['Noor Bakker'])
  expect(await found(sanne, { name: 'o' })).toContain("D'Arcy O’Neill-Vos")
  expect(await found(sanne, {})).toContain('Tom Hughes')
  for (const person of [karim, noor, lies]) {
    expect((await person.try('searchClients', { takes: {} })).status).toBe(404)
    expect((await person.try('listClients')).status).toBe(404)
  }
  await room.query(`insert into room.account_group (account, name, given_at) values ($1, 'service employee', now())`, [
    room.ids.Karim,
  ])
  expect(await found(karim, { name: 'tom' })).toEqual(['Tom Hughes'])
  expect((await karim.ask('listClients')).clients).toEqual([])
  await room.query(`delete from room.account_group where account = $1 and name = 'service employee'`, [room.ids.Karim])
})

test('ACC-3 CAS-8 who is deactivated is found under inactive, and under active & inactive', async ({ as, room }) => {
  const [eva, sanne] = await as('Eva', 'Sanne')
  await eva.ask('deactivateClient', { where: { id: room.ids.Tom } })
  for (const person of [eva, sanne]) {
    for (const sought of [{}, { name: 'tom' }]) {
      expect(await found(person, { ...sought, state: 'active' })).not.toContain('Tom Hughes')
      expect(await found(person, { ...sought, state: 'inactive' })).toEqual(['Tom Hughes'])
      expect(await found(person, { ...sought, state: 'both' })).toContain('Tom Hughes')
    }
  }
  expect((await eva.ask('listClients', { asksFor: { state: 'both' } })).clients).toMatchObject([{ active: false }])
  await eva.ask('reactivateClient', { where: { id: room.ids.Tom } })
  expect((await eva.ask('listClients')).clients).toMatchObject([{ active: true, address: 'tom@linde.example' }])
})

test('a search leaves a line with its count and without its words, the own list none', async ({
  difficult: daan,
  room,
}) => {
  const lines = await linesOf(room, async () => {
    await daan.ask('listClients')
    await daan.ask('searchClients', { takes: { name: 'zoe' } })
    await daan.ask('searchClients', { takes: { name: 'nobody' } })
  })
  expect(lines).toMatchObject([
    { action: 'clients searched', found: 1, basis: 'own caseload' },
    { action: 'clients searched', found: 0 },
  ])
  expect(JSON.stringify(lines)).not.toContain('zoe')
})
