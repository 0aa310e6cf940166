import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { later } from '../../clock.ts'
import { longestSession, type Opened, type ToldRows, type Visit } from '../../visit.ts'
import type { Entrance } from '../access/sign-in.ts'
import { addressToken } from '../access/sign-in.ts'
import type { Seat } from './seat.ts'

/** What the database tells of sessions that it ended: [[event, addressee, session], …]. */
export type EndedRows = Parameters<Visit['tellEnded']>[0]

/** A new session: the token goes to the browser and is kept nowhere; its hash is kept. Always new, so that none can be planted. */
export function newSession(): { id: string; token: string; tokenHash: Buffer } {
  const bytes = randomBytes(32)
  const secret = bytes.toString('base64url')
  return { id: uuid(), token: secret, tokenHash: hashToken(secret) }
}

/** How a session cookie is looked up. */
export function hashToken(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

/** Begins a session; for nobody the same statement runs and nothing begins. */
export async function beginSession(
  visit: Visit,
  door: Opened<Entrance, 'sign in'> | null,
  { id, tokenHash, seat }: { id: string; tokenHash: Buffer; seat: Seat },
): Promise<void> {
  const ends = later(visit.now, longestSession * 60_000)
  await visit.change(
    sql`select room.begin_session(${door?.account ?? null}, ${id}, ${tokenHash}, ${visit.now}, ${ends}, ${seat.browser}, ${seat.system})`,
  )
}

/** What came of an attempt to sign in, for the counters (SEC-6): the device is known from now on, or the wrong ones grow and a letter may go out. */
export async function settleKnock(
  visit: Visit,
  door: Opened<Entrance, 'sign in'> | null,
  { address, device, newDevice }: { address: string; device: Buffer | null; newDevice: Buffer },
): Promise<void> {
  const token = addressToken(visit.practice, address)
  await visit.change(sql`select room.answer_knock(${token}, ${device}, ${newDevice}, ${door !== null}, ${visit.now})`)
  if (!door) visit.leaveWork()
}

/** Ends the session and tells its tabs. */
export async function endOwnSession(visit: Visit, session: Opened<{ session: string }, 'end'>): Promise<void> {
  await visit.change(sql`select room.end_session(${visit.now})`)
  const [row] = await visit.change(
    sql<{ told: ToldRows }>`select room.announce_myself(${visit.now}, 'signed out', ${session.session}) as told`,
  )
  visit.tell('signed out', session.session, row?.told)
}

/** Ends one of one's own sessions (null: all but this one) and tells their tabs. */
export async function endMySessions(
  visit: Visit,
  { id }: Opened<{ id: string | null }, 'end sessions'>,
): Promise<void> {
  const [row] = await visit.change(sql<{ ended: EndedRows }>`select room.end_my_sessions(${id}, ${visit.now}) as ended`)
  visit.tellEnded(row?.ended)
}
