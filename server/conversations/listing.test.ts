import { describe, expect } from 'vitest'
import type { ConversationLine } from '../../contract/conversations.ts'
import type { Person } from '../../people/person.ts'
import { test } from '../../people/test.ts'

const lines = async (person: Person, asksFor = {}): Promise<ConversationLine[]> =>
  (await person.ask('listConversations', { asksFor })).conversations
const subjects = (found: ConversationLine[]) => found.map(({ subject }) => subject ?? '')

describe('CNV-3 the list', () => {
  test('yes: one’s own conversations stand in it, the one with the newest message first', async ({ as, room }) => {
    const [noor, daan] = await as('Noor', 'Daan')
    const started = []
    for (const subject of ['One', 'Two', 'Three']) {
      started.push(await noor.start('Daan', { subject }))
      room.clock.moveOn(1000)
    }
    expect(subjects(await lines(daan)).slice(0, 3)).toEqual(['Three', 'Two', 'One'])
    await daan.post(started[0] ?? '', 'News in the oldest')
    expect(subjects(await lines(noor)).slice(0, 3)).toEqual(['One', 'Three', 'Two'])
  })

  test('yes: a line shows who else takes part, who wrote last and when, and never the words', async ({ as }) => {
    const [noor, daan] = await as('Noor', 'Daan')
    const conversation = await noor.start('Daan', { subject: 'Sleep', text: 'Words that stay inside' })
    const answer = await daan.try('listConversations')
    expect(answer.text).not.toContain('Words that stay inside')
    const seen = await daan.ask('readConversation', { where: { id: conversation } })
    const line = (await lines(daan)).find(({ id }) => id === conversation)
    expect(line?.others).toEqual([expect.objectContaining({ name: 'Noor Bakker', naming: 'contact', kind: 'client' })])
    const [message] = seen.page.messages
    expect(line?.last).toEqual({ at: message?.at, author: message?.author })
    expect(line?.last.author).toBe(line?.others[0]?.id)
  })

  test('no: nobody else’s', async ({ as }) => {
    const [noor] = await as('Noor')
    const conversation = await noor.start('Daan', { subject: 'Between us' })
    for (const person of await as('Eva', 'Tom', 'Sanne', 'Karim', 'Ruth', 'Lies', 'Milan')) {
      const answer = await person.try('listConversations')
      expect(answer.status).toBe(200)
      expect(answer.text).not.toContain(conversation)
      expect(answer.text).not.toContain('Between us')
    }
  })
})

