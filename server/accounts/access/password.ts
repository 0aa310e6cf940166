import { sql } from 'kysely'
import { changeAddress, changePassword } from '../../../rules/accounts/door.ts'
import { notFound, Refused } from '../../errors.ts'
import type { Opened, Visit } from '../../visit.ts'
import type { EndedRows } from '../changes/sessions.ts'

/** What is needed to compare one's own present password, and to judge a new one. */
export type PresentPassword = {
  hash: string | null
  name: Buffer | null
  address: Buffer | null
  second_step: boolean
  /** Too many wrong ones in a row: this session was ended. */
  ended: EndedRows | null
}

/** One's own account, by somebody who knew its password just now. */
export type KnownPassword = { account: string; hash: string }

/** Begins an attempt to type one's present password again. It counts before anything is compared; after ten wrong ones the session is over. */
export async function askPresentPassword(visit: Visit): Promise<PresentPassword> {
  const found = await visit.one(sql<PresentPassword>`select * from room.present_password(${visit.now})`)
  if (found.ended) visit.tellEnded(found.ended)
  return found
}

/** The password was right: the wrong ones before it count no more. */
export async function forgetWrongOnes(visit: Visit): Promise<void> {
  await visit.one(sql`select room.knew_password()`)
}

/** The door to a new password of one's own. `matches`: the hash that the typed one was equal to; null = it was not. */
export async function openPasswordChange(
  visit: Visit,
  matches: string | null,
): Promise<Opened<KnownPassword, 'password'>> {
  const { wanted } = await visit.one(sql<{ wanted: boolean }>`select room.step_is_wanted(${visit.now}) as wanted`)
  const { id } = visit.account
  const verdict = changePassword.judge({ knowsPresent: matches !== null, stepGiven: !wanted })
  visit.note(verdict, { kind: 'account', id })
  if (!verdict.may) throw matches === null ? notYourPassword() : new Refused('confirm-step')
  return { account: id, hash: matches } as Opened<KnownPassword, 'password'>
}

/** The door to a new address of one's own. */
export async function openAddressChange(
  visit: Visit,
  matches: string | null,
): Promise<Opened<KnownPassword, 'address'>> {
  const { id, kind } = await entered(visit)
  const professional = kind === 'professional'
  const verdict = changeAddress.judge({ professional, knowsPresent: matches !== null })
  visit.note(verdict, { kind: 'account', id })
  if (professional) throw notFound()
  if (!verdict.may) throw notYourPassword()
  return { account: id, hash: matches } as Opened<KnownPassword, 'address'>
}

async function entered(visit: Visit) {
  await visit.enter()
  return visit.account
}

function notYourPassword(): Refused {
  return new Refused('wrong-fields', { fields: [{ field: 'present', code: 'not-your-password' }] })
}
