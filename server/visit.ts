import { sql } from 'kysely'
import type pg from 'pg'
import type { Me } from '../contract/accounts.ts'
import type { Verdict } from '../rules/verdict.ts'
import type { Group, Kind } from '../rules/words.ts'
import { type About, type Line, writeLines } from './audit/changes/lines.ts'
import type { Practice } from './database.ts'
import { accountFrom, type EnteredRow, holdBeforeSetUp } from './entering.ts'
import { hasCode, Refused } from './errors.ts'
import { prepared, type Query } from './query.ts'
import { type Answer, type Statement, Together } from './together.ts'

/** Who acts: the account behind the session. */
export type Account = {
  id: string
  session: string
  kind: Kind
  groups: Group[]
  settings: Settings
  /** How long the session lives without a sign of its person, minutes; and when it ends in any case. */
  idleMinutes: number
  endsAt: Date
  /** The privacy statement was shown (SEC-17). */
  privacySeen: boolean
  /** Two-step sign-in is required and not set up yet: nothing else may be done (SEC-9). */
  setUpFirst: boolean
}

/** What everybody sets for themselves (PRF-3). */
export type Settings = Pick<Me, 'language' | 'enterSends' | 'theme' | 'mails' | 'quietHours'>

/** What a change tells the live channel once it is committed: ids only. */
export type Told = {
  event: number | null
  addressee: string
  what: 'conversation' | 'presence' | 'me' | 'signed out' | 'file' | 'tasks'
  subject: string | null
}

/** What the announcing functions of the database give back: [[event, addressee], …]. */
export type ToldRows = [event: number | null, addressee: string][] | null | undefined

/** Proof that a door was asked: only access.ts makes it, and the verbs that change things accept nothing else. */
declare const opened: unique symbol
export type Opened<Row, To extends string> = Row & { readonly [opened]: To }

/** How long a session lives at most, minutes. How long without a sign of its person, the practice sets. */
export const longestSession = 12 * 60

/** What a visit is opened with. */
export type Arrival = {
  practice: Practice
  /** SHA-256 of the session cookie; null = nobody is signed in. */
  tokenHash: Buffer | null
  now: Date
  /** The live stream and what a page asks by itself do not keep a session alive. */
  renews: boolean
  /** Where from: a keyed hash of the network address, made where a line asks for it. */
  accessPoint: (() => Buffer) | null
  /** Told before the commit when the visit leaves work for later (mail): "practice X has work". */
  markWork?: () => Promise<void>
  /** Also for who has to set up two-step sign-in first (SEC-9). */
  beforeSetUp?: boolean
  /** The audit event of the endpoint, and the number of its rule; null = leaves no line. */
  leaves: { action: string; rule: string } | null
}

/** Nobody acts: the house does what is due. It leaves no audit line; letters have their own table. */
export function byItself(practice: Practice, now: Date): Arrival {
  return { practice, tokenHash: null, now, renews: false, accessPoint: null, leaves: null }
}

/**
 * One visit: who acts, in which practice, at what time, in which transaction. Doors first, then verbs.
 * Begin, the settings and the first question travel together; each further `await` is a round trip.
 */
export class Visit {
  readonly practice: Practice
  readonly now: Date
  readonly arrival: Arrival
  /** Told to the live channel after the commit. */
  readonly told: Told[] = []
  readonly lines: Line[] = []
  /** Things to do after the commit, in this process. */
  readonly afterwards: (() => void)[] = []
  /** Something is to be done later, by the outbox. */
  leavesWork = false
  readonly #client: pg.PoolClient
  /** What is asked in this turn of the event loop, and travels together. */
  #turn: Together | null = null
  readonly #entered: Promise<Account | null>
  #account: Account | null = null
  #wrote = false
  #closed: Promise<void> | null = null

  constructor(arrival: Arrival, client: pg.PoolClient) {
    this.practice = arrival.practice
    this.now = arrival.now
    this.arrival = arrival
    this.#client = client
    this.#entered = Promise.all([this.#send(word.begin), this.#enter()]).then(([, account]) => account)
    // Looked at with the first question; until then a failure must not count as unhandled.
    this.#entered.catch(() => undefined)
  }

