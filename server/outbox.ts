import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { endWhatIsOver, moveDueAddresses, nextAddressDue } from './caseload/due.ts'
import { type Clock, later } from './clock.ts'
import type { Databases, Practice } from './database.ts'
import { log } from './log.ts'
import type { Carrier } from './mail.ts'
import { lookAtNotices, type MailWork, nextDue, sendLetters } from './notifications/due/work.ts'
import type { Told } from './visit.ts'

/** How an installation sends: who carries, from which address, and where a practice's pages are. */
export type Sending = {
  carrier: Carrier
  sender: string
  originOf(practice: Practice): string
  /** What ended by the clock is heard at once. */
  tell(practice: Practice, told: Told[]): void
}

/** The slow sweep: how often the register is asked where work waits, ms. */
const sweepEvery = 30_000
/** Every practice is looked at this often at least, whatever was forgotten, ms. */
const lookAnyway = 15 * 60_000
/** A mark in the register is believed for so long, ms. */
const markedFor = 10_000
/** How often a busy practice is asked for changes of address, ms. */
const addressesEvery = 60_000
/** How often old events are thrown away, ms. */
const forgetEvery = 60 * 60_000
/** How long a change waits for others that leave work too, ms. */
const gatherFor = 200
/** From this share of its time a process is busy, and then mail gives way for so long, ms. Somebody waits for an answer; nobody for a mail. */
const busyFrom = 0.2
const givesWayFor = 500
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
  readonly #looked = new Map<string, number>()
  readonly #woken = new Map<string, NodeJS.Timeout>()
  readonly #working = new Map<string, Promise<void>>()
  readonly #next = new Map<string, Promise<void>>()
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

  /** After the commit: soon, together with what others leave meanwhile. */
  wake(practice: Practice): void {
    const { slug } = practice
    if (this.#stopped || this.#woken.has(slug)) return
    const begin = () => {
      this.#woken.delete(slug)
      void this.#begin(practice, { givesWay: true })
    }
    this.#woken.set(slug, setTimeout(begin, gatherFor))
  }

  /** Does everything that is due now in one practice; resolves when nothing is. */
  work(practice: Practice): Promise<void> {
    return this.#begin(practice, { givesWay: false })
  }

  /** One round at a time; whoever asks while one is at work shares the next. */
  #begin(practice: Practice, how: { givesWay: boolean }): Promise<void> {
    const { slug } = practice
    const next = this.#next.get(slug)
    if (next) return next
    const before = this.#working.get(slug) ?? Promise.resolve()
    const round = before.then(() => {
      this.#next.delete(slug)
      return this.#round(practice, how)
    })
    this.#next.set(slug, round)
    this.#working.set(slug, round)
    return round
  }

  /** Lets what is in hand finish. */
  async stop(): Promise<void> {
    this.#stopped = true
    if (this.#sweeper) clearInterval(this.#sweeper)
    for (const timer of [...this.#timers.values(), ...this.#woken.values()]) clearTimeout(timer)
    await Promise.all(this.#working.values())
    this.#sending.carrier.close()
  }

  async #round(practice: Practice, { givesWay }: { givesWay: boolean }): Promise<void> {
    let address: Date | null = null
    try {
      const ends = await this.#end(practice)
      while (!this.#stopped) {
        const since = performance.eventLoopUtilization()
        const work: MailWork = {
          practice,
          now: this.#clock.now(),
          carrier: this.#sending.carrier,
          sender: this.#sending.sender,
          origin: this.#sending.originOf(practice),
        }
        // Addresses first: a letter goes to where it is to go from now on.
        address = await this.#addresses(work, givesWay)
        const done = (await lookAtNotices(work)) + (await sendLetters(work))
        if (done === 0) break
        // Where people keep this process busy, mail waits.
        if (givesWay && performance.eventLoopUtilization(since).utilization > busyFrom) await pause(givesWayFor)
      }
      await this.#forget(practice)
      const letter = await nextDue({ practice, now: this.#clock.now() })
      await this.#later(practice, earliest([letter, address, ends]))
    } catch (error) {
      log.error('work that is due failed', error, { practice: practice.slug })
      if (!this.#stopped) this.#timer(practice, sweepEvery)
    }
  }

  /** Looks for a while, and whatever else ends by itself. Gives back when the next does. */
  async #end(practice: Practice): Promise<Date | null> {
    const { told, next } = await endWhatIsOver({ practice, now: this.#clock.now() })
    this.#sending.tell(practice, told)
    return next
  }

  /** Changes of address are few and take days: in a busy practice once a minute is often enough. Gives back when to look again. */
  async #addresses(work: MailWork, givesWay: boolean): Promise<Date | null> {
    const { slug } = work.practice
    const lately = givesWay && (this.#looked.get(slug) ?? -addressesEvery) > performance.now() - addressesEvery
    if (lately) return later(work.now, addressesEvery)
    this.#looked.set(slug, performance.now())
    const next = await nextAddressDue(work)
    if (next === null || next > work.now) return next
    await moveDueAddresses(work)
    return await nextAddressDue(work)
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

function earliest(moments: (Date | null)[]): Date | null {
  return moments.reduce((first, one) => (first && one && first < one ? first : (one ?? first)), null)
}
