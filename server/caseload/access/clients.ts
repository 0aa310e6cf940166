import { sql } from 'kysely'
import {
  activate,
  addClient,
  changeAddress,
  changeDetails,
  correctAddress,
  findClients,
  readDetails,
  welcomeAgain,
} from '../../../rules/caseload.ts'
import { endTemporaryAccess } from '../../../rules/caseload/outside.ts'
import type { Verdict } from '../../../rules/verdict.ts'
import type { Relation } from '../../../rules/words.ts'
import { notFound, Refused } from '../../errors.ts'
import type { Opened, Visit } from '../../visit.ts'

/** A client behind the door: how the visiting account stands to them, and what has become of their account. */
export type ClientRow = {
  id: string
  active: boolean
  relation: Relation | null
  /** Somebody has chosen a password, or signed in. */
  used: boolean
  /** The newest letter of welcome. */
  welcome: { state: string; at: Date } | null
  change: AddressChangeRow | null
  /** Until when temporary access lasts, where it is that by which the file is open. */
  temporaryUntil: Date | null
}

/** An address that is to come. `due` null: nobody of the other kind of role has agreed yet. */
export type AddressChangeRow = {
  sealed: Buffer
  own: boolean
  asSecretary: boolean
  asTherapist: boolean
  due: Date | null
}

/** What one may come to do with a client, and the rule that is asked for it. */
export const clientRules = {
  read: (visit, row) => readDetails.judge(factsOf(visit, row)),
  change: (visit, row) => changeDetails.judge(factsOf(visit, row)),
  activate: (visit, row) => activate.judge(factsOf(visit, row)),
  welcome: (visit, row) => welcomeAgain.judge(factsOf(visit, row)),
  'correct address': (visit, row) => correctAddress.judge({ ...factsOf(visit, row), used: row.used }),
  'propose address': (visit, row) => judgeChange(visit, row, 'propose'),
  'agree to address': (visit, row) => judgeChange(visit, row, 'agree'),
  'stop address': (visit, row) => judgeChange(visit, row, 'stop'),
  'end temporary access': (_, { temporaryUntil }) => endTemporaryAccess.judge({ temporary: temporaryUntil !== null }),
} satisfies Record<string, (visit: Visit, row: ClientRow) => Verdict>
export type Purpose = keyof typeof clientRules

/** The only way from an id to a client. Not there and not yours are the same answer at the same cost. What is to be changed is held. */
export async function openClient<To extends Purpose>(
  visit: Visit,
  given: string,
  to: To,
): Promise<Opened<ClientRow, To>> {
  const id = given.toLowerCase()
  const facts = await visit.one(sql<FactsRow>`select * from room.client_facts(${id}, ${to !== 'read'})`)
  const row = rowFrom(visit, id, facts)
  // Of an id that is no client of theirs nothing is known: no relation, and every rule says no of itself; groups alone open nothing.
  const verdict: Verdict =
    facts.client === null ? { may: false, because: 'not in your caseload' } : clientRules[to](visit, row)
  const motivation = row.temporaryUntil === null ? null : facts.temporary_reason
  visit.note(verdict, { kind: 'account', id, client: facts.client, motivation })
  if (facts.client === null) throw notFound()
  // Who sees this client already is told why not; whoever may not do it at all finds nothing.
  if (!verdict.may)
    throw to === 'correct address' && row.used && mayKeep(visit, row) ? new Refused('used-before') : notFound()
  return row as Opened<ClientRow, To>
}

/** Whether this visitor may do it with this client: for the view. */
export function mayWith(visit: Visit, row: ClientRow, to: Purpose): boolean {
  return clientRules[to](visit, row).may
}

/** The door to finding clients. `everybody`: more than the own caseload. The search itself writes down how many it found. */
export async function openSearch(visit: Visit): Promise<Opened<{ everybody: boolean }, 'find'>> {
  await visit.enter()
  const verdict = findClients.judge({ groups: visit.account.groups })
  visit.note(verdict, { kind: 'clients', id: null })
  if (!verdict.may) throw notFound()
  return { everybody: verdict.basis !== 'own caseload' } as Opened<{ everybody: boolean }, 'find'>
}

/** The door to adding clients. */
export async function openAdding(visit: Visit): Promise<Opened<{ related: boolean }, 'add client'>> {
  await visit.enter()
  const { groups } = visit.account
  const verdict = addClient.judge({ groups })
  visit.note(verdict, { kind: 'account', id: null })
  if (!verdict.may) throw notFound()
  return { related: groups.includes('therapist') } as Opened<{ related: boolean }, 'add client'>
}

function factsOf(visit: Visit, { relation, temporaryUntil }: ClientRow) {
  return { groups: visit.account.groups, relation, temporary: temporaryUntil !== null }
}

function mayKeep(visit: Visit, row: ClientRow): boolean {
  return changeDetails.judge(factsOf(visit, row)).may
}

function judgeChange(visit: Visit, row: ClientRow, to: 'propose' | 'agree' | 'stop'): Verdict {
  return changeAddress.judge({ ...factsOf(visit, row), to, proposal: row.change })
}

type FactsRow = {
  client: string | null
  active: boolean
  relation: Relation | null
  used: boolean
  welcome: string | null
  welcome_at: Date | null
  new_address: Buffer | null
  proposed_by: string | null
  as_secretary: boolean
  as_therapist: boolean
  due_at: Date | null
  temporary_until: Date | null
  temporary_reason: string | null
}

function rowFrom(visit: Visit, id: string, facts: FactsRow): ClientRow {
  const { active, relation, used, welcome, welcome_at: at, new_address: sealed } = facts
  return {
    id,
    active,
    relation,
    used,
    welcome: welcome && at ? { state: welcome, at } : null,
    temporaryUntil: relation === null ? facts.temporary_until : null,
    change: sealed && {
      sealed,
      own: facts.proposed_by === visit.account.id,
      asSecretary: facts.as_secretary,
      asTherapist: facts.as_therapist,
      due: facts.due_at,
    },
  }
}
