import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import { isHeldUp } from '../../people/held-up.ts'
import { asOwnerOf } from '../../people/owner.ts'
import type { Person } from '../../people/person.ts'
import type { Room } from '../../people/room.ts'
import { test } from '../../people/test.ts'
import { worldOf } from '../../people/world.ts'

describe('CNV-12 who left', () => {
  test('yes: reads what was there until then, and that alone', async ({ as, room }) => {
    const [noor, daan] = await as('Noor', 'Daan')
    const id = await startLong(noor, ['One', 'Two'])
    await leave(room, id, 'Daan')
    await noor.post(id, 'Three, without Daan')
    expect(await daan.reads(id)).toEqual(['One', 'Two'])
    for (const asksFor of [{}, { after: 0 }, { before: 99 }, { after: 1 }]) {
      const { messages, more } = await daan.ask('readMessages', { where: { id }, asksFor })
      expect([messages.at(-1)?.text, more]).toEqual(['Two', false])
    }
    expect((await daan.ask('readMessages', { where: { id }, asksFor: { after: 2 } })).messages).toEqual([])
    expect(await noor.reads(id)).toEqual(['One', 'Two', 'Three, without Daan'])
  })

  test('no: hears nothing, counts nothing and sees nothing of what comes after', async ({ as, room }) => {
    const [noor, daan] = await as('Noor', 'Daan')
    const id = await startLong(noor, ['One', 'Two'])
    await leave(room, id, 'Daan')
    const ear = await daan.listen()
    const line = async () => (await daan.ask('listConversations')).conversations.find((one) => one.id === id)
    const before = await line()
    for (const text of ['Three', 'Four']) await noor.post(id, text)
    expect(await line()).toEqual(before)
    expect(before?.unread).toBe(2)
    await daan.ask('markRead', { where: { id }, takes: { position: 1000 } })
    expect(await daan.ask('readConversation', { where: { id } })).toMatchObject({ readUpTo: 2, unread: 0 })
    await daan.ask('changeMySettings', { takes: {} })
    await ear.hears({ what: 'me' })
    expect(ear.events).toEqual([{ what: 'conversation', conversation: id }, { what: 'me' }])
  })

  test('no: writing is refused as closed, and nothing is written', async ({ as, room }) => {
    const [noor, daan] = await as('Noor', 'Daan')
    const id = await startLong(noor, ['One'])
    await leave(room, id, 'Daan')
    await expectClosed(room, daan, { id, why: 'left' })
  })

  test('yes: who joined later and who came back read their own spans and nothing between', async ({ as, room }) => {
    const [noor, milan] = await as('Noor', 'Milan')
    const id = await startLong(noor, ['1', '2'])
    await join(room, id, 'Milan')
    for (const text of ['3', '4']) await noor.post(id, text)
    await leave(room, id, 'Milan')
    for (const text of ['5', '6']) await noor.post(id, text)
    await join(room, id, 'Milan')
    for (const text of ['7', '8']) await noor.post(id, text)
    expect(await milan.reads(id)).toEqual(['3', '4', '7', '8'])
    const seen = await milan.ask('readConversation', { where: { id } })
    expect([seen.unread, seen.page.more]).toEqual([4, false])
    const around = async (asksFor: object) => {
      const { messages, more } = await milan.ask('readMessages', { where: { id }, asksFor })
      return [...messages.map(({ text }) => text), more]
    }
    expect(await around({ after: 4 })).toEqual(['7', '8', false])
    expect(await around({ before: 7 })).toEqual(['3', '4', false])
    expect(await around({ before: 3 })).toEqual([false])
    expect(await milan.post(id, '9, of Milan')).toMatchObject({ position: 9 })
    expect(await noor.reads(id)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9, of Milan'])
  })
})

describe('when the relation ends', () => {
  test('a conversation of two stays readable for both and closes for both, and opens again with the relation', async ({
    as,
    room,
  }) => {
    const [tom, eva] = await as('Tom', 'Eva')
    const id = await tom.start('Eva', { text: 'One', subject: 'Kept' })
    await room.query('update room.relation set ended_at = now() where client = $1', [room.ids.Tom])
    for (const person of [tom, eva]) {
      expect(await person.reads(id)).toEqual(['One'])
      expect((await person.ask('listConversations')).conversations.map((line) => line.id)).toContain(id)
      await expectClosed(room, person, { id, why: 'no-longer-in-touch' })
    }
    await room.query('update room.relation set ended_at = null where client = $1', [room.ids.Tom])
    await eva.post(id, 'Two')
    expect(await tom.reads(id)).toEqual(['One', 'Two'])
  })

  test('a client answers the secretary who wrote first, though not the other way round', async ({ as }) => {
    const [tom, sanne] = await as('Tom', 'Sanne')
    const id = await sanne.start('Tom', { text: 'Your appointment' })
    await tom.post(id, 'Thank you')
    expect(await sanne.reads(id)).toEqual(['Your appointment', 'Thank you'])
    await expect(tom.start('Sanne')).rejects.toThrow('404')
  })

  test('what was sent before is told again, though the answer was lost and nothing can be sent any more', async ({
    as,
    room,
  }) => {
    const [tom, eva] = await as('Tom', 'Eva')
    const id = await tom.start('Eva')
    const clientKey = randomUUID()
    const sent = await tom.post(id, 'Just in time', clientKey)
    await room.query(`update room.relation set ended_at = now() where client = $1`, [room.ids.Tom])
    expect(await tom.post(id, 'Just in time', clientKey)).toEqual(sent)
    const later = { text: 'Too late', clientKey: randomUUID() }
    expect((await tom.try('postMessage', { where: { id }, takes: later })).status).toBe(409)
    expect(await eva.reads(id)).toEqual(['Hello', 'Just in time'])
    await room.query('update room.relation set ended_at = null where client = $1', [room.ids.Tom])
  })

  test('a revocation cannot slip in while a message is on its way: the message waits for it, and is refused', async ({
    as,
    room,
  }) => {
    const [tom, eva] = await as('Tom', 'Eva')
    const id = await tom.start('Eva')
    const ways = {
      'the relation ends': [`update room.relation set ended_at = now() where client = $1`, room.ids.Tom],
      'somebody leaves': [
        `update room.span set ended_at = now(), until_position = 1
         where participant = (select p.id from room.participant p where p.administrator and p.conversation = $1)`,
        id,
      ],
    } as const
    for (const [way, [change, about]] of Object.entries(ways)) {
      const answer = await asOwnerOf(room, 'room', async (owner) => {
        await owner.query('begin')
        await owner.query(change, [about])
        const takes = { text: 'In between', clientKey: randomUUID() }
        const sending = tom.try('postMessage', { where: { id }, takes })
        expect([way, await isHeldUp(owner, sending)]).toEqual([way, true])
        await owner.query('commit')
        return await sending
      })
      expect([way, answer.status]).toEqual([way, 409])
      await room.query('update room.relation set ended_at = null where client = $1', [room.ids.Tom])
    }
    expect(await eva.reads(id)).toEqual(['Hello'])
  })
})

async function startLong(noor: Person, [first = '', ...texts]: string[]): Promise<string> {
  const id = await noor.start('Daan', { text: first })
  for (const text of texts) await noor.post(id, text)
  return id
}

async function expectClosed(room: Room, person: Person, { id, why }: { id: string; why: string }): Promise<void> {
  expect((await person.ask('readConversation', { where: { id } })).may).toEqual({ post: why })
  const before = await worldOf(room)
  const answer = await person.try('postMessage', {
    where: { id },
    takes: { text: 'Not any more', clientKey: randomUUID() },
  })
  expect([answer.status, answer.body]).toMatchObject([409, { code: 'closed' }])
  expect(await worldOf(room)).toEqual(before)
}

/** What leaving does to the rows: the span ends at the last message. */
async function leave(room: Room, id: string, name: 'Daan' | 'Milan'): Promise<void> {
  const rows = await room.query(
    `update room.span s set ended_at = now(), until_position = c.last_position
     from room.participant p join room.conversation c on c.id = p.conversation
     where s.participant = p.id and s.until_position is null and p.conversation = $1 and p.account = $2 returning s.id`,
    [id, room.ids[name]],
  )
  expect(rows).toHaveLength(1)
}

/** What joining does to the rows: a span from the next message on. */
async function join(room: Room, id: string, name: 'Milan'): Promise<void> {
  await room.query(
    `with who as (
       insert into room.participant (id, conversation, account, kind)
       select gen_random_uuid(), $1, a.id, a.kind from room.account a where a.id = $2
       on conflict (conversation, account) do update set kind = excluded.kind returning id)
     insert into room.span (id, participant, why, from_position, began_at)
     select gen_random_uuid(), who.id, 'takes part', c.last_position + 1, now() from who, room.conversation c
     where c.id = $1 on conflict do nothing`,
    [id, room.ids[name]],
  )
}
