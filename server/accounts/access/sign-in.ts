import { sql } from 'kysely'
import { signIn } from '../../../rules/accounts.ts'
import { token } from '../../crypto.ts'
import type { Practice } from '../../database.ts'
import { spendTheSameWork, verifyPassword } from '../../passwords.ts'
import type { Opened, Visit } from '../../visit.ts'

/** What the address of a sign-in leads to; every field null when nobody has it. */
export type Credentials = { account: string | null; hash: string | null; active: boolean }

/** Looks an address up. Known or not: the same statement. */
export async function findCredentials(visit: Visit, address: string): Promise<Credentials> {
  return await visit.one(sql<Credentials>`select * from room.credentials(${addressToken(visit.practice, address)})`)
}

/** Compares a password with what was found, outside any transaction: one hash is spent in every case. */
export async function passwordMatches(found: Credentials, password: string): Promise<boolean> {
  return found.hash === null ? await spendTheSameWork(password) : await verifyPassword(found.hash, password)
}

/** The door of the practice itself: yes only with the right password of an active account. */
export function openDoor(
  visit: Visit,
  found: Credentials,
  matches: boolean,
): Opened<{ account: string }, 'sign in'> | null {
  const verdict = signIn.judge({ active: found.active, passwordMatches: matches })
  visit.note(verdict, { kind: 'account', id: found.account })
  return verdict.may && found.account !== null
    ? ({ account: found.account } as Opened<{ account: string }, 'sign in'>)
    : null
}

/** How an address is looked up without being read: lower case (ACC-5), keyed. */
export function addressToken(practice: Practice, address: string): Buffer {
  return token(practice.keys.search, 'address', address.trim().toLowerCase())
}
