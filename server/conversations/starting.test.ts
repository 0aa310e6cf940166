import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import { cast, type CastName } from '../../people/cast.ts'
import { linesOf } from '../../people/lines.ts'
import type { Room } from '../../people/room.ts'
import { test } from '../../people/test.ts'
import { worldOf } from '../../people/world.ts'

const everybody = Object.keys(cast) as CastName[]

/**
 * Whom everybody of the cast may write to first, by hand from the rights table ('Start a conversation with') and CNV-2:
 * a client: related therapists and own related persons, whoever invited them; a therapist: own clients, all professionals, and the
 * related persons they invited themselves (REL-6), never those the client invited (REL-4); the supervisor and the application
 * manager: professionals, no clients; the secretary: professionals and all clients; a related person: their own client, and
 * whoever invited them.
 */
const mayStartWith: Record<CastName, CastName[]> = {
  Noor: ['Daan', 'Lies', 'Milan'],
  Tom: ['Eva'],
  Daan: ['Noor', 'Milan', 'Eva', 'Sanne', 'Karim', 'Ruth'],
  Eva: ['Tom', 'Daan', 'Sanne', 'Karim', 'Ruth'],
  Sanne: ['Noor', 'Tom', 'Daan', 'Eva', 'Karim', 'Ruth'],
  Karim: ['Daan', 'Eva', 'Sanne', 'Ruth'],
  Ruth: ['Daan', 'Eva', 'Sanne', 'Karim'],
  Lies: ['Noor'],
  Milan: ['Noor', 'Daan'],
}

describe('CNV-2 whom one starts a conversation with, everybody with everybody', () => {
  test('yes: one’s own contacts, all that are listed and no others; and they read it', async ({ as, room }) => {
    const people = await as(...everybody)
    const of = (name: CastName) => people[everybody.indexOf(name)]!
    for (const name of everybody) {
      const [person, contacts] = [of(name), mayStartWith[name]]
      const listed = (await person.ask('listContacts')).contacts.map(({ id }) => id)
      expect([name, listed.toSorted()]).toEqual([name, contacts.map((contact) => room.ids[contact]).toSorted()])
      for (const contact of contacts) {
        const text = `${name} to ${contact}`
        const conversation = await person.start(contact, { text })
        for (const reader of [person, of(contact)]) expect(await reader.reads(conversation)).toEqual([text])
      }
    }
  })

  test('no: anybody else, oneself included; the answer is that for an unknown id, and nothing is written', async ({
    as,
    room,
  }) => {
    const people = await as(...everybody)
    const before = await worldOf(room)
    const takes = { text: 'Hello', clientKey: randomUUID() }
    for (const [index, name] of everybody.entries()) {
      const start = (id: string) => people[index]!.try('startConversation', { takes: { ...takes, contacts: [id] } })
      const unknown = await start(randomUUID())
      expect(unknown.status).toBe(404)
      for (const other of everybody.filter((contact) => !mayStartWith[name].includes(contact)))
        for (const id of [room.ids[other], room.ids[other].toUpperCase()])
          expect([name, other, (await start(id)).text]).toEqual([name, other, unknown.text])
    }
    expect(await worldOf(room)).toEqual(before)
  })
})

describe('CNV-2 no: a contact that ended or is deactivated', () => {
  test('a relation that ended, both ways', async ({ as, room }) => {
    const [tom, eva] = await as('Tom', 'Eva')
    await tom.start('Eva')
    await eva.start('Tom')
    await room.query('update room.relation set ended_at = now() where client = $1', [room.ids.Tom])
    await expect(tom.start('Eva')).rejects.toThrow('404')
    await expect(eva.start('Tom')).rejects.toThrow('404')
    await room.query('update room.relation set ended_at = null where client = $1', [room.ids.Tom])
  })

  test('somebody who is deactivated, and who is not listed either', async ({ as, room }) => {
    const [daan] = await as('Daan')
    await daan.start('Karim')
    await room.query('insert into room.deactivation (account, at) values ($1, now())', [room.ids.Karim])
    await expect(daan.start('Karim')).rejects.toThrow('404')
    expect((await daan.ask('listContacts')).contacts.map(({ id }) => id)).not.toContain(room.ids.Karim)
    await room.query('delete from room.deactivation where account = $1', [room.ids.Karim])
  })
})

