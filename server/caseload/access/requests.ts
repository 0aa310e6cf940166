import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import {
  answerRequest,
  askToRelate,
  cancelRequest,
  notSwitchedOn,
  seeRequest,
  seeRequests,
  seeWhatWaits,
} from '../../../rules/caseload/requests.ts'
import { no, type Verdict } from '../../../rules/verdict.ts'
import type { Relation } from '../../../rules/words.ts'
import type { ProblemCode } from '../../../contract/problems.ts'
import { asUuid, mac } from '../../crypto.ts'
import { notFound, Refused } from '../../errors.ts'
import type { Opened, Visit } from '../../visit.ts'

/** A request that is to be made: its id comes from the client key, so that sending it again finds the same. */
export type NewRequest = {
  id: string
  client: string
  professional: string
  kind: Relation
  /** The typed reason, by id; its words where they come along. */
  motivation: { id: string; text: string | null }
  /** It was sent before. */
  sent: boolean
}

/** What somebody sends who asks a client. */
export type AskingTo = {
  client: string
  professional: string
  kind: Relation
  motivation: string | null
  motivationId?: string | undefined
  clientKey: string
}

/**
 * The door to asking a client. A client who is not there and one who is not yours to ask are the same answer at the same cost; whoever
 * may ask is told why it does not go.
 */
export async function openAsking(visit: Visit, given: AskingTo): Promise<Opened<NewRequest, 'ask'>> {
  const [client, professional] = [given.client.toLowerCase(), given.professional.toLowerCase()]
  const reason = given.motivationId?.toLowerCase() ?? null
  const motivation = { id: reason ?? uuid({ msecs: visit.now.getTime() }), text: given.motivation }
  // The id of the request needs to know who asks.
  await visit.enter()
  const id = requestIdFor(visit, given.clientKey)
  const [facts, on] = await Promise.all([
    visit.one(
      sql<AskingRow>`select * from room.asking_facts(${client}, ${professional}, ${given.kind}, ${reason}, ${id})`,
    ),
    visit.one(sql<{ on: boolean }>`select room.switched_on('relateRequests') as on`),
  ])
  const about = { kind: 'account', id: client, client: facts.client, motivation: motivation.id }
  const verdict = judgeAsking(visit, { ...facts, self: professional === visit.account.id, switchedOn: on.on })
  if (facts.client === null || (!verdict.may && verdict.because !== notSwitchedOn)) {
    // A reason that was not kept is named by no line.
    visit.note(verdict, { ...about, motivation: null })
    throw notFound()
  }
  const refusal = verdict.may ? refusalOf(facts, given) : 'asking-off'
  // Whoever asks for a colleague: it is the colleague who will answer for it.
  const onBehalfOf = professional === visit.account.id ? null : professional
  visit.note(refusal ? no(refusal) : verdict, refusal ? { ...about, motivation: null } : { ...about, onBehalfOf })
  if (refusal) throw new Refused(refusal, fieldsOf(refusal))
  const sent = facts.sent === 'same'
  return { id, client, professional, kind: given.kind, motivation, sent } as Opened<NewRequest, 'ask'>
}

function judgeAsking(visit: Visit, facts: AskingRow & { self: boolean; switchedOn: boolean }): Verdict {
  if (facts.client === null) return no('not in your caseload')
  const { groups } = visit.account
  return askToRelate.judge({ groups, ...facts })
}

/** Why it does not go though one may ask; null = it goes, or went before. */
function refusalOf(facts: AskingRow, given: AskingTo): ProblemCode | null {
  if (facts.sent) return facts.sent === 'same' ? null : 'key-used'
  // Typed words, or the number of words that were typed before: one of the two.
  if ((given.motivation === null) === (given.motivationId === undefined)) return 'wrong-fields'
  if (given.motivationId !== undefined && !facts.own_reason) return 'wrong-fields'
  if (!facts.active) return 'not-active'
  if (!facts.eligible) return 'cannot-be-related'
  if (facts.related) return 'already-related'
  return facts.asked ? 'request-waits' : null
}

function fieldsOf(code: ProblemCode): ConstructorParameters<typeof Refused>[1] {
  return code === 'wrong-fields' ? { fields: [{ field: 'motivation', code: 'missing' }] } : {}
}

/** A client whose requests are seen, and whether this reader may ask for a colleague. */
export type AskedClient = { id: string; mayAsk: boolean }

