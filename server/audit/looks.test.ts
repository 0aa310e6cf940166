import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { linesOf } from '../../people/lines.ts'
import type { Person } from '../../people/person.ts'
import { test } from '../../people/test.ts'
import { mac } from '../crypto.ts'

const where = (id: string) => ({ where: { id } })

test('looking again in the same session within fifteen minutes is covered by the first look; afterwards, elsewhere and in another conversation it is not', async ({
  as,
  room,
}) => {
  const [noor, tablet, daan] = await as('Noor', 'Noor', 'Daan')
  const [id, other] = [await daan.start('Noor'), await daan.start('Noor')]
  const looks = async (person: Person, which: string) =>
    (
      await linesOf(room, async () => {
        await person.ask('readConversation', where(which))
        await person.ask('readMessages', { ...where(which), asksFor: { before: 2 } })
      })
    ).length
  expect(await looks(noor, id)).toBe(1)
  expect(await looks(noor, id)).toBe(0)
  room.clock.moveOn(14 * 60_000)
  expect(await looks(noor, id)).toBe(0)
  expect(await looks(noor, other)).toBe(1)
  expect(await looks(tablet, id)).toBe(1)
  expect(await looks(daan, id)).toBe(1)
  room.clock.moveOn(2 * 60_000)
  expect(await looks(noor, id)).toBe(1)
})

test('a refusal leaves its line each time, also of what was open to the same session a moment before', async ({
  as,
  room,
}) => {
  const [noor, daan] = await as('Noor', 'Daan')
  const id = await daan.start('Noor')
  await noor.ask('readConversation', where(id))
  await room.query('update room.participant set account = $1 where conversation = $2 and account = $3', [
    room.ids.Tom,
    id,
    room.ids.Noor,
  ])
  const lines = await linesOf(room, async () => {
    for (const which of [id, id, randomUUID()])
      expect((await noor.try('readConversation', where(which))).status).toBe(404)
  })
  expect(lines.map(({ allowed }) => allowed)).toEqual([false, false, false])
})

/** What a line says cannot be changed without the key: the MAC is over every field, as the database spells it. */
test('every line carries a MAC over everything it says, also where ids were spelled in capitals', async ({
  as,
  room,
}) => {
  const [noor] = await as('Noor')
  const loud = (await noor.start('Daan')).toUpperCase()
  expect(await noor.post(loud, 'One')).toMatchObject({ text: 'One' })
  expect(await noor.reads(loud)).toEqual(['Hello', 'One'])
  for (const one of [randomUUID(), room.ids.Tom]) await noor.try('readConversation', where(one.toUpperCase()))
  const rows = await room.query<Record<string, unknown> & { mac: Buffer; at: Date; access_point: Buffer | null }>(
    'select * from room.audit',
  )
  expect(rows.length).toBeGreaterThan(5)
  for (const row of rows) {
    const {
      id,
      action,
      allowed: may,
      basis,
      rule,
      account,
      roles,
      session,
      object_kind: kind,
      object,
      client,
      found,
    } = row
    const at = row.at.toISOString()
    const accessPoint = row.access_point?.toString('hex') ?? null
    const said = { id, at, action, may, basis, rule, account, roles, session, accessPoint, kind, object, client, found }
    const fields = [...Object.values(said), row.on_behalf_of, row.emergency, row.motivation, row.fields]
    const expected = mac(room.practice.keys.audit, JSON.stringify(['alcove audit 2', ...fields]))
    expect([action, object, row.mac.toString('hex')]).toEqual([action, object, expected.toString('hex')])
  }
})
