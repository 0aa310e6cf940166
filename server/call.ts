import type { FastifyReply, FastifyRequest } from 'fastify'
import { mac } from './crypto.ts'
import type { Practice } from './database.ts'
import { hashToken } from './accounts/changes/sessions.ts'
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
  /** The session this browser had before, if any. */
  former(): Call | null
  setSession(token: string): void
  clearSession(): void
}

/** `__Host-` binds the cookie to this very host over https; a browser keeps no such cookie over plain http on localhost. */
export function cookieName(house: House): string {
  return house.config.publicUrl.protocol === 'https:' ? '__Host-alcove' : 'alcove'
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
    former: () => (own ? callAs(house, asked, own) : null),
    setSession: (token) => void reply.setCookie(cookieName(house), token, cookieSettings(house)),
    clearSession: () => {
      reply.clearCookie(cookieName(house), cookieSettings(house))
      reply.header('clear-site-data', '"cache", "storage"')
    },
  }
}

type Act<T> = (visit: Visit) => Promise<T>

function arrivalOf(house: House, { practice, request, leaves }: Asked, tokenHash: Buffer | null): Arrival {
  const accessPoint = () => mac(practice.keys.search, `access point ${request.ip}`).subarray(0, 8)
  const markWork = () => house.outbox.mark(practice)
  return { practice, tokenHash, now: house.clock.now(), renews: true, accessPoint, markWork, leaves }
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

function cookieSettings(house: House) {
  return {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: house.config.publicUrl.protocol === 'https:',
  } as const
}
