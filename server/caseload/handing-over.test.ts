import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { clientForm } from '../../checks/trials/clients.ts'
import { guidedTool, handing } from '../../checks/trials/relations.ts'
import { type Person, signIn } from '../../people/person.ts'
import { expectProblem } from '../../people/problem.ts'
import { castPassword, type Room } from '../../people/room.ts'
import { test } from '../../people/test.ts'
import { worldOf } from '../../people/world.ts'
import { hashPassword } from '../passwords.ts'

/** A client of Daan's who signs in, with two tools that Daan guides. */
async function newClient(room: Room, daan: Person) {
  const takes = clientForm()
  const { id } = await daan.ask('addClient', { takes: takes as never })
  await room.query('insert into room.account_password (account, hash, changed_at) values ($1, $2, now())', [
    id,
    await hashPassword(castPassword),
  ])
  const client = await signIn(room, String(takes.address), castPassword)
  const tools = [await guidedTool(room, id, room.ids.Daan), await guidedTool(room, id, room.ids.Daan)]
  return { id, client, tools }
}

function talkAbout(daan: Person, id: string) {
  return daan.ask('startConversation', {
    takes: { contacts: [id], text: 'Of before', subject: 'Sleep', clientKey: randomUUID() },
  })
}

const goes = (tools: string[], goesTo: string) => tools.map((tool) => ({ tool, goesTo }))

test('TRF-1 everything in one go: colleague, tools, conversations, the word to the client, the break', async ({
  room,
  as,
}) => {
  const [daan, eva] = await as('Daan', 'Eva')
  const { id, client, tools } = await newClient(room, daan)
  const talk = await talkAbout(daan, id)
  const hears = await client.listen()
  const lost = await daan.listen()
  const [moved, left] = tools as [string, string]
  const takes = handing(room.ids.Eva, {
    tools: [...goes([moved], 'colleague'), ...goes([left], 'unguided')],
    conversations: [talk.id],
    message: 'Eva takes over from me.',
  })
  expect((await daan.try('handOver', { where: { id }, takes })).body).toEqual({ asked: false })
  await hears.hears({ what: 'conversation', conversation: talk.id })
  await lost.hears({ what: 'file' })
  expect((await daan.try('seeClient', { where: { id } })).status).toBe(404)
  expect(await room.query('select guided_by from room.tool where id = any ($1) order by guided_by', [tools])).toEqual([
    { guided_by: room.ids.Eva },
    { guided_by: null },
  ])
  // Whoever joins sees what comes from then on; the word was said before, so the leaver and the client have it.
  expect(await client.reads(talk.id)).toEqual(['Of before', 'Eva takes over from me.'])
  expect(await eva.reads(talk.id)).toEqual([])
  await client.post(talk.id, 'Welcome')
  expect(await eva.reads(talk.id)).toEqual(['Welcome'])
  expect(await daan.reads(talk.id)).toEqual(['Of before', 'Eva takes over from me.'])
  expect(
    (await daan.try('postMessage', { where: { id: talk.id }, takes: { text: 'x', clientKey: randomUUID() } })).status,
  ).toBe(409)
  const { participants } = await eva.ask('readConversation', { where: { id: talk.id } })
  expect(participants.filter(({ administrator }) => administrator)).toMatchObject([{ name: 'Eva Smit' }])
})

test('who hands over is shown what there is to hand over', async ({ room, as }) => {
  const [daan] = await as('Daan')
  const { id, tools } = await newClient(room, daan)
  const talk = await talkAbout(daan, id)
  const seen = await daan.ask('seeHandOver', { where: { id } })
  expect(seen).toMatchObject({
    reads: true,
    last: true,
    asksClient: false,
    conversations: [{ id: talk.id, subject: 'Sleep', others: 0 }],
  })
  expect(seen.tools.map((tool) => tool.id).toSorted()).toEqual(tools.toSorted())
})