describe('CNV-4 starting', () => {
  test('with a subject or without; the starter is the administrator (CNV-9)', async ({ as }) => {
    const [noor, daan] = await as('Noor', 'Daan')
    const [plain, titled] = [await noor.start('Daan'), await noor.start('Daan', { subject: 'Slapen & wakker liggen' })]
    for (const person of [noor, daan]) {
      expect((await person.ask('readConversation', { where: { id: plain } })).subject).toBeNull()
      const seen = await person.ask('readConversation', { where: { id: titled } })
      expect(seen.subject).toBe('Slapen & wakker liggen')
      expect(seen.participants.map(({ name, administrator }) => [name, administrator])).toEqual([
        ['Noor Bakker', true],
        ['Daan Visser', false],
      ])
    }
  })

  test('twice at once with one client key makes one conversation with one message', async ({ as, room }) => {
    const [noor] = await as('Noor')
    const takes = { contacts: [room.ids.Daan], subject: 'Once', text: 'Only once', clientKey: randomUUID() }
    const before = await numberOfConversations(room)
    const started = await Promise.all(
      Array.from({ length: 20 }, () => noor.ask('startConversation', { takes }).then(({ id }) => id)),
    )
    expect(new Set(started).size).toBe(1)
    expect(await numberOfConversations(room)).toBe(before + 1)
    expect(await noor.reads(started[0] ?? '')).toEqual(['Only once'])
    expect(await noor.ask('startConversation', { takes })).toEqual({ id: started[0] })
  })

  test('again with one client key but other words, another subject or another contact is refused, and nothing is written', async ({
    as,
    room,
  }) => {
    const [noor] = await as('Noor')
    const takes = { contacts: [room.ids.Daan], subject: 'First', text: 'First words', clientKey: randomUUID() }
    const { id } = await noor.ask('startConversation', { takes })
    const before = await worldOf(room)
    for (const other of [{ text: 'Other words' }, { subject: 'Second' }, { contacts: [room.ids.Lies] }]) {
      const answer = await noor.try('startConversation', { takes: { ...takes, ...other } })
      expect([other, answer.status, answer.body]).toMatchObject([other, 409, { code: 'key-used' }])
    }
    const { subject: _, ...without } = takes
    expect((await noor.try('startConversation', { takes: without })).status).toBe(409)
    expect(await worldOf(room)).toEqual(before)
    expect(await noor.ask('startConversation', { takes })).toEqual({ id })
  })

  test('T46 its line names the conversation that was made, or told again; a refusal names whom one asked for', async ({
    as,
    room,
  }) => {
    const [noor] = await as('Noor')
    const takes = { contacts: [room.ids.Daan], text: 'Once', clientKey: randomUUID() }
    let id = ''
    const lines = await linesOf(room, async () => {
      for (const _ of ['first', 'again']) ({ id } = await noor.ask('startConversation', { takes }))
      for (const other of [{ text: 'Twice' }, { contacts: [room.ids.Lies] }, { contacts: [room.ids.Tom] }])
        await noor.try('startConversation', { takes: { ...takes, ...other } })
    })
    expect(lines.map(({ allowed, basis, object_kind, object }) => [allowed, basis, object_kind, object])).toEqual([
      [true, 'treatment relation', 'conversation', id],
      [true, 'started before', 'conversation', id],
      [false, 'key-used', 'account', room.ids.Daan],
      [false, 'key-used', 'account', room.ids.Lies],
      [false, 'not a contact', 'account', room.ids.Tom],
    ])
  })

  test('what was started before is told again, though the relation has ended; nothing else starts, and a used key does not tell a stranger from nobody', async ({
    as,
    room,
  }) => {
    const [tom] = await as('Tom')
    const takes = { contacts: [room.ids.Eva], subject: 'Kept', text: 'Just in time', clientKey: randomUUID() }
    const started = await tom.ask('startConversation', { takes })
    await room.query('update room.relation set ended_at = now() where client = $1', [room.ids.Tom])
    const before = await worldOf(room)
    expect(await tom.ask('startConversation', { takes })).toEqual(started)
    const answers = [
      { text: 'Other' },
      { subject: 'Other' },
      { clientKey: randomUUID() },
      { contacts: [room.ids.Noor] },
    ]
    const statuses = await Promise.all(
      [...answers, { contacts: [randomUUID()] }].map((other) =>
        tom.try('startConversation', { takes: { ...takes, ...other } }),
      ),
    )
    expect(statuses.map(({ status }) => status)).toEqual([409, 409, 404, 404, 404])
    expect(await worldOf(room)).toEqual(before)
    await room.query('update room.relation set ended_at = null where client = $1', [room.ids.Tom])
  })
})

async function numberOfConversations(room: Room): Promise<number> {
  const [row] = await room.query<{ count: number }>('select count(*)::int as count from room.conversation')
  return row?.count ?? 0
}
