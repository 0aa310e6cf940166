import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { compareIds, malformed, randomIds } from '../../checks/matrix/ids.ts'
import { clientForm } from '../../checks/trials/clients.ts'
import { linesOf } from '../../people/lines.ts'
import { expectProblem, expectWrongFields } from '../../people/problem.ts'
import type { Person } from '../../people/person.ts'
import type { Room } from '../../people/room.ts'
import { test } from '../../people/test.ts'

const where = (id: string) => ({ where: { id } })

async function add(person: Person, more: Record<string, unknown> = {}): Promise<string> {
  return (await person.ask('addClient', { takes: clientForm(more) as never })).id
}

function day(from: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Amsterdam' }).format(from)
}

async function setFields(room: Room, fields: Record<string, string>): Promise<void> {
  await room.query(
    `insert into room.setting (name, value) values ('clientFields', $1) on conflict (name) do update set value = excluded.value`,
    [JSON.stringify(fields)],
  )
}

test('ACC-6 ACC-10 the therapist who adds a client is related at once, the secretary is not; the letter of welcome goes out', async ({
  as,
  room,
}) => {
  const [daan, eva, sanne] = await as('Daan', 'Eva', 'Sanne')
  const [his, hers] = [await add(daan), await add(sanne)]
  expect((await daan.ask('listClients')).clients.map(({ id }) => id)).toContain(his)
  for (const [person, id] of [
    [eva, his],
    [daan, hers],
    [eva, hers],
  ] as const)
    expect((await person.try('seeClient', where(id))).status).toBe(404)
  expect(await sanne.ask('seeClient', where(hers))).toMatchObject({
    active: true,
    welcome: 'waiting',
    details: { gender: 'female' },
  })
  const letters = await room.query(`select account from room.outbox where kind = 'welcome' and account = any ($1)`, [
    [his, hers],
  ])
  expect(letters).toHaveLength(2)
})

test('adding twice under one key gives one client; under the same key with another address nothing happens', async ({
  as,
  room,
}) => {
  const [daan] = await as('Daan')
  const form = clientForm()
  const [first, second] = await Promise.all([
    daan.ask('addClient', { takes: form as never }),
    daan.ask('addClient', { takes: form as never }),
  ])
  expect(second).toEqual(first)
  expectProblem(await daan.try('addClient', { takes: { ...form, address: 'else@linde.example' } }), 'already-added')
  expect(await room.query('select from room.relation where client = $1', [first.id])).toHaveLength(1)
})

test('ACC-1 ACC-3 two who invite one address at once: one account; an address that exists is refused, deactivated or not, and says nothing of whose it is', async ({
  as,
  room,
}) => {
  const [daan, eva, sanne] = await as('Daan', 'Eva', 'Sanne')
  const address = `${randomUUID()}@linde.example`
  const answers = await Promise.all(
    [daan, eva, sanne].map((one) =>
      one.try('addClient', { takes: clientForm({ address: one === eva ? address.toUpperCase() : address }) }),
    ),
  )
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  for (const answer of answers.filter(({ status }) => status === 409)) {
    const { fields } = expectProblem(answer, 'address-exists')
    expect(fields).toMatchObject([{ field: 'address', code: 'account-exists' }])
  }
  await sanne.ask('deactivateClient', where(room.ids.Tom))
  for (const taken of ['tom@linde.example', 'karim@linde.example', ' Lies@Linde.Example '])
    expectProblem(await daan.try('addClient', { takes: clientForm({ address: taken }) }), 'address-exists')
  await sanne.ask('reactivateClient', where(room.ids.Tom))
})

test('ACC-7 ACC-8 an ID belongs to one client, and where the practice says so to one person', async ({ as, room }) => {
  const [daan, eva] = await as('Daan', 'Eva')
  const id = await add(daan, { identifier: 'X 100' })
  expectProblem(await eva.try('addClient', { takes: clientForm({ identifier: 'x100' }) }), 'identifier-exists')
  await room.query(
    `insert into room.account_identifier (account, kind, token) select $1, 'professional', token from room.account_identifier where account = $2`,
    [room.ids.Ruth, id],
  )
  await room.query('delete from room.account_identifier where account = $1', [id])
  await room.query(`insert into room.setting (name, value) values ('identifierAcross', 'true')`)
  expectProblem(await eva.try('addClient', { takes: clientForm({ identifier: 'X100' }) }), 'identifier-exists')
  await room.query(`delete from room.setting where name = 'identifierAcross'`)
  expect((await eva.try('addClient', { takes: clientForm({ identifier: 'X100' }) })).status).toBe(200)
})

test('ACC-7 what the practice wants must be there, what it does not ask is refused, and what is not asked any more stays', async ({
  as,
  room,
}) => {
  const [daan] = await as('Daan')
  await setFields(room, { bsn: 'mandatory', label: 'mandatory', phone: 'mandatory', identifier: 'off' })
  const all = { bsn: '111222333', labels: ['on leave', ' new '], phone: '+31 20 123 45 67' }
  expectWrongFields(await daan.try('addClient', { takes: clientForm({ identifier: 'Y1' }) }), {
    phone: 'missing',
    identifier: 'unknown',
    bsn: 'missing',
    labels: 'missing',
  })
  const id = await add(daan, all)
  await setFields(room, {})
  const { address: _, clientKey: __, language: ___, ...form } = clientForm({ first: 'Else', phone: '020 7654321' })
  await daan.ask('changeClient', { ...where(id), takes: form as never })
  expect(await daan.ask('seeClient', where(id))).toMatchObject({
    name: { first: 'Else', infix: 'van den', last: 'Berg' },
    details: { bsn: '111222333', labels: ['on leave', 'new'], phone: '020 7654321' },
  })
  const find = async (name: string) =>
    (await daan.ask('searchClients', { takes: { name } })).clients.map((one) => one.id)
  expect(await find('else')).toContain(id)
  expect(await find('anna')).not.toContain(id)
})