test('without a conversation the word to the client starts one; without a break both stay', async ({ room, as }) => {
  const [daan, eva] = await as('Daan', 'Eva')
  const { id, client, tools } = await newClient(room, daan)
  const until = new Date(room.clock.now().getTime() + 3 * 86_400_000).toISOString().slice(0, 10)
  const takes = handing(room.ids.Eva, {
    until,
    tools: goes(tools, 'colleague'),
    breakRelation: false,
    message: 'Eva is there while I am away.',
  })
  expect((await daan.try('handOver', { where: { id }, takes })).status).toBe(200)
  const { conversations } = await client.ask('listConversations')
  expect(await client.reads(conversations[0]?.id ?? '')).toEqual(['Eva is there while I am away.'])
  const { professionals } = await eva.ask('seeProfessionals', { where: { id } })
  expect(professionals).toMatchObject([
    { name: 'Daan Visser', until: null, guides: [] },
    { name: 'Eva Smit', standsInFor: { name: 'Daan Visser' } },
  ])
  expect(professionals[1]?.until).not.toBeNull()
  expect(professionals[1]?.guides.length).toBe(2)
})

test('a hand-over that does not fit what is there changes nothing', async ({ room, as }) => {
  const [daan, eva, tom] = await as('Daan', 'Eva', 'Tom')
  const { id, tools } = await newClient(room, daan)
  const foreign = await tom.start('Eva')
  const before = await worldOf(room)
  const send = (person: Person, more: Record<string, unknown>, to: string = room.ids.Eva) =>
    person.try('handOver', { where: { id }, takes: handing(to, { tools: goes(tools, 'colleague'), ...more }) })
  expectProblem(await send(daan, { tools: goes(tools.slice(1), 'colleague') }), 'look-again')
  expectProblem(await send(daan, { tools: [...goes(tools, 'colleague'), ...goes(tools, 'unguided')] }), 'look-again')
  expectProblem(await send(daan, { conversations: [foreign] }), 'look-again')
  expectProblem(await send(daan, { conversations: [randomUUID()] }), 'look-again')
  for (const to of [room.ids.Daan, room.ids.Karim, room.ids.Ruth, id, randomUUID()])
    expectProblem(await send(daan, {}, to), 'cannot-be-related')
  expectProblem(await send(eva, {}), 'not-found')
  expect(await worldOf(room)).toEqual(before)
})

test('somebody who is deactivated at that moment takes nothing over', async ({ room, as }) => {
  const [daan, karim] = await as('Daan', 'Karim')
  const { id, tools } = await newClient(room, daan)
  const takes = handing(room.ids.Eva, { tools: goes(tools, 'colleague'), message: 'Eva takes over.' })
  const [handed] = await Promise.all([
    daan.try('handOver', { where: { id }, takes }),
    karim.try('deactivateProfessional', { where: { id: room.ids.Eva }, takes: { evenLast: true } }),
  ])
  const guides = await room.query<{ guided_by: string }>('select distinct guided_by from room.tool where owner = $1', [
    id,
  ])
  expect(guides).toEqual([{ guided_by: handed.status === 200 ? room.ids.Eva : room.ids.Daan }])
  expect((await daan.try('seeClient', { where: { id } })).status).toBe(handed.status === 200 ? 404 : 200)
  await room.query('delete from room.deactivation where account = $1', [room.ids.Eva])
})

test('the same key later gives the same answer, and writes nothing', async ({ room, as }) => {
  const [daan] = await as('Daan')
  const { id, tools } = await newClient(room, daan)
  const takes = handing(room.ids.Eva, { tools: goes(tools, 'colleague'), message: 'Eva takes over.' })
  expect((await daan.try('handOver', { where: { id }, takes })).body).toEqual({ asked: false })
  const before = await worldOf(room)
  expect((await daan.try('handOver', { where: { id }, takes })).body).toEqual({ asked: false })
  expect(await worldOf(room)).toEqual(before)
})

test('twice at once is once', async ({ room, as }) => {
  const [daan] = await as('Daan')
  const { id, client, tools } = await newClient(room, daan)
  const takes = handing(room.ids.Eva, { tools: goes(tools, 'colleague'), message: 'Eva takes over.' })
  const both = await Promise.all([1, 2].map(() => daan.try('handOver', { where: { id }, takes })))
  expect(both.map(({ status }) => status)).toEqual([200, 200])
  const { conversations } = await client.ask('listConversations')
  expect(conversations.length).toBe(1)
  expect(await client.reads(conversations[0]?.id ?? '')).toEqual(['Eva takes over.'])
})
