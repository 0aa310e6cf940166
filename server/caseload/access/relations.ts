import { sql } from 'kysely'
import {
  breakOff,
  chooseColleague,
  handOverClient,
  relateColleague,
  seeWhoWorks,
  seeWithoutTherapist,
  type Other,
  transfer,
} from '../../../rules/caseload/relations.ts'
import type { Verdict } from '../../../rules/verdict.ts'
import type { Kind, Relation } from '../../../rules/words.ts'
import type { Place } from '../../conversations/access.ts'
import { notFound, Refused } from '../../errors.ts'
import type { Opened, Visit } from '../../visit.ts'

/** A client whose people are looked at or changed, and one other professional it is about (null = nobody). */
export type RelationsRow = {
  id: string
  active: boolean
  relation: Relation | null
  /** They look into the file for a while, for this typed reason. */
  temporary: boolean
  reason: string | null
  /** The client is asked before somebody is related (TRF-10). */
  requests: boolean
  /** This very step was taken before, with the same client key. */
  doneBefore: boolean
  /** The client key was used for another step. */
  keyUsed: boolean
  other: (Other & { id: string }) | null
}

/** The door to who works with a client, for reading. */
export async function openProfessionals<To extends 'professionals' | 'choices' | 'see hand-over'>(
  visit: Visit,
  given: string,
  to: To,
): Promise<Opened<RelationsRow, To>> {
  const row = await factsOf(visit, { client: given, hold: false })
  const { groups } = visit.account
  const standing = { groups, relation: row.relation, temporary: row.temporary }
  const rules = {
    professionals: () => seeWhoWorks.judge(standing),
    choices: () => chooseColleague.judge(standing),
    'see hand-over': () => handOverClient.judge({ ...standing, other: null }),
  }
  const verdict = row.found ? rules[to]() : notMine
  noteIt(visit, row, verdict)
  if (!verdict.may) throw notFound()
  return row as unknown as Opened<RelationsRow, To>
}

/** What somebody wants to change about who works with a client. `with`: the professional it is about. */
export type Wish = { client: string; with: string; clientKey: string | null }

/** The door to relating a colleague. Who may see the client is told why it cannot be this one. */
export async function openRelating(visit: Visit, wish: Wish, kind: Relation): Promise<Opened<RelationsRow, 'relate'>> {
  const row = await factsOf(visit, { ...wish, hold: true, what: 'related' })
  const { relation, temporary, requests, doneBefore } = row
  const standing = { groups: visit.account.groups, relation, temporary }
  const other = row.other ?? nobody
  const arranged = row.found ? chooseColleague.judge(standing) : notMine
  const verdict = arranged.may && !doneBefore ? relateColleague.judge({ ...standing, other, kind, requests }) : arranged
  noteIt(visit, row, verdict)
  if (!arranged.may) throw notFound()
  if (!verdict.may) throw new Refused(whyNot[verdict.because] ?? 'cannot-be-related')
  return row as unknown as Opened<RelationsRow, 'relate'>
}

/** The door to moving what somebody guides. `from`: whose it is. */
export async function openTransfer(visit: Visit, wish: Wish, from: string): Promise<Opened<RelationsRow, 'transfer'>> {
  const row = await factsOf(visit, { ...wish, hold: true, what: 'tools transferred' })
  const standing = { groups: visit.account.groups, relation: row.relation, temporary: row.temporary }
  const of = from.toLowerCase() === visit.account.id ? 'me' : 'another'
  const own = row.found ? breakOff.judge({ ...standing, of }) : notMine
  const verdict = own.may && !row.doneBefore ? transfer.judge({ ...standing, of, other: row.other ?? nobody }) : own
  noteIt(visit, row, verdict)
  if (!own.may) throw notFound()
  if (!verdict.may) throw new Refused('not-their-therapist')
  return row as unknown as Opened<RelationsRow, 'transfer'>
}