  /** Who acts. Known once the first question was answered; doors ask it. */
  get account(): Account {
    if (!this.#account) throw new Refused('signed-out')
    return this.#account
  }

  /** For who may be nobody: the sign-in. */
  get accountOrNobody(): Account | null {
    return this.#account
  }

  /** Waits for the entering alone, where nothing else is asked first. */
  async enter(): Promise<Account | null> {
    this.#account = await this.#entered
    if (!this.#account && this.arrival.tokenHash !== null) throw new Refused('signed-out')
    if (this.#account) holdBeforeSetUp(this.#account, this)
    return this.#account
  }

  /** A question: all rows. The first one also waits for the entering, and refuses who is not signed in. */
  async all<Row>(query: Query<Row>): Promise<Row[]> {
    if (this.#closed) throw new Error('asked after the last question')
    const [entered, answer] = await Promise.allSettled([this.#entered, this.#send(prepared(query))])
    if (entered.status === 'rejected') throw entered.reason
    await this.enter()
    if (answer.status === 'rejected') throw answer.reason
    return answer.value.rows as Row[]
  }

  /** A question with exactly one answer. */
  async one<Row>(query: Query<Row>): Promise<Row> {
    const [row] = await this.all(query)
    if (row === undefined) throw new Error('expected one row')
    return row
  }

  /** A change. After the first one no door may open any more: a refusal has nothing to roll back. */
  async change<Row>(query: Query<Row>): Promise<Row[]> {
    this.#wrote = true
    return this.all(query)
  }

  /**
   * What a visit asks last: its lines and the commit travel along, so that the answer costs no further round trip. What is asked must
   * be on its way already, and nothing may be asked afterwards.
   */
  async last<T>(asked: Promise<T>): Promise<T> {
    const closed = this.close()
    // Looked at below; a question that failed says better why.
    closed.catch(() => undefined)
    const answer = await asked
    await closed
    return answer
  }

  /** A door's verdict becomes the visit's audit line, for yes and for no. */
  note(verdict: Verdict, about: About, by: Line['by'] = null): void {
    if (this.#wrote) throw new Error('a door was opened after a change')
    const { leaves } = this.arrival
    if (leaves && this.#closed) throw new Error('a door was opened after the last question')
    if (leaves) this.lines.push({ ...leaves, verdict, about, by, found: null })
  }

  /** What the change that a door said yes to has made: its line names this, and no more whom or what the door was asked about. */
  makes(made: { kind: string; id: string }): void {
    const line = this.lines.at(-1)
    if (line) line.made = made
  }

  /** Remembers what the live channel is to be told after the commit. */
  tell(what: Told['what'], subject: string | null, rows: ToldRows): void {
    for (const [event, addressee] of rows ?? []) this.told.push({ event, addressee, what, subject })
  }

  /** Sessions that this change ended: their tabs hear it at once. */
  tellEnded(rows: [event: number, addressee: string, session: string][] | undefined): void {
    for (const [event, addressee, subject] of rows ?? [])
      this.told.push({ event, addressee, what: 'signed out', subject })
  }

  /** This change leaves work for later. */
  leaveWork(): void {
    this.leavesWork = true
  }

  /** Writes the lines and commits, in one round trip; once, however often it is asked. */
  close(): Promise<void> {
    this.#closed ??= this.#close()
    return this.#closed
  }

  async #close(): Promise<void> {
    // A line names who acts.
    if (this.lines.length > 0) await this.#entered
    if (this.leavesWork) await this.arrival.markWork?.()
    const [, committed] = await Promise.all([writeLines(this, (query) => this.#send(query)), this.#send(word.commit)])
    // A transaction that failed earlier answers "rollback" to a commit.
    if (committed.command !== 'COMMIT') throw new Error('the transaction did not commit')
  }

  /** Undoes everything. What a door had said yes to and did not happen leaves its line all the same, in a transaction of its own. */
  async fail(because: string | null): Promise<void> {
    await this.#send(word.rollback)
    this.told.length = 0
    if (because === null || this.lines.length === 0) return
    for (const line of this.lines) {
      if (line.verdict.may) line.verdict = { may: false, because }
      line.by = null
    }
    await this.#send(word.begin)
    await this.#enter()
    await writeLines(this, (query) => this.#send(query))
    await this.#send(word.commit)
  }

  async #enter(): Promise<Account | null> {
    const { tokenHash, now, renews } = this.arrival
    const { rows } = await this.#send(
      prepared(sql`select * from room.enter(${tokenHash ?? Buffer.alloc(0)}, ${now}, null, ${renews})`),
    )
    const [row] = rows as EnteredRow[]
    return row ? accountFrom(row) : null
  }

  #send(statement: Statement): Promise<Answer> {
    if (!this.#turn) {
      const turn = new Together()
      this.#turn = turn
      process.nextTick(() => {
        this.#turn = null
        void this.#client.query(turn)
      })
    }
    return this.#turn.add(statement)
  }
}

const word = {
  begin: { name: 'begin', text: 'begin' },
  commit: { name: 'commit', text: 'commit' },
  rollback: { name: 'rollback', text: 'rollback' },
} as const

/**
 * Runs one visit and gives back its result once it is committed. A refusal commits its audit line alone and is thrown on;
 * any other error rolls back everything. Two visits that met on one row: the later is tried once more and sees the first's outcome.
 */
export async function makeVisit<T>(arrival: Arrival, act: (visit: Visit) => Promise<T>): Promise<T> {
  try {
    return await visitOnce(arrival, act, metAnother)
  } catch (error) {
    if (!metAnother(error)) throw error
    return await visitOnce(arrival, act, () => false)
  }
}

async function visitOnce<T>(
  arrival: Arrival,
  act: (visit: Visit) => Promise<T>,
  triedAgain: (error: unknown) => boolean,
): Promise<T> {
  const client = await arrival.practice.pool.connect()
  let broken: Error | undefined
  try {
    const visit = new Visit(arrival, client)
    const result = await act(visit).catch((error: unknown) => endRefused(visit, error, triedAgain(error)))
    await visit.close()
    for (const afterwards of visit.afterwards) afterwards()
    return result
  } catch (error) {
    // A connection that failed in any way is not given to the next visitor.
    if (!(error instanceof Refused)) broken = error instanceof Error ? error : new Error(String(error))
    throw error
  } finally {
    client.release(broken)
  }
}

/** Refused by a door: nothing was written yet, so the line of the no is all there is to commit. Anything else is rolled back, and leaves a line too. */
async function endRefused(visit: Visit, error: unknown, isTriedAgain: boolean): Promise<never> {
  const byDoor = error instanceof Refused && visit.lines.every((line) => !line.verdict.may)
  const because = error instanceof Refused ? error.code : 'went wrong'
  await (byDoor ? visit.close() : visit.fail(isTriedAgain ? null : because))
  if (!isTriedAgain) for (const afterwards of visit.afterwards) afterwards()
  throw error
}

function metAnother(error: unknown): boolean {
  return hasCode(error, '23505') || hasCode(error, '40001') || hasCode(error, '40P01')
}
