import { randomUUID } from 'node:crypto'
import { afterAll, expect } from 'vitest'
import { clientForm } from '../../checks/trials/clients.ts'
import { expectProblem } from '../../people/problem.ts'
import { type Person, signIn } from '../../people/person.ts'
import { PostOffice } from '../../people/post-office.ts'
import { castPassword, type Room } from '../../people/room.ts'
import { test as base } from '../../people/test.ts'

const post = new PostOffice()
await post.open()
afterAll(() => post.close())
const test = base.override('settings', { environment: { ALCOVE_SMTP_URL: post.url } })

const hour = 3_600_000
const about = (id: string, address?: string) => ({ where: { id }, ...(address && { takes: { address } }) })

/** What has arrived at an address since then, by subject. */
async function arrived(room: Room, address: string, since = 0): Promise<string[]> {
  await room.running.house.outbox.work(room.practice)
  const letters = post.taken.slice(since).filter((letter) => new RegExp(`^To: .*${address}`, 'im').test(letter))
  return letters.map((letter) => /^Subject: (.*)$/m.exec(letter)?.[1] ?? '')
}

async function seesChange(person: Person, id: string) {
  return (await person.ask('seeClient', { where: { id } })).addressChange
}

test('ACC-14 an address that nobody has signed in with is corrected at once, and the welcome goes there; earlier links end', async ({
  as,
  room,
}) => {
  const [daan, eva] = await as('Daan', 'Eva')
  const { id } = await daan.ask('addClient', { takes: clientForm({ address: 'typo@linde.example' }) as never })
  expect(await arrived(room, 'typo@linde.example')).toHaveLength(1)
  const [link] = await room.query('select from room.link where account = $1 and ended_at is null', [id])
  expect(link).toBeDefined()
  expect((await eva.try('correctClientAddress', about(id, 'right@linde.example'))).status).toBe(404)
  expectProblem(await daan.try('correctClientAddress', about(id, 'noor@linde.example')), 'address-exists')
  expect((await daan.try('correctClientAddress', about(id, 'Right@linde.example'))).status).toBe(204)
  expect(await room.query('select from room.link where account = $1 and ended_at is null', [id])).toEqual([])
  expect(await arrived(room, 'right@linde.example')).toHaveLength(1)
  expect(await daan.ask('seeClient', { where: { id } })).toMatchObject({
    address: 'right@linde.example',
    welcome: 'sent',
  })
  const { clients } = await daan.ask('searchClients', { takes: { address: 'right@linde.example' } })
  expect(clients.map((one) => one.id)).toEqual([id])
  // The wrong one is free again.
  expect((await daan.try('addClient', { takes: clientForm({ address: 'typo@linde.example' }) })).status).toBe(200)
})

test('ACC-13 the welcome goes again until somebody has got in', async ({ as, room }) => {
  const [daan] = await as('Daan')
  const address = `${randomUUID()}@linde.example`
  const { id } = await daan.ask('addClient', { takes: clientForm({ address }) as never })
  expect(await arrived(room, address)).toHaveLength(1)
  await daan.ask('welcomeClient', about(id))
  expect(await arrived(room, address)).toHaveLength(2)
  expectProblem(await daan.try('welcomeClient', about(room.ids.Noor)), 'used-before')
  await daan.ask('deactivateClient', about(id))
  expectProblem(await daan.try('welcomeClient', about(id)), 'not-active')
})

test('ACC-2 an address in use changes only when secretary and therapist agree, is told to both, and holds after 72 hours', async ({
  as,
  room,
}) => {
  const [daan, sanne] = await as('Daan', 'Sanne')
  const id = room.ids.Noor
  const before = post.taken.length
  expectProblem(await daan.try('correctClientAddress', about(id, 'thief@linde.example')), 'used-before')
  await daan.ask('proposeClientAddress', { ...about(id), takes: { address: 'Nora@linde.example' } })
  expectProblem(await sanne.try('proposeClientAddress', about(id, 'other@linde.example')), 'change-waits')
  expect((await daan.try('agreeToClientAddress', about(id, 'nora@linde.example'))).status).toBe(404)
  expectProblem(await sanne.try('agreeToClientAddress', about(id, 'nina@linde.example')), 'change-waits')
  expect(await seesChange(sanne, id)).toEqual({ address: 'nora@linde.example', takesEffect: null, yours: false })
  expect(await arrived(room, 'linde.example', before)).toEqual([])
  await sanne.ask('agreeToClientAddress', { ...about(id), takes: { address: 'nora@linde.example' } })
  expect(await arrived(room, 'noor@linde.example', before)).toHaveLength(1)
  expect(await arrived(room, 'nora@linde.example', before)).toHaveLength(1)
  room.clock.moveOn(71 * hour)
  await room.running.house.outbox.work(room.practice)
  await signIn(room, 'noor@linde.example', castPassword)
  room.clock.moveOn(1.1 * hour)
  await room.running.house.outbox.work(room.practice)
  await signIn(room, 'nora@linde.example', castPassword)
  await expect(signIn(room, 'noor@linde.example', castPassword)).rejects.toThrow('401')
  expect(await arrived(room, 'noor@linde.example', before)).toHaveLength(2)
  const [again] = await as('Sanne')
  expect(await seesChange(again, id)).toBeNull()
})