/** The door to what was asked about one client. */
export async function openRequestsOf(visit: Visit, given: string): Promise<Opened<AskedClient, 'see requests'>> {
  const id = given.toLowerCase()
  const [facts, on] = await Promise.all([
    visit.one(
      sql<ReadingRow>`select client, relation, temporary_until, temporary_reason from room.client_facts(${id}, false)`,
    ),
    visit.one(sql<{ on: boolean }>`select room.switched_on('relateRequests') as on`),
  ])
  const { groups } = visit.account
  const { client, relation } = facts
  const temporary = relation === null && facts.temporary_until !== null
  const verdict = client === null ? no('not in your caseload') : seeRequests.judge({ groups, relation, temporary })
  visit.note(verdict, { kind: 'account', id, client, motivation: temporary ? facts.temporary_reason : null })
  if (!verdict.may) throw notFound()
  const mayAsk = askToRelate.judge({ groups, relation, self: false, outside: false, switchedOn: on.on }).may
  return { id, mayAsk } as Opened<AskedClient, 'see requests'>
}

/** One request behind the door, and what has become of it. */
export type RequestRow = { id: string; client: string; outcome: string | null; stands: boolean }

/** The door to reading what one is asked. */
export async function openRequest(visit: Visit, given: string): Promise<Opened<RequestRow, 'read'>> {
  const { row, asked } = await factsOf(visit, given, false)
  const verdict = seeRequest.judge({ asked })
  visit.note(verdict, { kind: 'relate request', id: given.toLowerCase(), client: row?.client ?? null })
  if (!row || !verdict.may) throw notFound()
  return row as Opened<RequestRow, 'read'>
}

/** The door to answering. The client is told why it does not go any more. */
export async function openAnswering(
  visit: Visit,
  given: string,
  answer: 'accept' | 'reject',
): Promise<Opened<RequestRow, 'answer'>> {
  const { row, asked } = await factsOf(visit, given, true)
  const state = !row || row.outcome !== null ? 'over' : row.stands ? 'open' : 'lapsed'
  const verdict = answerRequest.judge({ asked, answer, state: row?.outcome === 'lapsed' ? 'lapsed' : state })
  visit.note(verdict, { kind: 'relate request', id: given.toLowerCase(), client: row?.client ?? null })
  if (!row || !asked) throw notFound()
  if (!verdict.may) throw new Refused(verdict.because === 'lapsed' ? 'request-lapsed' : 'request-over')
  return row as Opened<RequestRow, 'answer'>
}

/** The door to taking a request back. What is over already is told to whoever could. */
export async function openCancelling(visit: Visit, given: string): Promise<Opened<RequestRow, 'cancel'>> {
  const { row, mine } = await factsOf(visit, given, true)
  const { groups } = visit.account
  const judged = row ? cancelRequest.judge({ groups, mine }) : no('not your request')
  const isOver = judged.may && row !== null && row.outcome !== null && row.outcome !== 'cancelled'
  visit.note(isOver ? no('over') : judged, {
    kind: 'relate request',
    id: given.toLowerCase(),
    client: row?.client ?? null,
  })
  if (!row || !judged.may) throw notFound()
  if (isOver) throw new Refused('request-over')
  return row as Opened<RequestRow, 'cancel'>
}

/** The door to what waits for oneself, or for an answer to oneself. */
export async function openWhatWaits(visit: Visit): Promise<Opened<object, 'see what waits'>> {
  await visit.enter()
  const verdict = seeWhatWaits.judge({ kind: visit.account.kind })
  visit.note(verdict, { kind: 'relate requests', id: null })
  if (!verdict.may) throw notFound()
  return {} as Opened<object, 'see what waits'>
}

async function factsOf(visit: Visit, given: string, hold: boolean) {
  const id = given.toLowerCase()
  const facts = await visit.one(sql<FactsRow>`select * from room.request_facts(${id}, ${hold})`)
  const { request, client, stands, outcome } = facts
  const me = visit.account.id
  const row: RequestRow | null = request && client ? { id, client, outcome, stands } : null
  return { row, asked: client === me, mine: facts.asked_by === me }
}

type ReadingRow = {
  client: string | null
  relation: Relation | null
  temporary_until: Date | null
  temporary_reason: string | null
}

type FactsRow = {
  request: string | null
  client: string | null
  asked_by: string | null
  stands: boolean
  outcome: string | null
}

/** What the database tells of asking one client for one professional. */
export type AskingRow = {
  client: string | null
  active: boolean
  relation: Relation | null
  outside: boolean
  own_reason: boolean
  eligible: boolean
  related: boolean
  asked: boolean
  sent: 'same' | 'other' | null
}

/** The id of a request comes from the client key of whoever asks. */
export function requestIdFor(visit: Visit, clientKey: string): string {
  return asUuid(mac(visit.practice.keys.search, `asked ${visit.account.id} ${clientKey.toLowerCase()}`).subarray(0, 16))
}
