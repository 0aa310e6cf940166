import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import type pg from 'pg'

/** Whose key, for which conversation (or the person's own file). */
export type KeyName = { owner: string; scope: string }
export const ownFile = '00000000-0000-0000-0000-000000000000'

/** The keys of one practice, as a careful engineer would keep them: unwrapped once, then in memory. */
export class Keys {
  readonly #pool: pg.Pool
  readonly #practice: string
  readonly #wrapping: KeyObject
  readonly #kept = new Map<string, KeyObject>()
  readonly search: KeyObject
  readonly audit: KeyObject

  constructor(pool: pg.Pool, practice: string, key: KeyObject) {
    this.#pool = pool
    this.#practice = practice
    this.#wrapping = derive(key, 'alcove wrapping')
    this.search = derive(key, 'alcove search')
    this.audit = derive(key, 'alcove audit')
  }

  /** Fetches what is not in memory yet, all at once. */
  async load(names: KeyName[]): Promise<void> {
    const missing = names.filter(({ owner, scope }) => !this.#kept.has(owner + scope))
    if (missing.length === 0) return
    const { rows } = await this.#pool.query<KeyName & { wrapped: Buffer }>({
      name: 'keys',
      text: `select owner, scope, wrapped from keys.person_key
        where practice = $1 and (owner, scope) in (select * from unnest($2::uuid[], $3::uuid[]))`,
      values: [this.#practice, missing.map(({ owner }) => owner), missing.map(({ scope }) => scope)],
    })
    for (const { owner, scope, wrapped } of rows)
      this.#kept.set(owner + scope, createSecretKey(openBytes(this.#wrapping, owner + scope, wrapped)))
  }

  get({ owner, scope }: KeyName): KeyObject {
    const key = this.#kept.get(owner + scope)
    if (!key) throw new Error('no such key')
    return key
  }
}

/** Seals text; `place`: whose it is and which row it stands in, two UUIDs put together. */
export function seal(key: KeyObject, place: string, text: string): Buffer {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  cipher.setAAD(Buffer.from(place.replaceAll('-', ''), 'hex'))
  const body = cipher.update(text, 'utf8')
  cipher.final()
  return Buffer.concat([Buffer.of(1), iv, cipher.getAuthTag(), body])
}

/** Opens sealed text. */
export function open(key: KeyObject, place: string, sealed: Buffer): string {
  const decipher = opener(key, place, sealed)
  return decipher.update(sealed.subarray(29), undefined, 'utf8') + decipher.final('utf8')
}

function openBytes(key: KeyObject, place: string, sealed: Buffer): Buffer {
  const decipher = opener(key, place, sealed)
  return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()])
}

function opener(key: KeyObject, place: string, sealed: Buffer) {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 13))
  decipher.setAuthTag(sealed.subarray(13, 29))
  decipher.setAAD(Buffer.from(place.replaceAll('-', ''), 'hex'))
  return decipher
}

/** The practice's key, unwrapped with the master key. */
export async function practiceKey(pool: pg.Pool, master: KeyObject, practice: string): Promise<KeyObject> {
  const { rows } = await pool.query<{ wrapped: Buffer }>('select wrapped from keys.practice_key where practice = $1', [
    practice,
  ])
  const wrapped = rows[0]?.wrapped ?? Buffer.alloc(0)
  return createSecretKey(openBytes(derive(master, 'alcove practice keys'), practice + ownFile, wrapped))
}

export function mac(key: KeyObject, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

function derive(key: KeyObject, purpose: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), purpose, 32)))
}