/** The door to breaking a relation: one that is not there is not found. */
export async function openBreaking(visit: Visit, wish: Wish): Promise<Opened<RelationsRow, 'break'>> {
  const row = await factsOf(visit, { ...wish, hold: true })
  const of = row.other?.me ? 'me' : 'another'
  const standing = { groups: visit.account.groups, relation: row.relation, temporary: row.temporary }
  const asked = row.found ? breakOff.judge({ ...standing, of }) : notMine
  const verdict: Verdict = asked.may && !row.other?.relation ? { may: false, because: 'not related' } : asked
  noteIt(visit, row, verdict)
  if (!verdict.may) throw notFound()
  return row as unknown as Opened<RelationsRow, 'break'>
}

/** The door to handing over. Done before with the same key: the answer is the same, also for who has left since. */
export async function openHandOver(
  visit: Visit,
  wish: Wish,
): Promise<Opened<RelationsRow & { talk: Place | null }, 'hand over'>> {
  const row = await factsOf(visit, { ...wish, hold: true, what: 'handed over' })
  const [talk = null] = await visit.all(sql<Place>`select * from room.talk_with(${row.id})`)
  const mine: Verdict = row.doneBefore
    ? { may: true, basis: 'treatment relation' }
    : row.found
      ? handOverClient.judge({ relation: row.relation, other: null })
      : notMine
  const verdict =
    mine.may && !row.doneBefore ? handOverClient.judge({ relation: row.relation, other: row.other ?? nobody }) : mine
  noteIt(visit, row, verdict)
  if (!mine.may) throw notFound()
  if (!verdict.may) throw new Refused('cannot-be-related')
  return { ...row, talk } as unknown as Opened<RelationsRow & { talk: Place | null }, 'hand over'>
}

/** The door to the clients whom nobody treats. */
export async function openWithoutTherapist(visit: Visit): Promise<Opened<object, 'without therapist'>> {
  await visit.enter()
  const verdict = seeWithoutTherapist.judge({ groups: visit.account.groups })
  visit.note(verdict, { kind: 'clients', id: null })
  if (!verdict.may) throw notFound()
  return {} as Opened<object, 'without therapist'>
}

const notMine: Verdict = { may: false, because: 'not in your caseload' }
const nobody: Other = { kind: null, therapist: false, supervisor: false, relation: null, me: false }
const whyNot: Record<string, 'ask-the-client' | 'already-related'> = {
  'the client is asked first': 'ask-the-client',
  'already related': 'already-related',
}

function noteIt(visit: Visit, row: RelationsRow & { found: boolean }, verdict: Verdict): void {
  visit.note(verdict, { kind: 'account', id: row.id, client: row.found ? row.id : null, motivation: row.reason })
}

type Asked = { client: string; with?: string; clientKey?: string | null; hold: boolean; what?: string }

async function factsOf(visit: Visit, asked: Asked): Promise<RelationsRow & { found: boolean }> {
  const id = asked.client.toLowerCase()
  const other = asked.with?.toLowerCase() ?? null
  const row = await visit.one(
    sql<FactsRow>`select * from room.relation_facts(${id}, ${other}, ${asked.clientKey ?? null}, ${asked.hold})`,
  )
  return {
    id,
    found: row.client !== null,
    active: row.active,
    relation: row.relation,
    reason: row.relation === null ? row.reason : null,
    temporary: row.reason !== null && row.relation === null,
    requests: row.requests,
    doneBefore: row.done_before !== null && row.done_before === asked.what,
    keyUsed: row.done_before !== null && row.done_before !== asked.what,
    other:
      other === null || row.client === null
        ? null
        : {
            id: other,
            kind: row.other_kind,
            therapist: row.other_therapist,
            supervisor: row.other_supervisor,
            relation: row.other_relation,
            me: other === visit.account.id,
          },
  }
}

type FactsRow = {
  client: string | null
  active: boolean
  relation: Relation | null
  reason: string | null
  requests: boolean
  done_before: string | null
  other_kind: Kind | null
  other_therapist: boolean
  other_supervisor: boolean
  other_relation: Relation | null
}
