import { describe, expect } from 'vitest'
import { cast } from '../people/cast.ts'
import { figure } from '../people/figure.ts'
import { asOwnerOf, type Which } from '../people/owner.ts'
import { Person } from '../people/person.ts'
import type { Room } from '../people/room.ts'
import { openSecondHouse } from '../people/second-house.ts'
import { test } from '../people/test.ts'
import { newKey, seal } from './crypto.ts'
import { ownFile } from './keys.ts'

/** Everything of the people that lies in the databases, so long that it does not come by chance. */
const said = ['I slept badly again', 'Slapen & wakker liggen', 'Zusje van toen']
const known = Object.values(cast).flatMap(({ name, address }) => {
  const parts = [name.first, name.last].filter((part) => part.length > 3)
  return parts.concat(`${name.first} ${name.last}`, JSON.stringify({ first: name.first }).slice(1, -1), address)
})

describe('T52 a copy of the databases is useless', () => {
  test('no name, address, subject, word or nickname lies readable in any row of any table of the three databases', async ({
    as,
    room,
  }) => {
    const [noor] = await as('Noor')
    const id = await noor.start('Daan', { text: said[0] ?? '', subject: said[1] ?? '' })
    await giveNickname(room, id, said[2] ?? '')
    const dumps = await Promise.all((['register', 'keys', 'room'] as const).map((which) => dumpOf(room, which)))
    const found = dumps.flatMap(({ text }) => canariesIn(text))
    expect(found).toEqual([])
    expect(dumps.map(({ tables }) => tables).every((tables) => tables > 0)).toBe(true)
    expect(dumps[2]?.text).toContain(id)
    figure(
      'T52',
      `${known.length + said.length} canaries looked for in ${dumps.reduce((sum, { tables }) => sum + tables, 0)} tables, ${found.length} found`,
    )
  })

  test('and where one does lie readable, as text or as bytes, it is found', async ({ room }) => {
    const plants = [
      `to_jsonb('${cast.Tom.address}'::text)`,
      `to_jsonb('${Buffer.from('Hughes').toString('hex')}'::text)`,
    ]
    for (const plant of [...plants, `to_jsonb(convert_to('Amrani', 'UTF8'))`]) {
      await room.query(`insert into room.setting (name, value) values ('planted', ${plant})`)
      expect(canariesIn((await dumpOf(room, 'room')).text), plant).not.toEqual([])
      await room.query(`delete from room.setting where name = 'planted'`)
    }
    expect(canariesIn((await dumpOf(room, 'room')).text)).toEqual([])
  })

  test('the keys lie in a database of their own, and what the room’s database knows does not open them', async ({
    room,
  }) => {
    const { text } = await dumpOf(room, 'room')
    const rows = await asOwnerOf(room, 'keys', (client) =>
      client.query<{ wrapped: Buffer }>(
        'select wrapped from keys.person_key union all select wrapped from keys.practice_key',
      ),
    )
    expect(rows.rows.length).toBeGreaterThan(9)
    for (const { wrapped } of rows.rows) expect(text).not.toContain(wrapped.toString('hex'))
  })
})

