import { sql } from 'kysely'
import type { SecondAnswer } from '../../../contract/accounts/second-step.ts'
import {
  changeSecondStep,
  passSecondStep,
  resetSecondStep,
  type SecondStepChange,
  type TwoStepPolicy,
} from '../../../rules/accounts/second-step.ts'
import type { Kind } from '../../../rules/words.ts'
import { ownSettings } from '../../../rules/accounts.ts'
import { openText } from '../../crypto.ts'
import { notFound, Refused } from '../../errors.ts'
import { ownFile } from '../../keys.ts'
import { stepOf } from '../../one-time-codes.ts'
import type { Site } from '../../passkeys.ts'
import type { Opened, Visit } from '../../visit.ts'
import { matching, nothingUsed, type Proofs, secondsUntil, type Used } from './second-step.ts'

/** A passkey as its owner's list has it; the name is sealed, base64. */
export type OwnPasskey = {
  id: string
  credential: string
  transports: string[]
  sealed: string
  addedAt: string
  usedAt: string | null
}

/** One's own two-step sign-in. */
export type OwnSecondStep = {
  account: string
  policy: TwoStepPolicy
  since: string | null
  /** The secret that was shown and waits for its first code, sealed. */
  coming: Buffer | null
  codes: number
  passkeys: OwnPasskey[]
}

type OwnRow = Omit<OwnSecondStep, 'account'> & { password_given: boolean; step_given: boolean }

/** The row of one's own two-step sign-in. */
export async function findOwnSecondStep(visit: Visit): Promise<OwnRow> {
  const [row] = await visit.all(sql<OwnRow>`select * from room.my_second_step(${visit.now})`)
  if (!row) throw notFound()
  return row
}

/** The door to changing one's own two-step sign-in. What is replaced is taken away first. */
export async function openOwnSecondStep(
  visit: Visit,
  wanted: SecondStepChange | 'authenticator',
): Promise<Opened<OwnSecondStep, 'change second step'>> {
  const { password_given: passwordGiven, step_given: stepGiven, ...own } = await findOwnSecondStep(visit)
  const change = wanted === 'authenticator' ? (own.since === null ? 'set up' : 'take away') : wanted
  const { policy } = own
  const verdict = changeSecondStep.judge({ change, policy, passwordGiven, stepGiven })
  visit.note(verdict, { kind: 'account', id: visit.account.id })
  if (!verdict.may) {
    if (change === 'set up' && policy === 'off') throw new Refused('not-offered')
    throw new Refused(change === 'take away' ? 'confirm-step' : 'confirm-password')
  }
  return { account: visit.account.id, ...own } as Opened<OwnSecondStep, 'change second step'>
}

/** The same to one of one's own passkeys, to remove it. Another's is as unknown as none. */
export async function openOwnPasskey(
  visit: Visit,
  id: string,
): Promise<Opened<OwnSecondStep & { passkey: string }, 'change second step'>> {
  const { passkeys } = await findOwnSecondStep(visit)
  const isOwn = passkeys.some((one) => one.id === id)
  if (!isOwn) {
    visit.note(ownSettings.judge({ own: false }), { kind: 'passkey', id })
    throw notFound()
  }
  const own = await openOwnSecondStep(visit, 'take away')
  return { ...own, passkey: id }
}

/** The time step of a first code. Throws when it is wrong, and where nothing waits for it. */
export async function firstStep(visit: Visit, own: Opened<OwnSecondStep, 'change second step'>, code: string) {
  const { account, coming } = own
  if (coming === null) throw new Refused('set-up-over')
  const key = await visit.practice.keys.take({ owner: account, scope: ownFile })
  const step = stepOf(openText(key, { owner: account, row: account }, coming), code, visit.now)
  if (step === null) throw new Refused('wrong-code')
  return step
}

/** The hash of one's own password, to compare with outside the visit. */
export async function findOwnHash(visit: Visit): Promise<{ hash: string | null }> {
  const [row] = await visit.all(sql<{ hash: string | null }>`select hash from room.my_proofs()`)
  return { hash: row?.hash ?? null }
}

type OwnProofs = Proofs & { hash: string | null; password_waits_until: Date | null; challenge: string | null }

/** What came of giving the password again, and where it is asked the second step. */
export type Confirming =
  | { door: Opened<{ used: Used }, 'confirm'> }
  | { door: null; counts: Opened<{ what: 'password' | 'step' }, 'count'> | null; refusal: Refused }

/** The door to confirming that it is still oneself. `passwordIs`: what was compared with before the visit, and whether it was right. */
export async function openConfirmation(
  visit: Visit,
  passwordIs: { hash: string | null; right: boolean },
  given: { answer: SecondAnswer; challenge: string | null; site: Site } | null,
): Promise<Confirming> {
  const [proofs] = await visit.all(sql<OwnProofs>`select * from room.my_proofs()`)
  if (!proofs) throw notFound()
  const account = visit.account.id
  const isRight = passwordIs.right && proofs.hash === passwordIs.hash
  const until = [proofs.password_waits_until, given ? proofs.waits_until : null]
  const wait = Math.max(...until.map((one) => secondsUntil(visit, one)))
  const used = isRight && given ? await matching(visit, { account, proofs }, given) : nothingUsed
  const verdict = passSecondStep.judge({
    open: true,
    waits: wait > 0,
    matches: isRight && used !== null,
    asked: given ? 'password and second step' : 'password',
  })
  visit.note(verdict, { kind: 'account', id: account })
  if (wait > 0) return { door: null, counts: null, refusal: new Refused('wrong-too-often', { retryAfter: wait }) }
  if (!isRight) return wrong('password', 'not-your-password')
  if (!verdict.may || !used) return wrong('step', 'wrong-second-step')
  return { door: { used } as Opened<{ used: Used }, 'confirm'> }
}

function wrong(what: 'password' | 'step', code: 'not-your-password' | 'wrong-second-step'): Confirming {
  return {
    door: null,
    counts: { what } as Opened<{ what: 'password' | 'step' }, 'count'>,
    refusal: new Refused(code),
  }
}

/** Whose two-step sign-in is to be reset. */
export type Resetting = { account: string; hasStep: boolean }

type ResetRow = { kind: Kind | null; self: boolean; treats: boolean; has_step: boolean }

/** The door to resetting somebody's two-step sign-in (SEC-12). */
export async function openReset(visit: Visit, account: string): Promise<Opened<Resetting, 'reset second step'>> {
  const facts = await visit.one(sql<ResetRow>`select * from room.reset_facts(${account})`)
  const { kind, self, treats, has_step: hasStep } = facts
  const verdict = resetSecondStep.judge({ kind, self, treats, groups: visit.account.groups })
  visit.note(verdict, { kind: 'account', id: account, client: kind === 'client' ? account : null })
  if (!verdict.may) throw notFound()
  return { account, hasStep } as Opened<Resetting, 'reset second step'>
}