test('a day that is still to come is no date of birth; today is, by the clock of the practice', async ({
  as,
  room,
}) => {
  const [daan] = await as('Daan')
  const now = room.clock.now().getTime()
  expectWrongFields(
    await daan.try('addClient', { takes: clientForm({ birthDate: day(new Date(now + 26 * 3_600_000)) }) }),
    { birthDate: 'in-the-future' },
  )
  expect((await daan.try('addClient', { takes: clientForm({ birthDate: day(new Date(now)) }) })).status).toBe(200)
})

test('names and addresses as difficult as they are come back as they were typed', async ({ as }) => {
  const [daan] = await as('Daan')
  for (const [first, last] of [
    ['D’Arcy', "O'Neill"],
    ['محمد', 'العمراني'],
    ['Zoë 🌿', '<script>alert(1)</script>'],
    ['李', '小龍'],
  ] as const) {
    const address = `"${randomUUID()}`.slice(1) + '@bücher.example'
    const id = await add(daan, { first, infix: '', last, address })
    expect(await daan.ask('seeClient', where(id))).toMatchObject({ name: { first, infix: '', last }, address })
  }
})

test('CAS-1 a client opens for those who may, and each look leaves a line with the client and the basis', async ({
  as,
  room,
}) => {
  const [daan, ruth, sanne, karim, noor] = await as('Daan', 'Ruth', 'Sanne', 'Karim', 'Noor')
  const see = (person: Person) => person.try('seeClient', where(room.ids.Noor))
  const lines = await linesOf(room, async () => {
    for (const person of [daan, ruth, sanne, karim, noor]) await see(person)
  })
  const line = { action: 'client details read', object: room.ids.Noor }
  expect(lines).toMatchObject([
    { ...line, basis: 'treatment relation', client: room.ids.Noor },
    { ...line, basis: 'supervisor', client: room.ids.Noor },
    { ...line, basis: 'secretary' },
    { ...line, allowed: false, basis: 'not in your caseload', client: null },
    { ...line, allowed: false },
  ])
  expect((await see(ruth)).body).toMatchObject({
    may: { change: false, activate: false, welcome: false, write: false },
    details: { birthDate: expect.any(String) },
  })
})

test('a service employee sees name, address and state, and nothing else; and sends the welcome again', async ({
  as,
  room,
}) => {
  const [daan, karim] = await as('Daan', 'Karim')
  await setFields(room, { label: 'optional' })
  const id = await add(daan, { labels: ['fragile'], phone: '020 1234567' })
  await room.query(`insert into room.account_group (account, name, given_at) values ($1, 'service employee', now())`, [
    room.ids.Karim,
  ])
  const answer = await karim.try('seeClient', where(id))
  expect(answer.body).toMatchObject({
    active: true,
    details: null,
    may: { welcome: true, change: false, activate: false, correctAddress: false, write: false },
  })
  expect(answer.text).not.toMatch(/fragile|1234567|1990/)
  expect((await karim.try('welcomeClient', where(id))).status).toBe(204)
  expect((await karim.try('deactivateClient', where(id))).status).toBe(404)
  await room.query(`delete from room.account_group where account = $1 and name = 'service employee'`, [room.ids.Karim])
  await setFields(room, {})
})

test('T3 a foreign client, somebody who is none and an id that nobody has are answered alike, at the same cost', async ({
  as,
  room,
}) => {
  const [daan] = await as('Daan')
  for (const foreign of [room.ids.Tom, room.ids.Eva, room.ids.Lies])
    expect(
      await compareIds(
        { practice: room.practice, person: daan },
        (person, id) => person.try('seeClient', where(id)),
        randomIds(foreign, malformed),
      ),
    ).toEqual([])
})

test('ACC-15 who is deactivated is out everywhere at once, cannot come back in, and can again after reactivation', async ({
  as,
  room,
}) => {
  const [daan, noor] = await as('Daan', 'Noor')
  const ear = await noor.listen()
  await daan.ask('deactivateClient', where(room.ids.Noor))
  await ear.hears({ what: 'signed out' })
  expect((await noor.try('seeMe')).status).toBe(401)
  expect(await daan.ask('seeClient', where(room.ids.Noor))).toMatchObject({ active: false, may: { write: false } })
  await daan.ask('reactivateClient', where(room.ids.Noor))
  await as('Noor')
})

test('a client sees what is known of them, without labels, and keeps the own phone number', async ({ as, room }) => {
  const [daan, noor, lies] = await as('Daan', 'Noor', 'Lies')
  await setFields(room, { label: 'optional' })
  const { address: _, clientKey: __, language: ___, ...form } = clientForm({ first: 'Noor', labels: ['fragile'] })
  await daan.ask('changeClient', { ...where(room.ids.Noor), takes: form as never })
  await noor.ask('changeProfile', { takes: { phone: ' 06 12345678' } })
  const answer = await noor.try('seeMyDetails')
  expect(answer.body).toMatchObject({
    address: 'noor@linde.example',
    phone: '06 12345678',
    birthDate: '1990-05-17',
    addressChange: null,
  })
  expect(answer.text).not.toContain('fragile')
  expect(await daan.ask('seeClient', where(room.ids.Noor))).toMatchObject({
    details: { phone: '06 12345678', labels: ['fragile'] },
  })
  for (const person of [daan, lies]) expect((await person.try('seeMyDetails')).status).toBe(404)
})
