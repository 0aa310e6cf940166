import type { KeyObject } from 'node:crypto'
import type pg from 'pg'
import { derive, keyFrom, newKey, openBytes, seal } from './crypto.ts'

/** The scope of a person's own file (name, address, answers); any other scope is a conversation. */
export const ownFile = '00000000-0000-0000-0000-000000000000'

/** Whose key, and for what. */
export type KeyName = { owner: string; scope: string }

/** How long an unwrapped key may stay in memory, ms: the longest that a destroyed key outlives its row in another process. */
const keepFor = 10 * 60_000
const keepAtMost = 50_000

type Kept = { key: KeyObject; until: number }

/** The keys of one practice. Holds the connection to the key database and a bounded memory of unwrapped keys. */
export class KeyRing {
  readonly #practice: string
  readonly #pool: pg.Pool
  readonly #wrapping: KeyObject
  readonly #kept = new Map<string, Kept>()
  /** Keyed hashes for looking people up. */
  readonly search: KeyObject
  /** Authenticates audit lines. */
  readonly audit: KeyObject

  constructor(practice: string, pool: pg.Pool, own: KeyObject) {
    this.#practice = practice
    this.#pool = pool
    this.#wrapping = derive(own, 'alcove wrapping')
    this.search = derive(own, 'alcove search')
    this.audit = derive(own, 'alcove audit')
  }

  /** The key, made and kept in the key database if it is not there yet. Made before what it seals is written: a key too many harms nothing. */
  async take(name: KeyName): Promise<KeyObject> {
    const found = await this.find([name])
    return found.get(spell(name)) ?? (await this.#make(name))
  }

  /** The keys that exist, by `spell(name)`. What is missing was destroyed, and what it sealed is gone. One round trip at most. */
  async find(names: readonly KeyName[]): Promise<Map<string, KeyObject>> {
    const found = new Map<string, KeyObject>()
    const missing: KeyName[] = []
    for (const name of names) {
      const kept = this.#kept.get(spell(name))
      if (kept && kept.until > performance.now()) found.set(spell(name), kept.key)
      else missing.push(name)
    }
    if (missing.length > 0) await this.#fetch(missing, found)
    return found
  }

  async #fetch(names: readonly KeyName[], into: Map<string, KeyObject>): Promise<void> {
    const { rows } = await this.#pool.query<KeyName & { wrapped: Buffer }>({
      name: 'find keys',
      text: `select k.owner, k.scope, k.wrapped from unnest($2::uuid[], $3::uuid[]) as wanted (owner, scope)
             join keys.person_key k on k.practice = $1 and k.owner = wanted.owner and k.scope = wanted.scope`,
      values: [this.#practice, names.map((name) => name.owner), names.map((name) => name.scope)],
    })
    for (const row of rows) into.set(spell(row), this.#keep(row, row.wrapped))
  }

  async #make(name: KeyName): Promise<KeyObject> {
    const wrapped = seal(this.#wrapping, placeOf(name), newKey().export())
    const { rows } = await this.#pool.query<{ wrapped: Buffer }>({
      name: 'make key',
      // Two at once: the first stays, both read it.
      text: `with made as (insert into keys.person_key (practice, owner, scope, wrapped) values ($1, $2, $3, $4)
             on conflict do nothing returning wrapped)
             select wrapped from made union all
             select wrapped from keys.person_key where practice = $1 and owner = $2 and scope = $3`,
      values: [this.#practice, name.owner, name.scope, wrapped],
    })
    const [row] = rows
    if (row) return this.#keep(name, row.wrapped)
    // Inserted by another between our snapshot and our insert: now it can be read.
    return this.take(name)
  }

  #keep(name: KeyName, wrapped: Buffer): KeyObject {
    const key = keyFrom(openBytes(this.#wrapping, placeOf(name), wrapped))
    if (this.#kept.size >= keepAtMost) {
      const oldest = this.#kept.keys().next().value
      if (oldest !== undefined) this.#kept.delete(oldest)
    }
    this.#kept.set(spell(name), { key, until: performance.now() + keepFor })
    return key
  }
}

/** One string for a key's name, for maps. */
export function spell({ owner, scope }: KeyName): string {
  return `${owner} ${scope}`
}

function placeOf({ owner, scope }: KeyName) {
  return { owner, row: scope }
}

/** The practice's own key, unwrapped with the master key; made the first time. */
export async function practiceKey(pool: pg.Pool, master: KeyObject, practice: string): Promise<KeyObject> {
  await keepPracticeKey(pool, master, { practice, key: newKey() })
  const { rows } = await pool.query<{ wrapped: Buffer }>('select wrapped from keys.practice_key where practice = $1', [
    practice,
  ])
  const [row] = rows
  if (!row) throw new Error('the practice key could not be kept')
  return keyFrom(openBytes(masterWrapping(master), practicePlace(practice), row.wrapped))
}

/** Keeps a practice's key, wrapped by the master key, unless it has one. */
export async function keepPracticeKey(
  pool: pg.Pool,
  master: KeyObject,
  { practice, key }: { practice: string; key: KeyObject },
): Promise<void> {
  await pool.query('insert into keys.practice_key (practice, wrapped) values ($1, $2) on conflict do nothing', [
    practice,
    seal(masterWrapping(master), practicePlace(practice), key.export()),
  ])
}

function masterWrapping(master: KeyObject): KeyObject {
  return derive(master, 'alcove practice keys')
}

function practicePlace(practice: string) {
  return { owner: practice, row: ownFile }
}
