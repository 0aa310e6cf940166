import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { auditBundle } from '../../contract/audit.ts'
import { allowOutside, reasonBody, takeBackOutside } from '../../people/outside.ts'
import { expectProblem } from '../../people/problem.ts'
import { castPassword, type Room } from '../../people/room.ts'
import { test } from '../../people/test.ts'
import { seal } from '../crypto.ts'
import { ownFile } from '../keys.ts'

const where = (id: string) => ({ where: { id } })

/** A look for a while from outside, with the reason that was typed, as a line of the log. */
async function lookFromOutside(room: Room, reason: string): Promise<void> {
  const { Eva, Noor } = room.ids
  const motivation = randomUUID()
  const key = await room.practice.keys.take({ owner: Eva, scope: ownFile })
  const at = room.clock.now()
  await room.query('insert into room.motivation (id, account, at, ends_at, sealed) values ($1, $2, $3, $3, $4)', [
    motivation,
    Eva,
    at,
    seal(key, { owner: Eva, row: motivation }, reason),
  ])
  await room.query(
    `insert into room.audit (id, at, action, allowed, basis, account, roles, object_kind, object, client, rule, emergency, motivation, mac)
     values ($1, $2, 'client details read', true, 'temporary access', $3, '{professional,therapist}', 'account', $4, $4, 'CAS-14', true, $5, '\\x00')`,
    [randomUUID(), at, Eva, Noor, motivation],
  )
}

test('PRF-7 a client reads who looked: the therapist and on which basis, who looked from outside and why they said so, who was refused; folded by day, newest first', async ({
  as,
  room,
}) => {
  const [noor, daan, tablet, eva, sanne] = await as('Noor', 'Daan', 'Daan', 'Eva', 'Sanne')
  for (const person of [daan, tablet, sanne]) await person.ask('seeClient', where(room.ids.Noor))
  expect((await eva.try('seeClient', where(room.ids.Noor))).status).toBe(404)
  await lookFromOutside(room, '=Noor phoned about a bad night, Daan was away')
  await noor.ask('seeMyDetails')
  const { looks, people, lookedIn, next } = await noor.ask('seeWhoLooked')
  const said = looks.map(({ who, action, allowed, basis, times }) => [who?.name, action, allowed, basis, times])
  expect(said).toEqual([
    ['Eva Smit', 'client details read', true, 'temporary access', 1],
    ['Eva Smit', 'client details read', false, 'not in your caseload', 1],
    ['Sanne de Wit', 'client details read', true, 'secretary', 1],
    ['Daan Visser', 'client details read', true, 'treatment relation', 2],
  ])
  expect(looks[0]).toMatchObject({ temporary: true, motivation: '=Noor phoned about a bad night, Daan was away' })
  expect(looks[3]?.who).toMatchObject({ kind: 'professional', groups: ['therapist'], gone: false })
  expect(people.map(({ name }) => String(name)).sort()).toEqual(['Daan Visser', 'Eva Smit', 'Sanne de Wit'])
  expect([lookedIn, next]).toEqual([3, null])
  const one = await noor.ask('seeWhoLooked', { asksFor: { who: room.ids.Daan } })
  expect(one.looks.map(({ who }) => who?.name)).toEqual(['Daan Visser'])
  const past = { from: '2020-01-01T00:00:00.000Z', to: '2020-02-01T00:00:00.000Z' }
  expect(await noor.ask('seeWhoLooked', { asksFor: past })).toEqual({ looks: [], people: [], lookedIn: 0, next: null })
})

