import { sql } from 'kysely'
import { ownSessions } from '../../../rules/accounts/door.ts'
import { notFound } from '../../errors.ts'
import type { Opened, Visit } from '../../visit.ts'
import type { Seat } from '../changes/seat.ts'

/** One session of one's own that is open now. */
export type SessionLine = Seat & { id: string; beganAt: Date; seenAt: Date; mine: boolean }

/** One's own open sessions, the latest used first. */
export async function openMySessions(visit: Visit): Promise<Opened<SessionLine, 'see'>[]> {
  const lines = await visit.all(mySessions(visit))
  visit.note(ownSessions.judge({ own: true }), { kind: 'account', id: visit.account.id })
  return lines as Opened<SessionLine, 'see'>[]
}

/** The door to ending one session of one's own, or (null) all but this one. */
export async function openSessionsToEnd(
  visit: Visit,
  id: string | null,
): Promise<Opened<{ id: string | null }, 'end sessions'>> {
  const lines = await visit.all(mySessions(visit))
  const verdict = ownSessions.judge({ own: id === null || lines.some((line) => line.id === id.toLowerCase()) })
  visit.note(verdict, id === null ? { kind: 'account', id: visit.account.id } : { kind: 'session', id })
  if (!verdict.may) throw notFound()
  return { id } as Opened<{ id: string | null }, 'end sessions'>
}

function mySessions(visit: Visit) {
  return sql<SessionLine>`select id, browser, system, began_at as "beganAt", seen_at as "seenAt", mine from room.my_sessions(${visit.now})`
}
