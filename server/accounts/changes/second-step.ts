import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { later } from '../../clock.ts'
import { seal } from '../../crypto.ts'
import { Refused } from '../../errors.ts'
import { ownFile } from '../../keys.ts'
import { appAddress, newRecoveryCodes, newSecret, recoveryHash } from '../../one-time-codes.ts'
import { type KnownPasskey, newChallenge, questionFor } from '../../passkeys.ts'
import type { Opened, Visit } from '../../visit.ts'
import type { OwnAccount } from '../access/own.ts'
import type { OwnSecondStep, Resetting } from '../access/own-second-step.ts'
import type { Entrance } from '../access/sign-in.ts'
import type { Used } from '../access/second-step.ts'

/** How long a sign-in waits for its second step, ms. */
export const halfOpenFor = 10 * 60_000

/** A sign-in waits for its second step; for nobody the same statement runs and nothing waits. */
export async function beginHalfOpen(
  visit: Visit,
  door: Opened<Entrance, 'sign in'> | null,
  tokenHash: Buffer,
): Promise<void> {
  const ends = later(visit.now, halfOpenFor)
  await visit.change(
    sql`select room.begin_half_open(${door?.account ?? null}, ${uuid()}, ${tokenHash}, ${visit.now}, ${ends})`,
  )
}

/** The second step was right: uses it up and ends the waiting. Of two at once one finds it used. */
export async function finishHalfOpen(
  visit: Visit,
  { half, used }: Opened<Entrance & { half: string; used: Used }, 'sign in'>,
): Promise<void> {
  const { step, recovery, key, counter } = used
  const [row] = await visit.change(
    sql<{
      done: boolean
    }>`select room.finish_half_open(${half}, ${visit.now}, ${step}, ${recovery}, ${key}, ${counter}) as done`,
  )
  if (!row?.done) throw new Refused('wrong-second-step')
}

export async function countWrongStep(visit: Visit, { half }: Opened<{ half: string }, 'count'>): Promise<void> {
  await visit.change(sql`select room.wrong_second_step(${half}, ${visit.now})`)
}

/** Asks the passkeys of a sign-in that waits. Gives back what they are to sign. */
export async function askAtDoor(
  visit: Visit,
  { half }: Opened<{ half: string; passkeys: KnownPasskey[] }, 'ask a passkey'>,
): Promise<string> {
  const challenge = newChallenge()
  const ends = later(visit.now, questionFor)
  await visit.change(sql`select room.ask_passkey_at_door(${half}, ${challenge}, ${visit.now}, ${ends})`)
  return challenge
}

/** The same for who is signed in. */
export async function askPasskey(
  visit: Visit,
  _: Opened<OwnAccount, 'own settings'> | Opened<OwnSecondStep, 'change second step'>,
  purpose: 'confirm' | 'add',
): Promise<string> {
  const challenge = newChallenge()
  await visit.change(sql`select room.ask_passkey(${purpose}, ${challenge}, ${later(visit.now, questionFor)})`)
  return challenge
}

/** What was asked for this purpose; it can be answered once, right or wrong. null = nothing was, or too long ago. */
export async function takeQuestion(visit: Visit, purpose: 'confirm' | 'add'): Promise<string | null> {
  await visit.enter()
  const [row] = await visit.all(
    sql<{ challenge: string | null }>`select room.answer_passkey(${purpose}, ${visit.now}) as challenge`,
  )
  return row?.challenge ?? null
}

/** For five minutes this session need not say again who it is. */
export async function confirm(visit: Visit, { used }: Opened<{ used: Used }, 'confirm'>): Promise<void> {
  const { step, recovery, key, counter } = used
  const [row] = await visit.change(
    sql<{ done: boolean }>`select room.confirm_myself(${visit.now}, ${step}, ${recovery}, ${key}, ${counter}) as done`,
  )
  if (!row?.done) throw new Refused('wrong-second-step')
}

export async function countWrongProof(
  visit: Visit,
  { what }: Opened<{ what: 'password' | 'step' }, 'count'>,
): Promise<void> {
  await visit.change(sql`select room.wrong_proof(${what}, ${visit.now})`)
}

type Own = Opened<OwnSecondStep, 'change second step'>

/** A new secret, kept until its first code comes, an hour at most. Gives it back in base32, and as the QR code says it. */
export async function beginAuthenticator(
  visit: Visit,
  { account }: Own,
  called: { practice: string; address: string },
): Promise<{ secret: string; address: string }> {
  const secret = newSecret()
  const key = await visit.practice.keys.take({ owner: account, scope: ownFile })
  const sealed = seal(key, { owner: account, row: account }, secret)
  await visit.change(sql`select room.begin_authenticator(${sealed}, ${visit.now})`)
  return { secret, address: appAddress(secret, called) }
}

/** The first code was right. Gives back recovery codes where there were none. */
export async function finishAuthenticator(visit: Visit, own: Own, step: number): Promise<string[] | null> {
  await visit.change(sql`select room.finish_authenticator(${visit.now}, ${step})`)
  visit.leaveWork()
  return own.codes === 0 ? await makeRecoveryCodes(visit, own) : null
}

/** Six new ones; those before end. */
export async function makeRecoveryCodes(visit: Visit, { account }: Own): Promise<string[]> {
  const codes = newRecoveryCodes()
  const hashes = codes.map((code) => recoveryHash(visit.practice, account, code))
  await visit.change(sql`select room.keep_recovery_codes(${hashes}::bytea[], ${visit.now})`)
  visit.leaveWork()
  return codes
}

/** A passkey that answered the question. */
export type NewPasskey = { credential: string; publicKey: Buffer; counter: number; transports: string[]; name: string }

/** Adds a passkey. Gives back recovery codes where there were none. */
export async function addPasskey(visit: Visit, own: Own, passkey: NewPasskey): Promise<string[] | null> {
  const id = uuid()
  const key = await visit.practice.keys.take({ owner: own.account, scope: ownFile })
  const sealed = seal(key, { owner: own.account, row: id }, passkey.name.trim())
  const [row] = await visit.change(sql<{ added: boolean }>`
    select room.add_passkey(${id}, ${passkey.credential}, ${passkey.publicKey}, ${passkey.counter},
      ${passkey.transports}::text[], ${sealed}, ${visit.now}) as added`)
  if (!row?.added) throw new Refused('passkey-not-added')
  visit.leaveWork()
  return own.codes === 0 ? await makeRecoveryCodes(visit, own) : null
}

export async function removePasskey(
  visit: Visit,
  { passkey }: Opened<OwnSecondStep & { passkey: string }, 'change second step'>,
): Promise<void> {
  await visit.change(sql`select room.remove_passkey(${passkey}, ${visit.now})`)
  visit.leaveWork()
}

export async function switchOffSecondStep(visit: Visit, _: Own): Promise<void> {
  await visit.change(sql`select room.switch_off_second_step(${visit.now})`)
  visit.leaveWork()
}

/** Clears somebody's two-step sign-in; its owner is told by letter and is out everywhere. Where there is none, nothing happens. */
export async function resetSecondStep(
  visit: Visit,
  { account, hasStep }: Opened<Resetting, 'reset second step'>,
): Promise<void> {
  if (!hasStep) return
  const [row] = await visit.change(
    sql<{ ended: [number, string, string][] }>`select room.reset_second_step(${account}, ${visit.now}) as ended`,
  )
  visit.tellEnded(row?.ended)
  visit.leaveWork()
}
