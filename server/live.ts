import type { ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { v7 as uuid } from 'uuid'
import { type LiveEvent, livePath } from '../contract/live.ts'
import { tokenHashOf } from './call.ts'
import type { Clock } from './clock.ts'
import type { Databases, Practice } from './database.ts'
import { notFound, Refused } from './errors.ts'
import { type House, practiceAt } from './house.ts'
import { log } from './log.ts'
import { makeVisit, type Told } from './visit.ts'

/** One open browser. */
type Stream = { practice: Practice; account: string; session: string; tokenHash: Buffer; out: ServerResponse }

/** What this process knows of a practice's events: already delivered, and how far everything surely is. */
type Progress = { delivered: Set<number>; surelyBefore: string }

/** How often every stream's session is checked and lost hints are found, ms: nobody hears longer than this what is no longer theirs. */
const roundEvery = 20_000
/** A reader that does not take what is sent is cut off at this many waiting bytes; the browser comes back by itself. */
const patience = 64 * 1024
const streamsPerSession = 20
/** NOTIFY carries at most 8,000 bytes. */
const toldPerHint = 40
const channel = 'alcove_live'
/** How long a hint to the other processes waits for more, ms: a statement for each message would cost a quarter of sending it. */
const gatherFor = 10
/** After the connection that listens broke, ms. */
const listenAgainAfter = 500

/** The live channel of this process: its open streams, and the hints between processes. */
export class LiveChannel {
  readonly #databases: Databases
  readonly #clock: Clock
  readonly #process = uuid()
  readonly #streams = new Map<string, Set<Stream>>()
  readonly #progress = new Map<string, Progress>()
  #waiting: { practice: string; told: Told[] }[] = []
  #listener: pg.Client | null = null
  #timer: NodeJS.Timeout | null = null
  #stopped = false

  constructor(databases: Databases, clock: Clock) {
    this.#databases = databases
    this.#clock = clock
  }

  async start(): Promise<void> {
    await this.#listen()
    this.#timer = setInterval(() => void this.round(), roundEvery)
  }

  /** Ends every stream; browsers come back to whoever serves then. */
  async stop(): Promise<void> {
    this.#stopped = true
    if (this.#timer) clearInterval(this.#timer)
    for (const stream of this.#all()) stream.out.end()
    await this.#listener?.end()
  }

  /** How many streams are open. */
  get size(): number {
    return [...this.#all()].length
  }

  /** After a commit: to the streams here at once, and a hint to the other processes in its own statement. */
  tell(practice: Practice, told: Told[]): void {
    if (told.length === 0) return
    this.#deliver(practice, told)
    if (this.#waiting.length === 0) setTimeout(() => void this.#hint(), gatherFor)
    this.#waiting.push({ practice: practice.slug, told })
  }

  /** Opens a stream: first it hears, then what it missed is read, so that nothing falls between. */
  async open(stream: Stream, lastEventId: string | undefined): Promise<void> {
    if (this.#stopped) return void stream.out.end()
    const mine = this.#streams.get(keyOf(stream.practice, stream.account)) ?? new Set()
    this.#streams.set(keyOf(stream.practice, stream.account), mine)
    const ofSession = [...mine].filter((other) => other.session === stream.session)
    if (ofSession.length >= streamsPerSession) ofSession[0]?.out.end()
    mine.add(stream)
    stream.out.on('close', () => {
      mine.delete(stream)
      if (mine.size === 0) this.#streams.delete(keyOf(stream.practice, stream.account))
    })
    const { alive, events, surelyBefore } = await this.#askRound(
      stream.practice,
      [stream],
      transactionFrom(lastEventId),
    )
    // Ended between being let in and listening: nobody would tell it before the next round.
    if (alive.size === 0) return endSignedOut(stream)
    // From here on nothing may be lost: the first round asks what was told since. What is there already is asked for by the browser.
    const progress = this.#progress.get(stream.practice.slug) ?? { delivered: new Set(), surelyBefore }
    this.#progress.set(stream.practice.slug, progress)
    for (const { event } of events) if (event !== null) progress.delivered.add(event)
    stream.out.write(`retry: 1000\nid: ${surelyBefore}\ndata: {"what":"presence"}\n\n`)
    if (lastEventId) for (const event of events) send(stream, event)
  }

  /** Checks every session, finds what hints lost. A practice whose database does not answer loses its streams: closed rather than open. */
  async round(): Promise<void> {
    const byPractice = Map.groupBy(this.#all(), (stream) => stream.practice)
    const listening = new Set([...byPractice.keys()].map(({ slug }) => slug))
    for (const slug of this.#progress.keys()) if (!listening.has(slug)) this.#progress.delete(slug)
    for (const [practice, streams] of byPractice) {
      try {
        await this.#roundOf(practice, streams)
      } catch (error) {
        log.warn('live round failed', { practice: practice.slug, streams: streams.length })
        if (!(error instanceof Refused)) for (const stream of streams) stream.out.end()
      }
    }
  }

  async #roundOf(practice: Practice, streams: Stream[]): Promise<void> {
    const progress = this.#progress.get(practice.slug)
    const before = [...(progress?.delivered ?? [])]
    const { alive, events, surelyBefore } = await this.#askRound(practice, streams, progress?.surelyBefore ?? null)
    const missed = events.filter(({ event }) => event !== null && !progress?.delivered.has(event))
    // Remembered until the next round: what this answer holds, and what was delivered while it was on its way.
    const held = new Set(events.map(({ event }) => event))
    for (const event of before) if (!held.has(event)) progress?.delivered.delete(event)
    if (progress) progress.surelyBefore = surelyBefore
    const isAlive = (stream: Stream) => alive.has(stream.tokenHash.toString('hex'))
    for (const stream of streams) if (!isAlive(stream)) endSignedOut(stream)
    this.#deliver(practice, missed)
    for (const stream of streams) if (isAlive(stream)) stream.out.write(`id: ${surelyBefore}\n: still here\n\n`)
  }

  /** Since null: of the events only those that are not yet surely told. */
  async #askRound(
    practice: Practice,
    streams: Stream[],
    since: string | null,
  ): Promise<{ alive: Set<string>; events: Told[]; surelyBefore: string }> {
    const { rows } = await practice.pool.query<{
      alive: Buffer[]
      events: [number, string, Told['what'], string | null][]
      surely_before: string
    }>('select * from room.live_round($1, $2, $3, $4, $5)', [
      streams.map((stream) => stream.tokenHash),
      [...new Set(streams.map((stream) => stream.account))],
      this.#clock.now(),
      null,
      since,
    ])
    const [row] = rows
    if (!row) throw new Error('a live round answers one row')
    return {
      alive: new Set(row.alive.map((token) => token.toString('hex'))),
      events: row.events.map(([event, addressee, what, subject]) => ({ event, addressee, what, subject })),
      surelyBefore: row.surely_before,
    }
  }

  #deliver(practice: Practice, told: Told[]): void {
    const progress = this.#progress.get(practice.slug)
    for (const one of told) {
      if (one.event !== null) progress?.delivered.add(one.event)
      for (const stream of this.#streams.get(keyOf(practice, one.addressee)) ?? []) send(stream, one)
    }
  }

  async #hint(): Promise<void> {
    const waiting = this.#waiting
    this.#waiting = []
    const payloads = [...Map.groupBy(waiting, (entry) => entry.practice)].flatMap(([practice, entries]) =>
      inChunks(
        entries.flatMap((entry) => entry.told),
        toldPerHint,
      ).map((told) => JSON.stringify({ from: this.#process, practice, told })),
    )
    try {
      if (!this.#stopped)
        await this.#databases.register.query(
          `select pg_notify('${channel}', payload) from unnest($1::text[]) as p (payload)`,
          [payloads],
        )
    } catch {
      // Lost hints are found by the next round of the other processes.
      log.warn('hint not sent', { hints: payloads.length })
    }
  }

  /** `again`: the connection broke, or could not be made; what was missed meanwhile is asked for. */
  async #listen(again = false): Promise<void> {
    if (this.#stopped) return
    const client = new pg.Client(this.#databases.servingRegister)
    client.on('notification', ({ payload }) => this.#heard(payload ?? ''))
    // A connection that breaks says so more than once: the first time counts.
    client.on('error', () => this.#lose(client))
    try {
      await client.connect()
      await client.query(`listen ${channel}`)
      this.#listener = client
      if (again) void this.round()
    } catch {
      log.warn('not listening yet')
      void client.end().catch(() => undefined)
      setTimeout(() => void this.#listen(true), listenAgainAfter).unref()
    }
  }

  #lose(client: pg.Client): void {
    if (this.#listener !== client) return
    this.#listener = null
    setTimeout(() => void this.#listen(true), listenAgainAfter).unref()
  }

  #heard(payload: string): void {
    const { from, practice, told } = JSON.parse(payload) as { from: string; practice: string; told: Told[] }
    const found = this.#databases.practices.get(practice)
    if (from !== this.#process && found) this.#deliver(found, told)
  }

  *#all(): Generator<Stream> {
    for (const streams of this.#streams.values()) yield* streams
  }
}

function keyOf(practice: Practice, account: string): string {
  return `${practice.slug} ${account}`
}

/** A signed-out event is for its own session only, and is the last thing that stream hears. */
function send(stream: Stream, told: Told): void {
  if (stream.out.writableEnded) return
  if (told.what === 'signed out') {
    if (told.subject === stream.session) endSignedOut(stream)
    return
  }
  const event = eventFrom(told.what, told.subject ?? '')
  stream.out.write(`data: ${JSON.stringify(event)}\n\n`)
  if (stream.out.writableLength > patience) stream.out.destroy()
}

function eventFrom(what: Told['what'], subject: string): LiveEvent {
  if (what === 'conversation') return { what, conversation: subject }
  return what === 'file' ? { what, client: subject } : { what }
}

function endSignedOut(stream: Stream): void {
  stream.out.end('data: {"what":"signed out"}\n\n')
}

function transactionFrom(lastEventId: string | undefined): string | null {
  return lastEventId && /^\d{1,19}$/.test(lastEventId) ? lastEventId : null
}

function inChunks<T>(all: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size))
}

/** GET /api/live: server-sent events. Looking at it never keeps a session alive. */
export function serveLive(server: FastifyInstance, house: House): void {
  server.get(`/api${livePath}`, async (request, reply) => {
    const practice = practiceAt(house, request.host)
    const tokenHash = tokenHashOf(house, request)
    if (!practice) throw notFound()
    if (!tokenHash) throw new Refused('signed-out')
    await house.limits.countRequest(request.ip, tokenHash)
    const arrival = { practice, tokenHash, now: house.clock.now(), renews: false, accessPoint: null, leaves: null }
    const account = await makeVisit(arrival, async (visit) => {
      await visit.enter()
      return visit.account
    })
    reply.hijack()
    const out = reply.raw
    out.on('error', () => undefined)
    out.writeHead(200, {
      ...headersOf(reply.getHeaders()),
      'content-type': 'text/event-stream; charset=utf-8',
      'x-accel-buffering': 'no',
    })
    out.flushHeaders()
    const { id, session } = account
    await house.live
      .open({ practice, account: id, session, tokenHash, out }, request.headers['last-event-id']?.toString())
      .catch(() => out.destroy())
  })
}

function headersOf(
  given: Record<string, number | string | string[] | undefined>,
): Record<string, number | string | string[]> {
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