test('ACC-2 until then either of the two stops it, and nothing changes; two of one kind of role never agree', async ({
  as,
  room,
}) => {
  const [eva, sanne, daan] = await as('Eva', 'Sanne', 'Daan')
  const id = room.ids.Tom
  await room.query(
    `insert into room.relation (id, client, professional, kind, began_at) values ($1, $2, $3, 'therapist', now())`,
    [randomUUID(), id, room.ids.Daan],
  )
  await eva.ask('proposeClientAddress', { ...about(id), takes: { address: 'tommy@linde.example' } })
  expect((await daan.try('agreeToClientAddress', about(id, 'tommy@linde.example'))).status).toBe(404)
  await sanne.ask('agreeToClientAddress', { ...about(id), takes: { address: 'tommy@linde.example' } })
  await daan.ask('stopClientAddress', about(id))
  room.clock.moveOn(80 * hour)
  await room.running.house.outbox.work(room.practice)
  await signIn(room, 'tom@linde.example', castPassword)
})

test('ACC-2 the letter to the new address waits for the mail server as every letter does, tried again as the same one', async ({
  as,
  room,
}) => {
  const [eva, sanne] = await as('Eva', 'Sanne')
  const propose = async (address: string) => {
    await eva.ask('proposeClientAddress', { ...about(room.ids.Tom), takes: { address } })
    await sanne.ask('agreeToClientAddress', { ...about(room.ids.Tom), takes: { address } })
    await room.running.house.outbox.work(room.practice)
  }
  post.mood = 'not now'
  await propose('early@linde.example')
  await eva.ask('stopClientAddress', about(room.ids.Tom))
  await propose('fresh@linde.example')
  post.mood = 'well'
  const before = post.taken.length
  room.clock.moveOn(hour / 6)
  expect(await arrived(room, 'fresh@linde.example', before)).toHaveLength(1)
  // As after a crash between the mail server's yes and our note of it.
  await room.query(`update room.outbox o set state = 'waiting', ended_at = null, sealed_to = c.sealed
    from room.address_proposal c where o.kind = 'address to come' and o.state = 'sent' and c.account = o.account`)
  expect(await arrived(room, 'fresh@linde.example', before)).toHaveLength(2)
  const letters = post.taken.slice(before).filter((letter) => letter.includes('fresh@linde.example'))
  expect(new Set(letters.map((letter) => /^Message-ID: (.*)$/im.exec(letter)?.[1])).size).toBe(1)
  expect(await arrived(room, 'early@linde.example')).toEqual([])
  await eva.ask('stopClientAddress', about(room.ids.Tom))
  post.mood = 'not now'
  await propose('late@linde.example')
  await eva.ask('stopClientAddress', about(room.ids.Tom))
  post.mood = 'well'
  room.clock.moveOn(hour / 6)
  // Stopped before it went: nobody there hears of it.
  expect(await arrived(room, 'late@linde.example')).toEqual([])
})

test('an address that somebody else got meanwhile is left to them', async ({ as, room }) => {
  const [eva, sanne] = await as('Eva', 'Sanne')
  const id = room.ids.Tom
  await eva.ask('proposeClientAddress', { ...about(id), takes: { address: 'late@linde.example' } })
  await sanne.ask('agreeToClientAddress', { ...about(id), takes: { address: 'late@linde.example' } })
  const other = await sanne.ask('addClient', { takes: clientForm({ address: 'late@linde.example' }) as never })
  room.clock.moveOn(73 * hour)
  await room.running.house.outbox.work(room.practice)
  await signIn(room, 'tom@linde.example', castPassword)
  const [again] = await as('Sanne')
  expect(await again.ask('seeClient', { where: other })).toMatchObject({ address: 'late@linde.example' })
})

test('ACC-2 the client sees what is to come, and stops it', async ({ as, room }) => {
  const [daan, sanne, lies] = await as('Daan', 'Sanne', 'Lies')
  const { id, address } = await aClient(room, daan)
  const client = await signIn(room, address, castPassword)
  await daan.ask('proposeClientAddress', { ...about(id), takes: { address: 'mine@linde.example' } })
  expect(await client.ask('seeMyDetails')).toMatchObject({ addressChange: null })
  await sanne.ask('agreeToClientAddress', { ...about(id), takes: { address: 'mine@linde.example' } })
  expect(await client.ask('seeMyDetails')).toMatchObject({ addressChange: { address: 'mine@linde.example' } })
  expect((await lies.try('stopMyAddressChange')).status).toBe(404)
  await client.ask('stopMyAddressChange')
  expect(await client.ask('seeMyDetails')).toMatchObject({ addressChange: null })
  expect(await seesChange(daan, id)).toBeNull()
})

/** A client of Daan's who signs in. */
async function aClient(room: Room, daan: Person): Promise<{ id: string; address: string }> {
  const address = `${randomUUID()}@linde.example`
  const { id } = await daan.ask('addClient', { takes: clientForm({ address }) as never })
  await room.query(
    'insert into room.account_password (account, hash, changed_at) select $1, hash, now() from room.account_password where account = $2',
    [id, room.ids.Daan],
  )
  return { id, address }
}
