import type { KeyObject } from 'node:crypto'
import type pg from 'pg'
import { v4, v7 as uuid } from 'uuid'
import { seal } from '../../../server/crypto.ts'
import type { Chance } from '../../chance.ts'
import { Batch, type Columns } from './batches.ts'
import type { KeyMaker } from './keys.ts'
import { makeText } from './names.ts'

type Table = 'conversation' | 'participant' | 'span' | 'message' | 'text' | 'subject' | 'mark' | 'relation'
type Side = { id: string; account: string; key: KeyObject }
type Pair = { therapist: string; client: string }
type Beginning = { id: string; first: Date }

/** Writes conversations into a practice, with messages that were sealed one by one. */
export class Threads {
  readonly #tables: Record<Table, Batch>
  readonly #keys: KeyMaker
  readonly #chance: Chance
  readonly #now: Date
  #count = 0

  constructor(client: pg.ClientBase, given: { keys: KeyMaker; chance: Chance; now: Date }) {
    this.#keys = given.keys
    this.#chance = given.chance
    this.#now = given.now
    this.#tables = tablesIn(client)
  }

  /** A treatment relation, on which a conversation of two rests. */
  async relate({ therapist, client }: Pair): Promise<void> {
    await this.#tables.relation.add(uuid(), client, therapist, 'therapist', this.#now)
  }

  /** A thread of so many messages, of which the therapist has not read the last few in one of five; gives back its id. */
  async add(pair: Pair, length: number): Promise<string> {
    this.#count += 1
    const last = this.#now.getTime() - this.#count * 1_000
    const beginning = await this.#begin(length, last)
    const therapist = await this.#side(pair.therapist, 'professional', beginning)
    const client = await this.#side(pair.client, 'client', beginning)
    const unread = this.#count % 5 === 0 ? Math.min(3, length - 1) : 0
    for (let position = 1; position <= length; position += 1) {
      const side = position > length - unread || position % 2 === 0 ? client : therapist
      await this.#message(side, { id: beginning.id, position, at: new Date(last - (length - position) * 60_000) })
    }
    await this.#tables.mark.add(therapist.id, length - unread)
    await this.#tables.mark.add(client.id, length)
    if (this.#count % 2 === 0) await this.#subject(therapist, beginning.id)
    return beginning.id
  }

  /** One conversation of many, with one message; gives back its id. */
  async addGroup(host: string, members: string[]): Promise<string> {
    const beginning = await this.#begin(1, this.#now.getTime())
    const side = await this.#side(host, 'professional', beginning)
    for (const member of members) await this.#side(member, 'client', beginning)
    await this.#message(side, { id: beginning.id, position: 1, at: beginning.first })
    return beginning.id
  }

  async end(): Promise<void> {
    for (const table of Object.values(this.#tables)) await table.end()
  }

  async #begin(length: number, last: number): Promise<Beginning> {
    const beginning = { id: uuid(), first: new Date(last - length * 60_000) }
    await this.#tables.conversation.add(beginning.id, beginning.first, length, new Date(last))
    return beginning
  }

  async #side(account: string, kind: string, { id: conversation, first }: Beginning): Promise<Side> {
    const id = uuid()
    await this.#tables.participant.add(id, conversation, account, kind, kind === 'professional')
    await this.#tables.span.add(uuid(), id, 'takes part', 1, first)
    return { id, account, key: await this.#keys.make(account, conversation) }
  }

  async #message(side: Side, where: { id: string; position: number; at: Date }): Promise<void> {
    const id = uuid({ msecs: where.at.getTime() })
    const sealed = seal(side.key, { owner: side.account, row: id }, makeText(this.#chance))
    await this.#tables.message.add(id, where.id, where.position, side.id, where.at, v4())
    await this.#tables.text.add(where.id, where.position, sealed)
  }

  async #subject(side: Side, conversation: string): Promise<void> {
    const sealed = seal(side.key, { owner: side.account, row: conversation }, 'About sleeping')
    await this.#tables.subject.add(conversation, side.id, sealed)
  }
}

function uuids(...names: string[]): Columns {
  return Object.fromEntries(names.map((name) => [name, 'uuid']))
}

function tablesIn(client: pg.ClientBase): Record<Table, Batch> {
  const at = 'timestamptz'
  const columns = {
    conversation: { id: 'uuid', started_at: at, last_position: 'bigint', last_at: at },
    participant: { ...uuids('id', 'conversation', 'account'), kind: 'text', administrator: 'boolean' },
    span: { ...uuids('id', 'participant'), why: 'text', from_position: 'bigint', began_at: at },
    message: { ...uuids('id', 'conversation'), position: 'bigint', author: 'uuid', sent_at: at, client_key: 'uuid' },
    text: { conversation: 'uuid', position: 'bigint', sealed: 'bytea' },
    subject: { ...uuids('conversation', 'author'), sealed: 'bytea' },
    mark: { participant: 'uuid', position: 'bigint' },
    relation: { ...uuids('id', 'client', 'professional'), kind: 'text', began_at: at },
  }
  const names = { text: 'message_text', subject: 'conversation_subject', mark: 'read_mark' }
  const made = Object.entries(columns).map(([name, types]) => {
    const table = Object.entries(names).find(([known]) => known === name)?.[1] ?? name
    return [name, new Batch(client, `room.${table}`, types)]
  })
  return Object.fromEntries(made) as Record<Table, Batch>
}
