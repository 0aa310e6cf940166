import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { later } from '../../clock.ts'
import { type Opened, sessionLimits, type ToldRows, type Visit } from '../../visit.ts'

/** A new session: the token goes to the browser and is kept nowhere; its hash is kept. Always new, so that none can be planted. */
export function newSession(): { token: string; tokenHash: Buffer } {
  const bytes = randomBytes(32)
  const secret = bytes.toString('base64url')
  return { token: secret, tokenHash: hashToken(secret) }
}

/** How a session cookie is looked up. */
export function hashToken(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

/** Begins a session; for nobody the same statement runs and nothing begins. */
export async function beginSession(
  visit: Visit,
  door: Opened<{ account: string }, 'sign in'> | null,
  tokenHash: Buffer,
): Promise<void> {
  const ends = later(visit.now, sessionLimits.longest * 60_000)
  await visit.change(
    sql`select room.begin_session(${door?.account ?? null}, ${uuid()}, ${tokenHash}, ${visit.now}, ${ends})`,
  )
}

/** Ends the session and tells its tabs. */
export async function endOwnSession(visit: Visit, session: Opened<{ session: string }, 'end'>): Promise<void> {
  await visit.change(sql`select room.end_session(${visit.now})`)
  const [row] = await visit.change(
    sql<{ told: ToldRows }>`select room.announce_myself(${visit.now}, 'signed out', ${session.session}) as told`,
  )
  visit.tell('signed out', session.session, row?.told)
}