describe('CNV-6 CNV-23 what is unread', () => {
  test('counts the messages of others after one’s own mark, per conversation and in all', async ({ as }) => {
    const [tom, eva] = await as('Tom', 'Eva')
    const [first, second] = [
      await tom.start('Eva', { subject: 'First' }),
      await tom.start('Eva', { subject: 'Second' }),
    ]
    await tom.post(first, 'Two')
    await tom.post(first, 'Three')
    const counts = async (person: Person) => {
      const { conversations, unread } = await person.ask('listConversations')
      const of = (id: string) => conversations.find((line) => line.id === id)?.unread
      return [of(first), of(second), unread]
    }
    expect(await counts(eva)).toEqual([3, 1, 4])
    expect(await counts(tom)).toEqual([0, 0, 0])
    expect(subjects(await lines(eva, { unread: 'yes' })).toSorted()).toEqual(['First', 'Second'])
    await eva.ask('markRead', { where: { id: first }, takes: { position: 2 } })
    expect(await counts(eva)).toEqual([1, 1, 2])
    await eva.ask('markRead', { where: { id: second }, takes: { position: 1 } })
    expect(await counts(eva)).toEqual([1, 0, 1])
    expect(subjects(await lines(eva, { unread: 'yes' }))).toEqual(['First'])
    expect(subjects(await lines(tom, { unread: 'yes' }))).toEqual([])
  })

  test('yes: a mark goes forwards only, never past the last message, and one’s own other tabs hear of it', async ({
    as,
  }) => {
    const [noor, daan, elsewhere] = await as('Noor', 'Daan', 'Daan')
    const id = await noor.start('Daan')
    for (const text of ['Two', 'Three', 'Four']) await noor.post(id, text)
    const ear = await elsewhere.listen()
    const mark = async (position: number) => {
      await daan.ask('markRead', { where: { id }, takes: { position } })
      const { readUpTo, unread } = await elsewhere.ask('readConversation', { where: { id } })
      return [readUpTo, unread]
    }
    expect(await mark(3)).toEqual([3, 1])
    await ear.hears({ what: 'conversation', conversation: id })
    expect(await mark(1)).toEqual([3, 1])
    expect(await mark(0)).toEqual([3, 1])
    expect(await mark(Number.MAX_SAFE_INTEGER)).toEqual([4, 0])
    await noor.post(id, 'Five')
    expect(await mark(0)).toEqual([4, 1])
  })

  test('no: nobody sets somebody else’s mark, nor sees it', async ({ as }) => {
    const [noor, daan, eva] = await as('Noor', 'Daan', 'Eva')
    const id = await noor.start('Daan')
    await noor.post(id, 'Two')
    await noor.ask('markRead', { where: { id }, takes: { position: 2 } })
    expect((await eva.try('markRead', { where: { id }, takes: { position: 2 } })).status).toBe(404)
    expect(await daan.ask('readConversation', { where: { id } })).toMatchObject({ readUpTo: 0, unread: 2 })
    await daan.ask('markRead', { where: { id }, takes: { position: 1 } })
    expect(await noor.ask('readConversation', { where: { id } })).toMatchObject({ readUpTo: 2, unread: 0 })
  })

  test('who writes has read their own words; what was unread above them stays so', async ({ as }) => {
    const [noor, daan] = await as('Noor', 'Daan')
    const id = await noor.start('Daan', { text: 'One' })
    await daan.post(id, 'Two, without having read One')
    expect(await daan.ask('readConversation', { where: { id } })).toMatchObject({ readUpTo: 0, unread: 1 })
    await daan.ask('markRead', { where: { id }, takes: { position: 2 } })
    await daan.post(id, 'Three')
    expect(await daan.ask('readConversation', { where: { id } })).toMatchObject({ readUpTo: 3, unread: 0 })
  })
})

describe('a long list', () => {
  test('comes in pages of fifty; the next page goes on where this one ended, also where two are of the same moment', async ({
    as,
    room,
  }) => {
    const [karim] = await as('Karim')
    for (const index of Array.from({ length: 61 }).keys()) await karim.start('Sanne', { subject: `Number ${index}` })
    // A minute between each two, save from the 49th to the 52nd: all of one moment.
    await room.query(
      `update room.conversation c set last_at = date_trunc('minute', now()) - line.minutes * interval '1 minute'
       from (select p.conversation, case when nth between 49 and 52 then 49 else nth end as minutes
             from (select conversation, row_number() over (order by id) as nth from room.participant where account = $1) p) line
       where line.conversation = c.id`,
      [room.ids.Karim],
    )
    const first = await karim.ask('listConversations')
    const before = first.conversations.at(-1)?.last.at ?? ''
    const second = await karim.ask('listConversations', { asksFor: { before } })
    expect([first.more, second.more]).toEqual([true, false])
    expect(first.conversations.length).toBeGreaterThanOrEqual(50)
    const all = [...first.conversations, ...second.conversations]
    expect(new Set(all.map(({ id }) => id)).size).toBe(61)
    expect(all).toHaveLength(61)
    const moments = all.map(({ last }) => last.at)
    expect(moments).toEqual(moments.toSorted().toReversed())
    expect((await karim.ask('listConversations', { asksFor: { unread: 'yes' } })).conversations).toEqual([])
  })
})
