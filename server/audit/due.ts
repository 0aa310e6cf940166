import { appendFile } from 'node:fs/promises'
import type { Clock } from '../clock.ts'
import { mac } from '../crypto.ts'
import type { Databases, Practice } from '../database.ts'
import { log } from '../log.ts'

/** How many lines one round seals at most. */
const perRound = 1000

/** Chains the lines that were committed since the last round: hash = HMAC(audit key; previous hash, line id, line mac). Gives back how many. */
export async function sealLines(practice: Practice, now: Date): Promise<number> {
  const client = await practice.pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const { rows } = await client.query<UnsealedRow>(
      'select line, mac, last_hash, surely_before::text, reached::text from room.unsealed($1)',
      [perRound],
    )
    let hash = rows[0]?.last_hash ?? Buffer.alloc(0)
    const seals = rows.map((row) => {
      hash = mac(practice.keys.audit, hash, Buffer.from(row.line.replaceAll('-', ''), 'hex'), row.mac)
      return { line: row.line, hash: hash.toString('hex') }
    })
    const surelyBefore = seals.length < perRound ? rows[0]?.surely_before : rows.at(-1)?.reached
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

type UnsealedRow = { line: string; mac: Buffer; last_hash: Buffer; surely_before: string; reached: string }

/** How often a chain's head is noted outside the database, ms. */
const noteEvery = 60_000

/** How long committed lines may wait for their seal, ms: the window that is stated in docs/security.md. */
const sealAfter = 1000

/** The same where one round left lines over, ms. */
const goOnAfter = 100

/** Seals a practice's lines at most once a second, when there is something to seal; the database lets one sealer work at a time. */
export class Sealers {
  readonly #clock: Clock
  readonly #headsFile: string
  readonly #due = new Map<string, NodeJS.Timeout>()
  readonly #noted = new Map<string, number>()
  #working: Promise<unknown> = Promise.resolve()

  /** `headsFile`: where the heads of the chains are noted, outside the database. */
  constructor(clock: Clock, headsFile: string) {
    this.#clock = clock
    this.#headsFile = headsFile
  }

  /** There are new lines, or may be (at the start, after a crash). */
  wake(practice: Practice): void {
    if (!this.#due.has(practice.slug)) this.#after(practice, sealAfter)
  }

  #after(practice: Practice, wait: number): void {
    clearTimeout(this.#due.get(practice.slug))
    this.#due.set(
      practice.slug,
      setTimeout(() => this.#seal(practice), wait),
    )
  }

  #seal(practice: Practice): void {
    this.#due.delete(practice.slug)
    this.#working = this.#working
      .then(() => sealLines(practice, this.#clock.now()))
      .then((sealed) => sealed === perRound && this.#after(practice, goOnAfter))
      .then(() => this.#noteHead(practice))
      .catch((error: unknown) => log.error('sealing failed', error, { practice: practice.slug }))
  }

  /** The chain's head goes to a file outside the database: lines cut off its end are missed there (audit:verify). At most once a minute. */
  async #noteHead(practice: Practice, anyway = false): Promise<void> {
    const last = this.#noted.get(practice.slug)
    if (!anyway && last !== undefined && performance.now() - last < noteEvery) return
    const { rows } = await practice.pool.query<{ position: number; hash: Buffer }>(
      'select position, hash from room.chain_head()',
    )
    const [head] = rows
    if (!head || head.position === 0) return
    this.#noted.set(practice.slug, performance.now())
    const note = {
      at: this.#clock.now(),
      practice: practice.id,
      position: head.position,
      hash: head.hash.toString('hex'),
    }
    await appendFile(this.#headsFile, `${JSON.stringify(note)}\n`, { mode: 0o600 })
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
    for (const practice of databases.practices.values())
      await this.#noteHead(practice, true).catch((error: unknown) =>
        log.error('head not noted', error, { practice: practice.slug }),
      )
  }
}