test('T48 who looked from outside stands there at once, with the reason as it was typed, and the file afterwards as temporary access', async ({
  as,
  room,
}) => {
  await allowOutside(room, { outside: 'read-only', temporaryAccess: true })
  const [noor, eva] = await as('Noor', 'Eva')
  const takes = reasonBody()
  const { id: motivation } = await eva.ask('giveReason', { takes })
  const given = { ...where(room.ids.Noor), takes: { motivation } }
  await eva.ask('openOutside', given)
  await eva.ask('beginTemporaryAccess', given)
  await eva.ask('seeClient', where(room.ids.Noor))
  const { looks } = await noor.ask('seeWhoLooked', { asksFor: { who: room.ids.Eva } })
  const said = looks
    .filter((look) => look.motivation === takes.motivation)
    .map(({ action, basis, temporary }) => [action, basis, temporary])
  expect(said).toEqual([
    ['client details read', 'temporary access', true],
    ['temporary access begun', 'typed reason', false],
    ['client opened outside the caseload', 'typed reason', false],
  ])
  await takeBackOutside(room, room.ids.Noor, room.ids.Eva)
  await allowOutside(room, {})
})

test('PRF-7 nobody reads who looked at another: not a related person, not another client, and a professional not at all', async ({
  as,
  room,
}) => {
  const [daan, lies, tom] = await as('Daan', 'Lies', 'Tom')
  await daan.ask('seeClient', where(room.ids.Noor))
  for (const person of [lies, tom]) {
    const { looks } = await person.ask('seeWhoLooked')
    expect(looks.filter(({ who }) => who?.id === room.ids.Daan)).toEqual([])
  }
  expectProblem(await daan.try('seeWhoLooked'), 'not-found')
  expectProblem(await lies.try('seeOwnLooks'), 'not-found')
})

test('pages of fifty follow each other without a gap', async ({ as, room }) => {
  const [noor] = await as('Noor')
  const from = '2024-01-01T00:00:00.000Z'
  const to = '2024-12-31T00:00:00.000Z'
  await room.query(
    `insert into room.audit (id, at, action, allowed, basis, account, roles, object_kind, object, client, rule, mac)
     select gen_random_uuid(), $1::timestamptz + n * interval '1 day', 'client details read', true, 'treatment relation', $2, '{professional,therapist}',
       'account', $3, $3, 'CAS-1', '\\x00' from generate_series(1, 120) n`,
    [from, room.ids.Daan, room.ids.Noor],
  )
  const days: string[] = []
  let before: string | null = null
  do {
    const page: { looks: { lastAt: string }[]; next: string | null } = await noor.ask('seeWhoLooked', {
      asksFor: { from, to, ...(before && { before }) },
    })
    days.push(...page.looks.map(({ lastAt }) => lastAt))
    before = page.next
  } while (before !== null)
  expect(days).toHaveLength(120)
  expect(days).toEqual([...new Set(days)].toSorted().toReversed())
})

test('whose account was erased is nobody any more, and their reason is gone with them', async ({ as, room }) => {
  const [noor] = await as('Noor')
  await lookFromOutside(room, 'A reason that will be unreadable one day')
  await room.query(`update room.account_name set sealed = '\\x00' where account = $1`, [room.ids.Ruth])
  await room.query(
    `insert into room.audit (id, at, action, allowed, basis, account, roles, object_kind, object, client, rule, mac)
     values ($1, $2, 'client details read', true, 'supervisor', $3, '{professional,supervisor}', 'account', $4, $4, 'CAS-1', '\\x00')`,
    [randomUUID(), room.clock.now(), room.ids.Ruth, room.ids.Noor],
  )
  const { looks } = await noor.ask('seeWhoLooked', { asksFor: { who: room.ids.Ruth } })
  expect(looks.map(({ who }) => [who?.name, who?.gone])).toEqual([[null, true]])
})

