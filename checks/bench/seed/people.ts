import { createHash, createHmac, randomBytes } from 'node:crypto'
import type pg from 'pg'
import { v7 as uuid } from 'uuid'
import type { Group } from '../../../rules/words.ts'
import { seal } from '../../../server/crypto.ts'
import { beginningsOf, type Name } from '../../../server/names.ts'
import type { Chance } from '../../chance.ts'
import { Batch } from './batches.ts'
import type { KeyMaker } from './keys.ts'
import { makeName } from './names.ts'

/** Somebody who was seeded, and how they get in. */
export type Seeded = { id: string; name: Name; address: string }

/** What is kept of every client, as long as it usually is. */
const details = JSON.stringify({
  gender: 'female',
  birthDate: '1984-03-07',
  phone: '0201234567',
  identifier: 'C-10482',
  bsn: null,
})
const labels = JSON.stringify(['intake', 'group on Tuesday'])

/** Writes people into a practice: what is sealed about them, how they are found, how they sign in. */
export class People {
  readonly #tables: Record<
    'account' | 'name' | 'address' | 'detail' | 'label' | 'password' | 'setting' | 'group' | 'token' | 'session',
    Batch
  >
  readonly #keys: KeyMaker
  readonly #chance: Chance
  readonly #given: { passwordHash: string; now: Date }
  readonly #tokenOf = new Map<string, Buffer>()
  #count = 0

  constructor(client: pg.ClientBase, given: { keys: KeyMaker; chance: Chance; passwordHash: string; now: Date }) {
    this.#keys = given.keys
    this.#chance = given.chance
    this.#given = given
    const at = 'timestamptz'
    const session = { id: 'uuid', token_hash: 'bytea', account: 'uuid', began_at: at, seen_at: at, ends_at: at }
    this.#tables = {
      account: new Batch(client, 'room.account', { id: 'uuid', kind: 'text', created_at: at }),
      name: new Batch(client, 'room.account_name', { account: 'uuid', kind: 'text', sealed: 'bytea' }),
      address: new Batch(client, 'room.account_address', { account: 'uuid', sealed: 'bytea', token: 'bytea' }),
      detail: new Batch(client, 'room.account_detail', {
        account: 'uuid',
        kind: 'text',
        sealed: 'bytea',
        changed_at: at,
      }),
      label: new Batch(client, 'room.account_label', { account: 'uuid', kind: 'text', sealed: 'bytea' }),
      password: new Batch(client, 'room.account_password', { account: 'uuid', hash: 'text', changed_at: at }),
      setting: new Batch(client, 'room.account_setting', { account: 'uuid', language: 'text' }),
      group: new Batch(client, 'room.account_group', { account: 'uuid', name: 'text', given_at: at }),
      token: new Batch(client, 'room.search_token', { field: 'text', token: 'bytea', account: 'uuid' }),
      session: new Batch(client, 'room.session', session),
    }
  }

  async add(kind: 'client' | 'professional', groups: Group[] = []): Promise<Seeded> {
    const id = uuid()
    const name = makeName(this.#chance)
    this.#count += 1
    const address = `person${this.#count}@bench.example`
    const key = await this.#keys.make(id)
    const sealed = (text: string) => seal(key, { owner: id, row: id }, text)
    const { account, password, setting, group, token } = this.#tables
    await account.add(id, kind, this.#given.now)
    await this.#tables.name.add(id, kind, sealed(JSON.stringify(name)))
    await this.#tables.address.add(id, sealed(address), this.#hash('address', address))
    if (kind === 'client') {
      await this.#tables.detail.add(id, kind, sealed(details), this.#given.now)
      await this.#tables.label.add(id, kind, sealed(labels))
    }
    await password.add(id, this.#given.passwordHash, this.#given.now)
    await setting.add(id, 'nl')
    for (const one of groups) await group.add(id, one, this.#given.now)
    for (const word of beginningsOf(name)) await token.add('name', this.#hash('name', word), id)
    await token.add('address', this.#hash('address', address), id)
    return { id, name, address }
  }

  /** Signs somebody in; gives back what the cookie holds. */
  async session(account: string): Promise<string> {
    const secret = randomBytes(32).toString('base64url')
    const { now } = this.#given
    const hash = createHash('sha256').update(secret).digest()
    await this.#tables.session.add(uuid(), hash, account, now, now, new Date(now.getTime() + 12 * 3_600_000))
    return secret
  }

  async end(): Promise<void> {
    for (const table of Object.values(this.#tables)) await table.end()
  }

  /** As the room hashes what it looks people up by; many share a beginning. */
  #hash(field: string, value: string): Buffer {
    const known = this.#tokenOf.get(`${field} ${value}`)
    if (known) return known
    const made = createHmac('sha256', this.#keys.search).update(`${field}\u0000${value}`).digest().subarray(0, 16)
    if (field === 'name') this.#tokenOf.set(`${field} ${value}`, made)
    return made
  }
}
