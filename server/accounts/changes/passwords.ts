import { sql } from 'kysely'
import type { Opened, Visit } from '../../visit.ts'
import type { Link } from '../access/links.ts'
import type { KnownPassword } from '../access/password.ts'
import type { EndedRows } from './sessions.ts'

/** The fewest characters of a password (decision on passwords): fewer where a second step stands beside it. */
export function leastLength(hasSecondStep: boolean): number {
  return hasSecondStep ? 12 : 15
}

/**
 * A password by a link. It only sets: everybody signs in afterwards, and so the second step of whoever has one is asked for a
 * forgotten password too (SEC-10). Whoever was in is out, other links are over.
 */
export async function setPasswordByLink(visit: Visit, link: Opened<Link, 'password'>, hash: string): Promise<void> {
  const [row] = await visit.change(
    sql<{ ended: EndedRows }>`select room.set_password_by_link(${link.tokenHash}, ${hash}, ${visit.now}) as ended`,
  )
  visit.tellEnded(row?.ended)
  visit.leaveWork()
}

/** One's own new password. Everywhere else one is signed out, at once. */
export async function changeMyPassword(
  visit: Visit,
  { hash: present }: Opened<KnownPassword, 'password'>,
  { hash, device }: { hash: string; device: Buffer | null },
): Promise<void> {
  const [row] = await visit.change(
    sql<{ ended: EndedRows }>`select room.change_my_password(${present}, ${hash}, ${device}, ${visit.now}) as ended`,
  )
  visit.tellEnded(row?.ended)
  visit.leaveWork()
}

/** Takes an account off the lock. */
export async function unblock(visit: Visit, link: Opened<Link, 'unblock'>): Promise<void> {
  await visit.change(sql`select room.unblock(${link.tokenHash}, ${visit.now})`)
}