describe('a key that is destroyed', () => {
  test('takes what it sealed with it, and nothing else', async ({ as, room }) => {
    const [noor, daan] = await as('Noor', 'Daan')
    const [id, other] = [await noor.start('Daan', { text: 'Of Noor', subject: 'Of Noor' }), await noor.start('Daan')]
    await daan.post(id, 'Of Daan')
    await destroyKey(room, { owner: room.ids.Noor, scope: id })
    await afterwards(room, daan, async (there) => {
      const seen = await there.ask('readConversation', { where: { id } })
      expect([seen.subject, ...seen.page.messages.map(({ text }) => text)]).toEqual([null, null, 'Of Daan'])
      expect(seen.page.messages.map(({ position }) => position)).toEqual([1, 2])
      expect(seen.participants.map(({ name }) => name)).toEqual(['Noor Bakker', 'Daan Visser'])
      expect(await there.reads(other)).toEqual(['Hello'])
      const { conversations } = await there.ask('listConversations')
      expect(conversations.find((line) => line.id === id)?.subject).toBeNull()
    })
  })

  test('takes a person’s name from everybody, and leaves who else they are', async ({ as, room }) => {
    const [eva] = await as('Eva')
    const id = await eva.start('Tom')
    await destroyKey(room, { owner: room.ids.Tom, scope: ownFile })
    await afterwards(room, eva, async (there) => {
      const { participants } = await there.ask('readConversation', { where: { id } })
      expect(participants.map(({ name, kind }) => [name, kind])).toEqual([
        ['Eva Smit', 'professional'],
        [null, 'client'],
      ])
      expect((await there.try('listContacts')).text).not.toContain('Hughes')
    })
  })

  test('what was moved to another row, or sealed by somebody else’s key, is never shown as somebody’s words', async ({
    as,
    room,
  }) => {
    const [noor, daan] = await as('Noor', 'Daan')
    const id = await noor.start('Daan', { text: 'First' })
    await noor.post(id, 'Second')
    await daan.post(id, 'Of Daan')
    const texts = () =>
      room.query<{ sealed: Buffer }>('select sealed from room.message_text where conversation = $1 order by position', [
        id,
      ])
    const before = await texts()
    const put = (position: number, sealed: Buffer | undefined) =>
      room.query('update room.message_text set sealed = $3 where conversation = $1 and position = $2', [
        id,
        position,
        sealed,
      ])
    const forged = seal(newKey(), { owner: room.ids.Noor, row: id }, 'Forged')
    for (const planted of [before[0]?.sealed, before[2]?.sealed, forged, Buffer.from('Plain'), Buffer.alloc(0)]) {
      await put(2, planted)
      const answer = await daan.try('readConversation', { where: { id } })
      expect(answer.text).not.toMatch(/Forged|Plain|First.*First|Of Daan.*Of Daan/)
    }
    await put(2, before[1]?.sealed)
    expect(await daan.reads(id)).toEqual(['First', 'Second', 'Of Daan'])
  })
})

/** Every row of every table, as text; bytes stand there as hex. */
async function dumpOf(room: Room, which: Which): Promise<{ text: string; tables: number }> {
  return await asOwnerOf(room, which, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
    )
    let text = ''
    for (const { name } of rows) {
      const dumped = await client.query<{ row: string }>(`select t::text as row from ${name} t`)
      text += dumped.rows.map(({ row }) => row).join('\n')
    }
    return { text, tables: rows.length }
  })
}

function canariesIn(dump: string): string[] {
  return [...known, ...said].filter((canary) => {
    const bytes = Buffer.from(canary)
    const spellings = [
      canary,
      bytes.toString('hex'),
      bytes.length > 4 ? bytes.toString('base64url').slice(0, -2) : canary,
    ]
    return spellings.some((spelling) => dump.includes(spelling))
  })
}

async function destroyKey(room: Room, { owner, scope }: { owner: string; scope: string }): Promise<void> {
  await asOwnerOf(room, 'keys', async (client) => {
    const { rowCount } = await client.query('delete from keys.person_key where owner = $1 and scope = $2', [
      owner,
      scope,
    ])
    expect(rowCount).toBe(1)
  })
}

/** As a process that has not seen the key yet: one that did may remember it for ten minutes. */
async function afterwards(room: Room, person: Person, look: (there: Person) => Promise<void>): Promise<void> {
  const { second, close } = await openSecondHouse(room)
  await look(new Person(second, person.cookie)).finally(close)
}

async function giveNickname(room: Room, id: string, words: string): Promise<void> {
  const [row] = await room.query<{ id: string; account: string }>(
    'select id, account from room.participant where conversation = $1 limit 1',
    [id],
  )
  const { id: participant, account } = row ?? { id: '', account: '' }
  const key = await room.practice.keys.take({ owner: account, scope: id })
  const sealed = seal(key, { owner: account, row: participant }, words)
  await room.query('insert into room.nickname (participant, conversation, sealed) values ($1, $2, $3)', [
    participant,
    id,
    sealed,
  ])
}
