import { type KeyObject, randomBytes } from 'node:crypto'
import pg from 'pg'
import { derive, keyFrom, seal } from '../../../server/crypto.ts'
import { ownFile, practiceKey } from '../../../server/keys.ts'
import { Batch } from './batches.ts'

/** Makes the keys of a practice's people in batches, past the key ring, as it would have made them one by one. */
export class KeyMaker {
  readonly #client: pg.Client
  readonly #practice: string
  readonly #wrapping: KeyObject
  readonly #rows: Batch
  /** Keyed hashes for looking people up. */
  readonly search: KeyObject

  private constructor(client: pg.Client, practice: string, key: KeyObject) {
    this.#client = client
    this.#practice = practice
    this.#wrapping = derive(key, 'alcove wrapping')
    this.search = derive(key, 'alcove search')
    this.#rows = new Batch(client, 'keys.person_key', {
      practice: 'uuid',
      owner: 'uuid',
      scope: 'uuid',
      wrapped: 'bytea',
    })
  }

  static async open(url: string, master: KeyObject, practice: string): Promise<KeyMaker> {
    const pool = new pg.Pool({ connectionString: url, max: 1 })
    const key = await practiceKey(pool, master, practice)
    await pool.end()
    const client = new pg.Client({ connectionString: url, pipeline: true })
    await client.connect()
    return new KeyMaker(client, practice, key)
  }

  /** A new key of this person, for this conversation or for the person's own file. */
  async make(owner: string, scope: string = ownFile): Promise<KeyObject> {
    const bytes = randomBytes(32)
    await this.#rows.add(this.#practice, owner, scope, seal(this.#wrapping, { owner, row: scope }, bytes))
    return keyFrom(bytes)
  }

  async close(): Promise<void> {
    await this.#rows.end()
    await this.#client.end()
  }
}
