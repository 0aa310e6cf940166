import { domainToASCII } from 'node:url'
import { sql } from 'kysely'
import { signIn } from '../../../rules/accounts.ts'
import { newPassword } from '../../../rules/accounts/door.ts'
import type { Group, Kind } from '../../../rules/words.ts'
import { token } from '../../crypto.ts'
import type { Practice } from '../../database.ts'
import { spendTheSameWork, verifyPassword } from '../../passwords.ts'
import type { Opened, Visit } from '../../visit.ts'

/** What the address of a sign-in leads to; every field empty when nobody has it. */
export type Credentials = {
  account: string | null
  hash: string | null
  active: boolean
  kind: Kind | null
  groups: Group[]
}

/** An attempt that was counted: the hash to compare with, and whether it can come to anything from this device (SEC-6). */
export type Attempt = { hash: string | null; blocked: boolean }

/** Begins an attempt to sign in; `device`: by what this browser is known, null = not known. It counts before anything is compared. Known address or not: the same statement. */
export async function knock(
  visit: Visit,
  { address, device }: { address: string; device: Buffer | null },
): Promise<Attempt> {
  const question = sql<Attempt>`select * from room.knock(${addressToken(visit.practice, address)}, ${device}, ${visit.now})`
  return await visit.last(visit.one(question))
}

/** Looks an address up again, once the password was compared. Known or not: the same statement. */
export async function findCredentials(visit: Visit, address: string): Promise<Credentials> {
  return await visit.one(sql<Credentials>`select * from room.credentials(${addressToken(visit.practice, address)})`)
}

/** Compares a password with what was found, outside any transaction: one hash is spent in every case. */
export async function passwordMatches(hash: string | null, password: string): Promise<boolean> {
  return hash === null ? await spendTheSameWork(password) : await verifyPassword(hash, password)
}

/** Who came in, and in which session to be. */
export type Entrance = { account: string; session: string }

/** The door of the practice itself: yes only with the right password of an active account, and not from an unknown device while that is blocked. */
export function openDoor(
  visit: Visit,
  found: Credentials,
  { session, ...facts }: { matches: boolean; blocked: boolean; secondStep: boolean; session: string },
): Opened<Entrance, 'sign in'> | null {
  const { account, active, kind, groups } = found
  const { matches, blocked, secondStep } = facts
  const verdict = signIn.judge({ active, passwordMatches: matches, blocked, secondStep })
  const came = verdict.may && account !== null && kind !== null
  // Whose second step is to come has no session yet.
  const by = came && !secondStep ? { id: account, kind, groups, session } : null
  visit.note(verdict, { kind: 'account', id: account }, by)
  return came ? ({ account, session } as Opened<Entrance, 'sign in'>) : null
}

/** Asks for a new password by address. The letter is a matter of the same one statement, whoever has the address, or nobody. */
export async function openRequest(visit: Visit, address: string): Promise<void> {
  const row = await visit.one(
    sql<{ account: string | null; active: boolean }>`
      select * from room.ask_new_password(${addressToken(visit.practice, address)}, ${visit.now})`,
  )
  visit.note(newPassword.judge({ works: row.account !== null, active: row.active }), {
    kind: 'account',
    id: row.account,
  })
  visit.leaveWork()
}

/** How an address is looked up without being read: lower case (ACC-5), keyed. */
export function addressToken(practice: Practice, address: string): Buffer {
  return token(practice.keys.search, 'address', compared(address))
}

/** One spelling for one mailbox: a domain in letters of any script and the same in ASCII (xn--…) are one. */
function compared(address: string): string {
  const plain = address.trim().normalize('NFC').toLowerCase()
  const at = plain.lastIndexOf('@')
  const domain = domainToASCII(plain.slice(at + 1))
  return domain === '' ? plain : `${plain.slice(0, at + 1)}${domain}`
}
