import { sql } from 'kysely'
import type { SecondAnswer } from '../../../contract/accounts/second-step.ts'
import type { StepToCome } from '../../../contract/accounts/step-to-come.ts'
import { passSecondStep } from '../../../rules/accounts/second-step.ts'
import { openText } from '../../crypto.ts'
import { Refused } from '../../errors.ts'
import type { Group, Kind } from '../../../rules/words.ts'
import type { Entrance } from './sign-in.ts'
import { ownFile } from '../../keys.ts'
import { recoveryHash, stepOf } from '../../one-time-codes.ts'
import { type KnownPasskey, type Site, whoAnswered } from '../../passkeys.ts'
import type { Opened, Visit } from '../../visit.ts'

/** What was right, to be used up: a time step, a recovery code or a passkey's counter. */
export type Used = { step: number | null; recovery: Buffer | null; key: string | null; counter: number | null }
export const nothingUsed: Used = { step: null, recovery: null, key: null, counter: null }

/** What a second step is compared with. */
export type Proofs = {
  sealed: Buffer | null
  used_step: number | null
  unused: Buffer[]
  passkeys: KnownPasskey[]
  waits_until: Date | null
}

/** An answer, and what is known of where it came from and of what was asked. */
export type Answered = { answer: SecondAnswer; challenge: string | null; site: Site }

/** With what this account takes its second step; all empty = it has none. For nobody the same statement runs. */
export async function findSecondSteps(visit: Visit, account: string | null): Promise<StepToCome['toCome']> {
  const { code, passkey, recovery } = await visit.one(sql<{ code: boolean; passkey: boolean; recovery: boolean }>`
    select code, passkey, recovery_code as recovery from room.second_steps(${account})`)
  return [
    ...(code ? (['code'] as const) : []),
    ...(passkey ? (['passkey'] as const) : []),
    ...(recovery ? (['recovery code'] as const) : []),
  ]
}

type HalfOpenRow = Proofs & {
  half: string | null
  account: string | null
  kind: Kind | null
  groups: Group[]
  active: boolean
  challenge: string | null
}

async function halfOpenFacts(visit: Visit, tokenHash: Buffer | null): Promise<HalfOpenRow> {
  return await visit.one(
    sql<HalfOpenRow>`select * from room.half_open_facts(${tokenHash ?? Buffer.alloc(0)}, ${visit.now})`,
  )
}

/** A sign-in whose second step came: right (`door`), or why not, and whether a wrong one is to be counted. */
export type Stepped =
  | { door: Opened<Entrance & { half: string; used: Used }, 'sign in'> }
  | { door: null; counts: Opened<{ half: string }, 'count'> | null; refusal: Refused }

/** The door of the practice for who gave the right password and now takes the second step. */
export async function openSecondStep(
  visit: Visit,
  tokenHash: Buffer | null,
  { answer, site, session }: { answer: SecondAnswer; site: Site; session: string },
): Promise<Stepped> {
  const facts = await halfOpenFacts(visit, tokenHash)
  const { half, account, kind, groups } = facts
  const isOpen = half !== null && account !== null && kind !== null && facts.active
  const used = isOpen
    ? await matching(visit, { account, proofs: facts }, { answer, challenge: facts.challenge, site })
    : null
  const wait = secondsUntil(visit, facts.waits_until)
  const verdict = passSecondStep.judge({
    open: isOpen,
    waits: wait > 0,
    matches: used !== null,
    asked: 'password and second step',
  })
  const by = isOpen && verdict.may ? { id: account, kind, groups, session } : null
  visit.note(verdict, { kind: 'account', id: account }, by)
  if (!isOpen) return { door: null, counts: null, refusal: new Refused('step-over') }
  if (wait > 0) return { door: null, counts: null, refusal: new Refused('wrong-too-often', { retryAfter: wait }) }
  if (!verdict.may || !used) {
    const counts = { half } as Opened<{ half: string }, 'count'>
    return { door: null, counts, refusal: new Refused('wrong-second-step') }
  }
  return { door: { account, session, half, used } as Opened<Entrance & { half: string; used: Used }, 'sign in'> }
}

/** The door to a passkey's question for a sign-in that waits for its second step. */
export async function openQuestionAtDoor(
  visit: Visit,
  tokenHash: Buffer | null,
): Promise<Opened<{ half: string; passkeys: KnownPasskey[] }, 'ask a passkey'>> {
  const { half, active, passkeys } = await halfOpenFacts(visit, tokenHash)
  const verdict = passSecondStep.judge({
    open: half !== null && active,
    waits: false,
    matches: true,
    asked: 'password',
  })
  visit.note(verdict, { kind: 'half-open sign-in', id: half })
  if (!verdict.may || half === null) throw new Refused('step-over')
  return { half, passkeys } as Opened<{ half: string; passkeys: KnownPasskey[] }, 'ask a passkey'>
}

/** What a right answer uses up; null = it is wrong, or was used before. */
export async function matching(
  visit: Visit,
  { account, proofs }: { account: string; proofs: Proofs },
  { answer, challenge, site }: Answered,
): Promise<Used | null> {
  if ('code' in answer) {
    if (proofs.sealed === null) return null
    const key = await visit.practice.keys.take({ owner: account, scope: ownFile })
    const step = stepOf(openText(key, { owner: account, row: account }, proofs.sealed), answer.code, visit.now)
    return step !== null && step > Number(proofs.used_step) ? { ...nothingUsed, step } : null
  }
  if ('recoveryCode' in answer) {
    const recovery = recoveryHash(visit.practice, account, answer.recoveryCode)
    return proofs.unused.some((hash) => hash.equals(recovery)) ? { ...nothingUsed, recovery } : null
  }
  if (challenge === null) return null
  const found = await whoAnswered(site, proofs.passkeys, { challenge, answer: answer.passkey })
  return found && { ...nothingUsed, key: found.id, counter: found.counter }
}

/** How long to wait still; 0 = not at all. */
export function secondsUntil(visit: Visit, until: Date | null): number {
  return until === null ? 0 : Math.max(0, Math.ceil((until.getTime() - visit.now.getTime()) / 1000))
}
