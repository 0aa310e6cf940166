import { sql } from 'kysely'
import { contact, type ConversationFacts, markRead, post, read } from '../../rules/conversations.ts'
import type { Verdict } from '../../rules/verdict.ts'
import type { Kind } from '../../rules/words.ts'
import { asUuid, mac } from '../crypto.ts'
import { notFound, Refused } from '../errors.ts'
import type { Opened, Visit } from '../visit.ts'

/** What one may come to do in a conversation, and the rule that is asked for it. */
export const conversationRules = { read, post, markRead }
export type Purpose = keyof typeof conversationRules

/** A conversation behind its door. */
export type ConversationRow = {
  id: string
  /** As whom the visiting account takes or took part. */
  participant: string
  readUpTo: number
  /** The message this sender already sent with the given client key. */
  sentAlready: string | null
  facts: ConversationFacts
}

/**
 * The only way from an id to a conversation. Not there and not yours are the same answer at the same cost.
 * For `post` the membership and the relation it rests on are held until the visit ends.
 */
export async function openConversation<To extends Purpose>(
  visit: Visit,
  given: string,
  { to, clientKey = null }: { to: To; clientKey?: string | null },
): Promise<Opened<ConversationRow, To>> {
  const id = asKept(given)
  const row = await visit.one(
    sql<FactsRow>`select * from room.conversation_facts(${id}, ${to === 'post'}, ${clientKey})`,
  )
  const facts = { everTookPart: row.ever_took_part, takesPart: row.takes_part, inTouch: row.in_touch }
  const verdict = conversationRules[to].judge({ ...facts, sentBefore: row.sent_already !== null })
  visit.note(verdict, { kind: 'conversation', id })
  if (row.participant === null) throw notFound()
  if (!verdict.may) throw new Refused('closed')
  return { id, participant: row.participant, readUpTo: row.read_up_to, sentAlready: row.sent_already, facts } as Opened<
    ConversationRow,
    To
  >
}

/** An id may be spelled in capitals; keys, log lines and comparisons go by the spelling of the database. */
function asKept(id: string): string {
  return id.toLowerCase()
}

type FactsRow = {
  ever_took_part: boolean
  takes_part: boolean
  in_touch: boolean
  participant: string | null
  read_up_to: number
  sent_already: string | null
}

/** Why the visiting account may not post here, in the words of the contract; true = it may. */
export function mayPost(facts: ConversationFacts): true | 'left' | 'no-longer-in-touch' {
  if (post.judge(facts).may) return true
  return facts.takesPart ? 'no-longer-in-touch' : 'left'
}

/** Where a message goes, and as whom. */
export type Place = { conversation: string; participant: string }

/** Somebody the visiting account may start a conversation with; where it will stand, and what the same client key has started there already. */
export type ContactRow = {
  account: string
  kind: Kind
  place: Place
  started: 'with them' | 'with somebody else' | null
}

/** The door to a person one wants to write to: unknown ids and people who are no contact get the same answer. Held until the visit ends. */
export async function openContact(
  visit: Visit,
  given: string,
  clientKey: string,
): Promise<Opened<ContactRow, 'start conversation'>> {
  const account = asKept(given)
  const [row] = await visit.all(sql<ContactFactsRow>`select * from room.contact_facts(${account}, true)`)
  const place = placeFor(visit, clientKey)
  const started = await startedAt(visit, place, account)
  const verdict: Verdict = row
    ? contact.judge({
        me: { kind: visit.account.kind, groups: visit.account.groups, active: true },
        other: { kind: row.kind, active: row.active },
        same: account === visit.account.id,
        relation: row.relation,
        relatedBy: row.related_by,
        invitedByThisProfessional: row.invited_by_this_professional,
        startedBefore: started === 'with them',
      })
    : { may: false, because: 'no such account' }
  visit.note(verdict, { kind: 'account', id: account })
  if (!row || !verdict.may) throw notFound()
  return { account, kind: row.kind, place, started } as Opened<ContactRow, 'start conversation'>
}

/** The ids of a conversation somebody starts come from their client key: starting again after a lost answer finds what the first try made. */
export function placeFor(visit: Visit, clientKey: string): Place {
  const bytes = mac(visit.practice.keys.search, `started ${visit.account.id} ${clientKey.toLowerCase()}`)
  return { conversation: asUuid(bytes.subarray(0, 16)), participant: asUuid(bytes.subarray(16, 32)) }
}

async function startedAt(visit: Visit, { conversation }: Place, account: string): Promise<ContactRow['started']> {
  const [facts, there] = await Promise.all([
    visit.one(sql<FactsRow>`select * from room.conversation_facts(${conversation}, false, null)`),
    visit.all(sql`select from room.participant p where p.conversation = ${conversation} and p.account = ${account}`),
  ])
  if (!facts.ever_took_part) return null
  return there.length > 0 ? 'with them' : 'with somebody else'
}

type ContactFactsRow = {
  kind: Kind
  active: boolean
  relation: 'therapist' | 'supervisor' | null
  related_by: 'client' | 'professional' | null
  invited_by_this_professional: boolean
}
