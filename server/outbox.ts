import { type Clock, later } from './clock.ts'
import type { Databases, Practice } from './database.ts'
import { log } from './log.ts'
import type { Carrier } from './mail.ts'
import { lookAtNotices, type MailWork, nextDue, sendLetters } from './notifications/due/work.ts'

/** How an installation sends: who carries, from which address, and where a practice's pages are. */
export type Sending = { carrier: Carrier; sender: string; originOf(practice: Practice): string }

/** The slow sweep: how often the register is asked where work waits, ms. */
const sweepEvery = 30_000
/** Every practice is looked at this often at least, whatever was forgotten, ms. */
const lookAnyway = 15 * 60_000
/** A mark in the register is believed for so long, ms. */
const markedFor = 10_000
/** How often old events are thrown away, ms. */
const forgetEvery = 60 * 60_000
/** No timer is set further ahead; the sweep finds what is later. */
const longestTimer = 60_000

/**
 * Does what is due: notices, letters. Written with the change, done after the commit. Any process may do it; rows are taken with a lock.
 * The register remembers where work waits, so that a process that died is followed by another.
 */
export class Outbox {
  readonly #databases: Databases
  readonly #clock: Clock
  readonly #sending: Sending
  readonly #marked = new Map<string, number>()
  readonly #timers = new Map<string, NodeJS.Timeout>()
  readonly #forgot = new Map<string, number>()
  readonly #working = new Map<string, Promise<void>>()
  #sweeper: NodeJS.Timeout | null = null
  #stopped = false

  constructor(databases: Databases, clock: Clock, sending: Sending) {
    this.#databases = databases
    this.#clock = clock
    this.#sending = sending
  }

  /** Begins with every practice: the process before may have died with work in hand. */
  start(): void {
    for (const practice of this.#databases.practices.values()) this.wake(practice)
    this.#sweeper = setInterval(() => void this.#sweep(), sweepEvery)
  }

  /** Before the commit of a change that leaves work: "practice X has work" (harmless when the change aborts). Once in ten seconds is enough. */
  async mark(practice: Practice): Promise<void> {
    const until = this.#marked.get(practice.slug) ?? 0
    if (until > performance.now()) return
    await this.#remember(practice, this.#clock.now())
    this.#marked.set(practice.slug, performance.now() + markedFor)
  }

  /** After the commit. */
  wake(practice: Practice): void {
    if (!this.#stopped) void this.work(practice)
  }

  /** Does everything that is due now in one practice; resolves when nothing is. One at a time: who asks meanwhile waits for a round of its own. */
  work(practice: Practice): Promise<void> {
    const before = this.#working.get(practice.slug) ?? Promise.resolve()
    const round = before.then(() => this.#round(practice))
    this.#working.set(practice.slug, round)
    return round
  }

  /** Lets what is in hand finish. */
  async stop(): Promise<void> {
    this.#stopped = true
    if (this.#sweeper) clearInterval(this.#sweeper)
    for (const timer of this.#timers.values()) clearTimeout(timer)
    await Promise.all(this.#working.values())
    this.#sending.carrier.close()
  }

  async #round(practice: Practice): Promise<void> {
    try {
      for (;;) {
        const work: MailWork = {
          practice,
          now: this.#clock.now(),
          carrier: this.#sending.carrier,
          sender: this.#sending.sender,
          origin: this.#sending.originOf(practice),
        }
        const done = (await lookAtNotices(work)) + (await sendLetters(work))
        if (done === 0) break
      }
      await this.#forget(practice)
      await this.#later(practice, await nextDue({ practice, now: this.#clock.now() }))
    } catch (error) {
      log.error('work that is due failed', error, { practice: practice.slug })
      if (!this.#stopped) this.#timer(practice, sweepEvery)
    }
  }

  /** Events are of use for a day: a browser that was away longer asks for everything anyway. Once an hour is enough. */
  async #forget(practice: Practice): Promise<void> {
    if ((this.#forgot.get(practice.slug) ?? 0) > performance.now() - forgetEvery) return
    this.#forgot.set(practice.slug, performance.now())
    await practice.pool.query('select room.forget_events($1::timestamptz - make_interval(days => 1))', [
      this.#clock.now(),
    ])
  }

  async #later(practice: Practice, due: Date | null): Promise<void> {
    const now = this.#clock.now()
    const wait = due ? Math.max(0, due.getTime() - now.getTime()) : lookAnyway
    await this.#remember(practice, later(now, Math.min(wait, lookAnyway)))
    if (due && !this.#stopped) this.#timer(practice, Math.min(Math.max(wait, 100), longestTimer))
  }

  #timer(practice: Practice, wait: number): void {
    clearTimeout(this.#timers.get(practice.slug))
    this.#timers.set(
      practice.slug,
      setTimeout(() => this.wake(practice), wait),
    )
  }

  async #remember(practice: Practice, due: Date): Promise<void> {
    await this.#databases.register.query(
      'insert into register.work (practice, due_at) values ($1, $2) on conflict (practice) do update set due_at = excluded.due_at',
      [practice.id, due],
    )
  }

  async #sweep(): Promise<void> {
    try {
      const { rows } = await this.#databases.register.query<{ slug: string }>(
        'select p.slug from register.work w join register.practice p on p.id = w.practice where w.due_at <= $1',
        [this.#clock.now()],
      )
      for (const { slug } of rows) {
        const practice = this.#databases.practices.get(slug)
        if (practice) this.wake(practice)
      }
    } catch {
      log.warn('the register does not answer')
    }
  }
}
