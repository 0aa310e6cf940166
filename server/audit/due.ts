import type { Clock } from '../clock.ts'
import { sha256 } from '../crypto.ts'
import type { Databases, Practice } from '../database.ts'
import { log } from '../log.ts'

/** How many lines one round seals at most. */
const perRound = 1000

/** Chains the lines that were committed since the last round: hash = sha256(previous, line id, line mac). Gives back how many. */
export async function sealLines(practice: Practice, now: Date): Promise<number> {
  const client = await practice.pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const { rows } = await client.query<{ line: string; mac: Buffer; last_hash: Buffer; surely_before: string }>(
      'select line, mac, last_hash, surely_before::text from room.unsealed($1)',
      [perRound],
    )
    let hash = rows[0]?.last_hash ?? Buffer.alloc(0)
    const seals = rows.map((row) => {
      hash = sha256(hash, Buffer.from(row.line.replaceAll('-', ''), 'hex'), row.mac)
      return { line: row.line, hash: hash.toString('hex') }
    })
    const surelyBefore = seals.length < perRound ? rows[0]?.surely_before : null
    if (seals.length > 0)
      await client.query('select room.add_seals($1, $2, $3)', [JSON.stringify(seals), now, surelyBefore])
    await client.query('commit')
    return seals.length
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error))
    throw error
  } finally {
    client.release(broken)
  }
}

/** How long committed lines may wait for their seal, ms: the window that is stated in docs/security.md. */
const sealAfter = 1000

/** Seals a practice's lines at most once a second, when there is something to seal; the database lets one sealer work at a time. */
export class Sealers {
  readonly #clock: Clock
  readonly #due = new Map<string, NodeJS.Timeout>()
  #working: Promise<unknown> = Promise.resolve()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** There are new lines, or may be (at the start, after a crash). */
  wake(practice: Practice): void {
    if (this.#due.has(practice.slug)) return
    this.#due.set(
      practice.slug,
      setTimeout(() => this.#seal(practice), sealAfter),
    )
  }

  #seal(practice: Practice): void {
    this.#due.delete(practice.slug)
    this.#working = this.#working
      .then(() => sealLines(practice, this.#clock.now()))
      .then((sealed) => sealed === perRound && this.wake(practice))
      .catch((error: unknown) => log.error('sealing failed', error, { practice: practice.slug }))
  }

  /** Seals what is left and lets go. */
  async stop(databases: Databases): Promise<void> {
    for (const timer of this.#due.values()) clearTimeout(timer)
    const left = [...this.#due.keys()]
    this.#due.clear()
    for (const slug of left) {
      const practice = databases.practices.get(slug)
      if (practice) this.#seal(practice)
    }
    await this.#working
  }
}
