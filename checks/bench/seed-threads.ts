import type { KeyObject } from 'node:crypto'
import type pg from 'pg'
import { v4, v7 as uuid } from 'uuid'
import { seal } from '../../server/crypto.ts'
import type { Chance } from '../chance.ts'
import { Batch } from './batches.ts'
import type { KeyMaker } from './keys.ts'
import { makeText } from './names.ts'

type Side = { id: string; account: string; key: KeyObject }
type Pair = { therapist: string; client: string }

/** Writes conversations of two into a practice, with messages that were sealed one by one. */
export class Threads {
  readonly #tables: Record<'conversation' | 'participant' | 'span' | 'message' | 'text' | 'subject' | 'mark' | 'relation', Batch>
  readonly #keys: KeyMaker
  readonly #chance: Chance
  readonly #now: Date
  #count = 0

  constructor(client: pg.ClientBase, with_: { keys: KeyMaker; chance: Chance; now: Date }) {
    this.#keys = with_.keys
    this.#chance = with_.chance
    this.#now = with_.now
    const at = 'timestamptz'
    const message = { id: 'uuid', conversation: 'uuid', position: 'bigint', author: 'uuid', sent_at: at, client_key: 'uuid' }
    const participant = { id: 'uuid', conversation: 'uuid', account: 'uuid', kind: 'text', administrator: 'boolean' }
    const span = { id: 'uuid', participant: 'uuid', why: 'text', from_position: 'bigint', began_at: at }
    const relation = { id: 'uuid', client: 'uuid', professional: 'uuid', kind: 'text', began_at: at }
    this.#tables = {
      conversation: new Batch(client, 'room.conversation', { id: 'uuid', started_at: at, last_position: 'bigint', last_at: at }),
      participant: new Batch(client, 'room.participant', participant),
      span: new Batch(client, 'room.span', span),
      message: new Batch(client, 'room.message', message),
      text: new Batch(client, 'room.message_text', { conversation: 'uuid', position: 'bigint', sealed: 'bytea' }),
      subject: new Batch(client, 'room.conversation_subject', { conversation: 'uuid', author: 'uuid', sealed: 'bytea' }),
      mark: new Batch(client, 'room.read_mark', { participant: 'uuid', position: 'bigint' }),
      relation: new Batch(client, 'room.relation', relation),
    }
  }

  /** A treatment relation, on which a conversation of two rests. */
  async relate({ therapist, client }: Pair): Promise<void> {
    await this.#tables.relation.add(uuid(), client, therapist, 'therapist', this.#now)
  }

  /** A thread of so many messages, of which the therapist has not read the last few in one of five; gives back its id. */
  async add(pair: Pair, length: number): Promise<string> {
    const id = uuid()
    this.#count += 1
    const last = this.#now.getTime() - this.#count * 1_000
    const first = new Date(last - length * 60_000)
    await this.#tables.conversation.add(id, first, length, new Date(last))
    const sides = [await this.#side(pair.therapist, 'professional', { id, first }), await this.#side(pair.client, 'client', { id, first })]
    const [therapist, client] = sides
    if (!therapist || !client) throw new Error('a conversation of two has two sides')
    const unread = this.#count % 5 === 0 ? Math.min(3, length - 1) : 0
    for (let position = 1; position <= length; position += 1) {
      const side = position > length - unread || position % 2 === 0 ? client : therapist
      await this.#message(side, { id, position, at: new Date(last - (length - position) * 60_000) })
    }
    await this.#tables.mark.add(therapist.id, length - unread)
    await this.#tables.mark.add(client.id, length)
    if (this.#count % 2 === 0)
      await this.#tables.subject.add(id, therapist.id, seal(therapist.key, { owner: therapist.account, row: id }, 'About sleeping'))
    return id
  }

  async end(): Promise<void> {
    for (const table of Object.values(this.#tables)) await table.end()
  }

  async #side(account: string, kind: string, conversation: { id: string; first: Date }): Promise<Side> {
    const id = uuid()
    await this.#tables.participant.add(id, conversation.id, account, kind, kind === 'professional')
    await this.#tables.span.add(uuid(), id, 'takes part', 1, conversation.first)
    return { id, account, key: await this.#keys.make(account, conversation.id) }
  }

  async #message(side: Side, where: { id: string; position: number; at: Date }): Promise<void> {
    const id = uuid({ msecs: where.at.getTime() })
    const sealed = seal(side.key, { owner: side.account, row: id }, makeText(this.#chance))
    await this.#tables.message.add(id, where.id, where.position, side.id, where.at, v4())
    await this.#tables.text.add(where.id, where.position, sealed)
  }
}
