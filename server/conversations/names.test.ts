import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import type { Participant } from '../../contract/conversations.ts'
import type { Person } from '../../people/person.ts'
import type { Room } from '../../people/room.ts'
import { test } from '../../people/test.ts'
import { seal } from '../crypto.ts'

const seenBy = async (person: Person, id: string): Promise<Participant[]> =>
  (await person.ask('readConversation', { where: { id } })).participants
const called = (participants: Participant[]) =>
  Object.fromEntries(participants.map(({ naming, name, online }) => [naming, [name, online]]))

describe('CNV-20 who people are to each other in a conversation of Noor, Daan and Lies', () => {
  test('no: Daan sees of Lies what kind of person she is and her nickname, or nothing yet', async ({ as, room }) => {
    const [noor, daan] = await as('Noor', 'Daan')
    const id = await together(room, noor)
    expect(called(await seenBy(daan, id))).toEqual({
      you: ['Daan Visser', false],
      contact: ['Noor Bakker', false],
      nickname: [null, null],
    })
    await nickname(room, id, 'Zus')
    const lies = (await seenBy(daan, id)).find(({ naming }) => naming === 'nickname')
    expect(lies).toEqual({
      id: await membership(room, id),
      name: 'Zus',
      away: null,
      picture: null,
      naming: 'nickname',
      kind: 'related person',
      groups: [],
      administrator: false,
      present: true,
      online: null,
    })
  })

  test('yes: Noor sees both by name; Lies sees Noor by name, and Daan because professionals appear by name', async ({
    as,
    room,
  }) => {
    const [noor, daan, lies] = await as('Noor', 'Daan', 'Lies')
    const id = await together(room, noor)
    await nickname(room, id, 'Zus')
    for (const person of [daan, lies]) await person.ask('beHere')
    const names = (await seenBy(noor, id)).map(({ name, naming, online }) => [name, naming, online])
    expect(names.toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual([
      ['Daan Visser', 'contact', true],
      ['Lies Bakker', 'contact', true],
      ['Noor Bakker', 'you', false],
    ])
    expect(called(await seenBy(lies, id))).toEqual({
      you: ['Lies Bakker', true],
      contact: ['Noor Bakker', false],
      professional: ['Daan Visser', null],
    })
  })

  test('T7 no: by no answer and no event does Daan learn her name, her account, her address or whether she is online', async ({
    as,
    room,
  }) => {
    const [noor, daan, lies] = await as('Noor', 'Daan', 'Lies')
    // Whoever was here before is away by now: the next sign of life is news.
    room.clock.moveOn(4 * 60_000)
    const [id, ear] = [await together(room, noor), await daan.listen()]
    await nickname(room, id, 'Zus')
    await lies.ask('beHere')
    await lies.post(id, 'Hello both')
    await ear.hears({ what: 'conversation', conversation: id })
    await noor.ask('beHere')
    await daan.ask('changeMySettings', { takes: {} })
    await ear.hears({ what: 'me' })
    expect(ear.events.filter(({ what }) => what === 'presence')).toHaveLength(1)
    const answers = [
      await daan.try('readConversation', { where: { id } }),
      await daan.try('readMessages', { where: { id } }),
      await daan.try('listConversations'),
      await daan.try('listContacts'),
      await daan.try('startConversation', { takes: starting(room.ids.Lies) }),
      await daan.try('startConversation', { takes: starting(await membership(room, id)) }),
      await daan.try('markRead', { where: { id }, takes: { position: 2 } }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 404, 404, 204])
    expect(answers[0]?.text).toContain('Hello both')
    const session = await room.query<{ id: string }>('select id from room.session where account = $1', [room.ids.Lies])
    const told = ear.raw + answers.map(({ text, headers }) => text + JSON.stringify([...headers])).join('')
    expect(told).toContain('Zus')
    for (const secret of ['Lies', 'lies@', room.ids.Lies, ...session.map((row) => row.id)])
      expect(told.toLowerCase()).not.toContain(secret.toLowerCase())
  })

  test('no: her membership here says nothing about her in another conversation', async ({ as, room }) => {
    const [noor, daan] = await as('Noor', 'Daan')
    const [one, other] = [await together(room, noor), await together(room, noor)]
    await nickname(room, one, 'Zus')
    const strangers = await Promise.all(
      [one, other].map(async (id) => (await seenBy(daan, id)).find(({ naming }) => naming === 'nickname')),
    )
    expect(strangers.map((stranger) => stranger?.name)).toEqual(['Zus', null])
    expect(strangers[0]?.id).not.toBe(strangers[1]?.id)
  })

  test('yes: when their relation ends, Daan sees Noor as a stranger too, and Noor sees Daan by name but no more whether he is online', async ({
    as,
    room,
  }) => {
    const [noor, daan] = await as('Noor', 'Daan')
    const id = await together(room, noor)
    for (const person of [noor, daan]) await person.ask('beHere')
    await room.query('update room.relation set ended_at = now() where client = $1', [room.ids.Noor])
    const [seenByDaan, seenByNoor] = [await seenBy(daan, id), await seenBy(noor, id)]
    await room.query('update room.relation set ended_at = null where client = $1', [room.ids.Noor])
    expect(seenByDaan.filter(({ kind }) => kind === 'client')).toMatchObject([
      { name: null, naming: 'nickname', online: null },
    ])
    expect(called(seenByNoor).professional).toEqual(['Daan Visser', null])
  })
})

test('CNV-20 a professional who is no contact is seen by name and group, never as online: Tom and the secretary who wrote to him', async ({
  as,
}) => {
  const [sanne, tom] = await as('Sanne', 'Tom')
  const id = await sanne.start('Tom')
  await sanne.ask('beHere')
  const seen = (await seenBy(tom, id)).find(({ naming }) => naming !== 'you')
  expect(seen).toMatchObject({ name: 'Sanne de Wit', naming: 'professional', groups: ['secretary'], online: null })
})

const starting = (contact: string) => ({ contacts: [contact], text: 'Who are you?', clientKey: randomUUID() })

/** Noor and Daan in a conversation, Lies brought in: by rows, as no screen can yet. */
async function together(room: Room, noor: Person): Promise<string> {
  const id = await noor.start('Daan')
  await room.query(
    `with lies as (
       insert into room.participant (id, conversation, account, kind) values (gen_random_uuid(), $1, $2, 'related person') returning id)
     insert into room.span (id, participant, why, from_position, began_at)
     select gen_random_uuid(), lies.id, 'takes part', 2, now() from lies`,
    [id, room.ids.Lies],
  )
  return id
}

/** The id under which Lies takes part. */
async function membership(room: Room, id: string): Promise<string> {
  const [row] = await room.query<{ id: string }>(
    'select id from room.participant where conversation = $1 and account = $2',
    [id, room.ids.Lies],
  )
  return row?.id ?? ''
}

async function nickname(room: Room, id: string, words: string): Promise<void> {
  const participant = await membership(room, id)
  const key = await room.practice.keys.take({ owner: room.ids.Lies, scope: id })
  await room.query('insert into room.nickname (participant, conversation, sealed) values ($1, $2, $3)', [
    participant,
    id,
    seal(key, { owner: room.ids.Lies, row: participant }, words),
  ])
}
