import type { FastifyReply, FastifyRequest } from 'fastify'
import { contract } from '../contract/index.ts'
import { mac } from './crypto.ts'
import type { Practice } from './database.ts'
import { halfOpenFor } from './accounts/changes/second-step.ts'
import { hashToken } from './accounts/changes/sessions.ts'
import { type Seat, seatOf } from './accounts/changes/seat.ts'
import type { House } from './house.ts'
import { type Arrival, makeVisit, type Visit } from './visit.ts'

/** One request to one endpoint: where it goes, as whom, and what it may do besides answering. */
export type Call = {
  practice: Practice
  house: House
  /** The network address it came from. */
  from: string
  /** Runs a visit that leaves the endpoint's audit event. */
  visit<T>(act: (visit: Visit) => Promise<T>): Promise<T>
  /** The same without a line: for the parts of a call whose line another part leaves. */
  visitWithoutLine<T>(act: (visit: Visit) => Promise<T>): Promise<T>
  /** As the owner of the tables, for an empty room only: no request of a person who lives there is ever served so. */
  visitAsOwner<T>(act: (visit: Visit) => Promise<T>): Promise<T>
  /** As nobody, whatever cookie came along. */
  asNobody(): Call
  /** As the owner of this session. */
  as(tokenHash: Buffer): Call
  /** The session this browser had before, if any; what is visited so leaves the line of a sign-out. */
  former(): Call | null
  /** By what this browser is known as one in which somebody signed in before (SHA-256 of its cookie); null = not known. */
  device: Buffer | null
  /** Browser and system in plain words. */
  seat: Seat
  /** The sign-in of this browser that waits for its second step: SHA-256 of its cookie. */
  halfOpen: Buffer | null
  /** null = it is over. */
  setHalfOpen(token: string | null): void
  setSession(token: string): void
  /** Knows this browser from now on; the token of before is worth nothing any more. */
  setDevice(token: string): void
  clearSession(): void
}

/** `__Host-` binds the cookie to this very host over https; a browser keeps no such cookie over plain http on localhost. */
export function cookieName(house: House): string {
  return house.config.publicUrl.protocol === 'https:' ? '__Host-alcove' : 'alcove'
}

/** Beside the session: it stays when one signs out, opens nothing by itself, and is what makes a browser a known one (SEC-6). */
export function deviceCookieName(house: House): string {
  return `${cookieName(house)}-device`
}

/** The cookie of a sign-in that waits for its second step. */
function halfOpenName(house: House): string {
  return `${cookieName(house)}-step`
}

/** SHA-256 of the session cookie; null = none came along. */
export function tokenHashOf(house: House, request: FastifyRequest): Buffer | null {
  const token = request.cookies[cookieName(house)]
  return token ? hashToken(token) : null
}

/** What a call is made of. `own`: the session that came along. `leaves`: the endpoint's audit event. */
type Asked = {
  practice: Practice
  request: FastifyRequest
  reply: FastifyReply
  own: Buffer | null
  leaves: Arrival['leaves']
  /** Also for who has to set up two-step sign-in first. */
  beforeSetUp: boolean
}

/** Makes the call of a request, as the owner of the session that came along. */
export function callOf(house: House, asked: Asked): Call {
  return callAs(house, asked, asked.own)
}

function callAs(house: House, asked: Asked, tokenHash: Buffer | null): Call {
  const { practice, request, reply, own } = asked
  const run = <T>(leaves: Arrival['leaves'], act: Act<T>, where = practice) =>
    makeVisit(arrivalOf(house, { ...asked, practice: where, leaves }, tokenHash), (visit) =>
      accompanied(house, visit, act),
    )
  return {
    practice,
    house,
    from: request.ip,
    visit: (act) => run(asked.leaves, act),
    visitWithoutLine: (act) => run(null, act),
    visitAsOwner: async (act) => {
      const owner = house.databases.ownerOf(practice)
      return await run(asked.leaves, act, owner).finally(() => owner.pool.end())
    },
    asNobody: () => callAs(house, asked, null),
    as: (other) => callAs(house, asked, other),
    former: () => (own ? callAs(house, { ...asked, leaves: signedOut }, own) : null),
    device: deviceHashOf(house, request),
    seat: seatOf(request.headers['user-agent'] ?? ''),
    ...halfOpenOf(house, request, reply),
    setSession: (token) => void reply.setCookie(cookieName(house), token, cookieSettings(house)),
    setDevice: (token) =>
      void reply.setCookie(deviceCookieName(house), token, { ...cookieSettings(house), maxAge: knownFor }),
    clearSession: () => {
      reply.clearCookie(cookieName(house), cookieSettings(house))
      reply.header('clear-site-data', '"cache", "storage"')
    },
  }
}

/** What signing in again does to the session of before. */
const signedOut = { action: contract.signOut.leaves, rule: contract.signOut.asks }
/** Seconds; browsers keep no cookie longer. */
const knownFor = 400 * 24 * 3600

function deviceHashOf(house: House, request: FastifyRequest): Buffer | null {
  const token = request.cookies[deviceCookieName(house)]
  return token ? hashToken(token) : null
}

/** Set by the page on what it asks without anybody having touched anything. It can only shorten a session. */
const byItself = 'x-by-itself'

type Act<T> = (visit: Visit) => Promise<T>

function arrivalOf(house: House, { practice, request, leaves, beforeSetUp }: Asked, tokenHash: Buffer | null): Arrival {
  const accessPoint = () => mac(practice.keys.search, `access point ${request.ip}`).subarray(0, 8)
  const renews = request.headers[byItself] === undefined
  const markWork = () => house.outbox.mark(practice)
  return { practice, tokenHash, now: house.clock.now(), renews, accessPoint, markWork, leaves, beforeSetUp }
}

/** What follows every visit, once it is committed. */
function accompanied<T>(house: House, visit: Visit, act: Act<T>): Promise<T> {
  const { tokenHash } = visit.arrival
  visit.afterwards.push(() => {
    house.afterVisit(visit)
    if (tokenHash && visit.accountOrNobody) house.limits.remember(tokenHash, visit.accountOrNobody.id)
  })
  return act(visit)
}

function halfOpenOf(house: House, request: FastifyRequest, reply: FastifyReply) {
  const name = halfOpenName(house)
  const token = request.cookies[name]
  const settings = cookieSettings(house)
  return {
    halfOpen: token ? hashToken(token) : null,
    setHalfOpen: (given: string | null) =>
      void (given === null
        ? reply.clearCookie(name, settings)
        : reply.setCookie(name, given, { ...settings, maxAge: halfOpenFor / 1000 })),
  }
}

function cookieSettings(house: House) {
  return {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: house.config.publicUrl.protocol === 'https:',
  } as const
}
