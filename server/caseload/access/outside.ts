import { sql } from 'kysely'
import {
  type Allowed,
  giveReason,
  lookOutside,
  type OutsideClientFacts,
  relateOneself,
  searchOutside,
  takeTemporaryAccess,
} from '../../../rules/caseload/outside.ts'
import type { Verdict } from '../../../rules/verdict.ts'
import type { Relation } from '../../../rules/words.ts'
import { notFound, Refused } from '../../errors.ts'
import type { Opened, Visit } from '../../visit.ts'

/** What the practice allows, and the typed reason of the visiting account where it still holds. */
export type OutsideRow = Allowed & { temporaryAccessMinutes: number; looks: boolean; reason: string | null }

/** A client outside the caseload, behind the door. */
export type OutsideClientRow = OutsideRow & {
  id: string
  active: boolean
  relation: Relation | null
  temporaryUntil: Date | null
  /** An own relate request that waits. */
  pending: string | null
}

/** What one may come to do with a client outside the caseload, and the rule that is asked for it. */
export const outsideRules = { open: searchOutside, relate: relateOneself, 'temporary access': takeTemporaryAccess }
export type OutsidePurpose = keyof typeof outsideRules

/** The door to what the practice allows; told to therapists also where that is nothing. */
export async function openLooking(visit: Visit): Promise<Opened<OutsideRow, 'know outside'>> {
  const facts = await outsideFacts(visit, {})
  const { groups } = visit.account
  if (!groups.includes('therapist')) throw notFound()
  return rowFrom(visit, facts) as Opened<OutsideRow, 'know outside'>
}

/** The door to typing a reason. */
export async function openGivingReason(visit: Visit): Promise<Opened<OutsideRow, 'give reason'>> {
  const row = rowFrom(visit, await outsideFacts(visit, {}))
  const verdict = giveReason.judge({ ...row, groups: visit.account.groups })
  visit.note(verdict, { kind: 'reason', id: null })
  if (!verdict.may) throw notFound()
  return row as Opened<OutsideRow, 'give reason'>
}

/** The door to searching outside the caseload. Which fields are sought in stands in the line, for a no too; the words never do. */
export async function openOutsideSearch(
  visit: Visit,
  { reason, fields }: { reason: string; fields: readonly string[] },
): Promise<Opened<OutsideRow, 'search outside'>> {
  const row = rowFrom(visit, await outsideFacts(visit, { reason }))
  const verdict = searchOutside.judge({ ...row, groups: visit.account.groups, reason: row.reason !== null })
  visit.note(verdict, { kind: 'outside search', id: null, motivation: row.reason })
  for (const line of visit.lines) line.fields = fields
  if (!verdict.may) throw row.looks ? new Refused('reason-over') : notFound()
  return row as Opened<OutsideRow, 'search outside'>
}

/** The door to a client outside the caseload. Without a reason that holds nobody learns whether there is such a client. */
export async function openOutsideClient<To extends OutsidePurpose>(
  visit: Visit,
  { id: given, reason, to }: { id: string; reason: string; to: To },
): Promise<Opened<OutsideClientRow, To>> {
  const id = given.toLowerCase()
  const facts = await outsideFacts(visit, { id, reason, hold: to !== 'open' })
  const row = { ...rowFrom(visit, facts), ...clientFrom(id, facts) }
  const known: OutsideClientFacts = { ...row, groups: visit.account.groups, reason: row.reason !== null }
  const judged = outsideRules[to].judge(known)
  const unknown = facts.client === null && searchOutside.judge(known).may
  const verdict: Verdict = unknown ? { may: false, because: 'no such client' } : judged
  visit.note(verdict, { kind: 'outside client', id, client: facts.client, motivation: row.reason })
  if (!row.looks || unknown) throw notFound()
  if (!verdict.may) throw new Refused(row.reason === null ? 'reason-over' : 'not-allowed-here')
  return row as Opened<OutsideClientRow, To>
}

/** Whether this visitor may do it with this client: for the view. */
export function mayOutside(visit: Visit, row: OutsideClientRow, to: OutsidePurpose): boolean {
  return outsideRules[to].judge({ ...row, groups: visit.account.groups, reason: row.reason !== null }).may
}

type FactsRow = {
  outside: Allowed['outside']
  temporary: boolean
  minutes: number
  requests: boolean
  held: string | null
  client: string | null
  active: boolean
  relation: Relation | null
  temporary_until: Date | null
  pending: string | null
}

function outsideFacts(
  visit: Visit,
  { id = null, reason = null, hold = false }: { id?: string | null; reason?: string | null; hold?: boolean },
): Promise<FactsRow> {
  return visit.one(sql<FactsRow>`select * from room.outside_facts(${id}, ${reason}, ${hold})`)
}

function rowFrom(visit: Visit, facts: FactsRow): OutsideRow {
  const { outside, temporary: temporaryAccess, requests: relateRequests, minutes, held } = facts
  const looks = lookOutside.judge({ groups: visit.account.groups, outside, temporaryAccess }).may
  return { outside, temporaryAccess, relateRequests, temporaryAccessMinutes: minutes, looks, reason: held }
}

function clientFrom(id: string, { active, relation, temporary_until: temporaryUntil, pending }: FactsRow) {
  return { id, active, relation, temporaryUntil, pending }
}