test('LOG-5 a related therapist reads all that happened in the account, the client’s own doing too; nobody else does', async ({
  as,
  room,
}) => {
  const [noor, daan, eva, ruth, sanne] = await as('Noor', 'Daan', 'Eva', 'Ruth', 'Sanne')
  await noor.ask('changeProfile', { takes: { phone: '020 123 45 67' } })
  await noor.ask('seeWhoLooked')
  await sanne.ask('seeClient', where(room.ids.Noor))
  const { looks } = await daan.ask('seeHistory', where(room.ids.Noor))
  expect(looks.some(({ action, who }) => action === 'profile changed' && who?.id === room.ids.Noor)).toBe(true)
  expect(looks.some(({ who }) => who?.name === 'Sanne de Wit')).toBe(true)
  expect(looks.filter(({ action }) => action.startsWith('who looked'))).toEqual([])
  expect(looks.every(({ motivation }) => motivation === null)).toBe(true)
  for (const person of [eva, ruth, sanne, noor])
    expectProblem(await person.try('seeHistory', where(room.ids.Noor)), 'not-found')
})

test('a professional reads the own looks: a client by name, and by number once they are not theirs any more', async ({
  as,
  room,
}) => {
  const [daan, eva] = await as('Daan', 'Eva')
  await daan.ask('seeClient', where(room.ids.Noor))
  const { looks: his } = await daan.ask('seeOwnLooks')
  expect(his.every(({ client }) => client?.id === room.ids.Noor)).toBe(true)
  await eva.ask('seeClient', where(room.ids.Tom))
  const clientsOf = async () => (await eva.ask('seeOwnLooks')).looks.flatMap(({ client }) => client ?? [])
  expect(await clientsOf()).toContainEqual({ id: room.ids.Tom, name: 'Tom Hughes' })
  await room.query('update room.relation set ended_at = now() where client = $1', [room.ids.Tom])
  expect(await clientsOf()).toContainEqual({ id: room.ids.Tom, name: null })
  await room.query('update room.relation set ended_at = null where client = $1', [room.ids.Tom])
})

test('a copy of who looked is a FHIR bundle of audit events, and taking it stands in the log each time', async ({
  as,
  room,
}) => {
  const [noor, daan] = await as('Noor', 'Daan')
  await daan.ask('seeClient', where(room.ids.Noor))
  const bundle = auditBundle.parse(await noor.ask('copyWhoLooked'))
  await noor.ask('copyWhoLooked')
  const event = bundle.entry.map(({ resource }) => resource).find(({ agent }) => agent[0]?.name === 'Daan Visser')
  expect(event).toMatchObject({
    action: 'R',
    outcome: '0',
    agent: [{ requestor: true, who: { identifier: { value: room.ids.Daan } } }],
    entity: [{ what: { identifier: { system: 'urn:alcove:client', value: room.ids.Noor } } }, {}],
  })
  expect(event?.purposeOfEvent[0]?.text).toBe('treatment relation')
  expect(/Bakker|"session"/.exec(JSON.stringify(bundle))?.[0]).toBeUndefined()
  const lines = await room.query(`select from room.audit where action = 'who looked copied' and account = $1`, [
    room.ids.Noor,
  ])
  expect(lines).toHaveLength(2)
})

test('SEC-18 the application manager copies the log, clients by number, only after confirming; page after page', async ({
  as,
  room,
}) => {
  const [karim, eva, daan] = await as('Karim', 'Eva', 'Daan')
  await daan.ask('seeClient', where(room.ids.Noor))
  expectProblem(await karim.try('copyLog'), 'confirm-step')
  expectProblem(await eva.try('copyLog'), 'not-found')
  await karim.ask('confirmMyself', { takes: { password: castPassword } })
  const bundle = auditBundle.parse(await karim.ask('copyLog'))
  expect(bundle.entry.length).toBeGreaterThan(3)
  expect(/Noor|Bakker|Tom Hughes/.exec(JSON.stringify(bundle))?.[0]).toBeUndefined()
  const middle = bundle.entry[2]?.resource.id ?? ''
  const rest = await karim.ask('copyLog', { asksFor: { after: middle } })
  expect(rest.entry[0]?.resource.id).toBe(bundle.entry[3]?.resource.id)
})
