import { contact, type ContactFacts, type ConversationFacts } from '../../rules/conversations.ts'
import { isInForce } from './files.ts'
import type {
  AccountRow,
  ConversationRow,
  MessageRow,
  ParticipantRow,
  RelatedPersonRow,
  SessionRow,
  SpanRow,
  World,
} from './rows.ts'
import { now } from './rows.ts'

/**
 * How people stand to each other and to conversations, by plain reading of the world's rows. Nothing here looks at SQL:
 * what may be is asked of rules/, with the facts gathered here.
 */

/** Who looks: the account behind a session that opens something, and the conversation that was entered, if any. */
export type Look = { world: World; reader: AccountRow | null; entered: ConversationRow | null }

export function accountOf(world: World, id: string): AccountRow {
  const found = world.account.find((row) => row.id === id)
  if (!found) throw new Error(`no account ${id}`)
  return found
}

export function isActive(world: World, account: string): boolean {
  return world.deactivation.every((row) => row.account !== account)
}

/** The account a session opens: not ended, not over, used within the last hour, not deactivated. */
export function opensAs(world: World, session: SessionRow): AccountRow | null {
  const hourAgo = Date.parse(now) - 60 * 60_000
  const lives = session.ended_at === null && session.ends_at > now && Date.parse(session.seen_at) > hourAgo
  return lives && isActive(world, session.account) ? accountOf(world, session.account) : null
}

/** What CNV-2 asks about two people. */
export function contactFacts(world: World, me: AccountRow, other: AccountRow): ContactFacts {
  const between = new Set([me.id, other.id])
  const relations = world.relation.filter(
    (row) => isInForce(row) && between.has(row.client) && between.has(row.professional),
  )
  const ties = world.related_person.filter((row) => row.ended_at === null && between.has(row.person))
  const ofClient = ties.filter((row) => between.has(row.client))
  const professionals = new Set([me, other].filter(({ kind }) => kind === 'professional').map(({ id }) => id))
  return {
    me: { kind: me.kind, groups: groupsOf(world, me.id), active: isActive(world, me.id) },
    other: { kind: other.kind, active: isActive(world, other.id) },
    same: me.id === other.id,
    relation: relations.find(({ kind }) => kind === 'therapist')?.kind ?? relations[0]?.kind ?? null,
    relatedBy: ofClient.length === 0 ? null : ofClient.some(isByClient) ? 'client' : 'professional',
    invitedByThisProfessional: ties.some((row) => professionals.has(row.invited_by)),
  }
}

function isByClient({ invited_by, client }: RelatedPersonRow): boolean {
  return invited_by === client
}

/** Those somebody knows by a relation of their own; colleagues, and all clients of a secretary, are known by kind. */
export function relatedTo(world: World, me: AccountRow): AccountRow[] {
  return world.account.filter((other) => {
    const { same, relation, relatedBy, invitedByThisProfessional } = contactFacts(world, me, other)
    return !same && (relation === 'therapist' || relatedBy !== null || invitedByThisProfessional)
  })
}

/** Whether somebody is a contact, whatever has become of the accounts: it decides about names and online state. */
export function knows(world: World, me: AccountRow, other: AccountRow): boolean {
  const facts = contactFacts(world, me, other)
  const active = { me: { ...facts.me, active: true }, other: { ...facts.other, active: true } }
  return contact.judge({ ...facts, ...active }).may
}

export function groupsOf(world: World, account: string) {
  return world.account_group.filter((row) => row.account === account).map(({ name }) => name)
}

/** As whom somebody takes or took part in a conversation. */
export function participantOf(world: World, account: string, conversation: string): ParticipantRow | null {
  return world.participant.find((row) => row.account === account && row.conversation === conversation) ?? null
}

export function spansOf(world: World, participant: string): SpanRow[] {
  return world.span.filter((row) => row.participant === participant)
}

/** What the rules on one conversation ask about one reader. */
export function conversationFacts(world: World, reader: AccountRow, conversation: string): ConversationFacts {
  const mine = participantOf(world, reader.id, conversation)
  const spans = mine ? spansOf(world, mine.id) : []
  const others = world.participant.filter((row) => row.conversation === conversation && row.account !== reader.id)
  const [other] = others
  return {
    everTookPart: spans.length > 0,
    takesPart: spans.some(isTakingPart),
    inTouch: !mine || others.length !== 1 || !other || inTouch(world, reader, accountOf(world, other.account)),
  }
}

function isTakingPart({ why, until_position }: SpanRow): boolean {
  return why === 'takes part' && until_position === null
}

function inTouch(world: World, one: AccountRow, other: AccountRow): boolean {
  return knows(world, one, other) || knows(world, other, one)
}

/** Both take or took part in one conversation. */
export function haveMet(world: World, one: { id: string }, other: { id: string }): boolean {
  return world.participant.some(
    (row) => row.account === one.id && participantOf(world, other.id, row.conversation) !== null,
  )
}

/** The messages within one's own intervals, oldest first. */
export function visibleMessages(world: World, participant: ParticipantRow): MessageRow[] {
  const spans = spansOf(world, participant.id)
  const isWithin = (position: number) =>
    spans.some((span) => position >= span.from_position && position <= (span.until_position ?? Infinity))
  return world.message
    .filter(({ conversation, position }) => conversation === participant.conversation && isWithin(position))
    .toSorted((a, b) => a.position - b.position)
}

/** Visible messages of others after one's own read mark. */
export function unreadMessages(world: World, participant: ParticipantRow, mark: number): MessageRow[] {
  return visibleMessages(world, participant).filter(
    ({ position, author }) => position > mark && author !== participant.id,
  )
}

export function markOf(world: World, participant: string): number {
  return world.read_mark.find((row) => row.participant === participant)?.position ?? 0
}
