import { sql } from 'kysely'
import type { Conversation, Message, MessagePage } from '../../../contract/conversations.ts'
import { type Opener, openerFor } from '../../names.ts'
import type { KeyName } from '../../keys.ts'
import type { Opened, Visit } from '../../visit.ts'
import { type ConversationRow, mayPost } from '../access.ts'
import { keysOfParticipant, type ParticipantRow, participantsOf, seeParticipant, subjectOf } from './participants.ts'

/** Messages a page holds. */
const pageSize = 50

/** One conversation as this reader sees it: who takes part, the newest page, what may be done. */
export async function seeConversation(
  visit: Visit,
  conversation: Opened<ConversationRow, 'read'>,
): Promise<Conversation> {
  const people = visit.all(sql<PersonRow>`
    select person.*, s.author as subject_author, s.sealed as subject,
      (select room.unread(${conversation.id}, ${conversation.participant}, ${conversation.readUpTo}, 100)) as unread
    from (${participantsOf(sql`array[${conversation.id}::uuid]`)}) as person
    ${subjectOf(sql`person.conversation`)}
    order by person.administrator desc, person.participant`)
  const newest = visit.all(messageRows(conversation.id, {}))
  const [participants, rows] = await visit.last(Promise.all([people, newest]))
  const [head] = participants
  const open = await openerFor(visit, participants.flatMap(keysOfParticipant))
  const accounts = new Map(participants.map((row) => [row.participant, row.account]))
  return {
    id: conversation.id,
    subject: open(
      keyOf(accounts, head?.subject_author ?? null, conversation.id),
      conversation.id,
      head?.subject ?? null,
    ),
    participants: participants.map((row) => seeParticipant(visit, row, open)),
    readUpTo: conversation.readUpTo,
    unread: head?.unread ?? 0,
    may: { post: mayPost(conversation.facts) },
    page: asPage(rows, { open, accounts, conversation: conversation.id, newest: true }),
  }
}

/** The heading stands on each row. */
type PersonRow = ParticipantRow & { subject_author: string | null; subject: Buffer | null; unread: number }

/** A page of messages, oldest first: the newest, those before a position, or those after one. */
export async function seeMessages(
  visit: Visit,
  conversation: Opened<ConversationRow, 'read'>,
  around: Around,
): Promise<MessagePage> {
  const people = visit.all(
    sql<{ participant: string; account: string }>`
      select p.id as participant, p.account from room.participant p where p.conversation = ${conversation.id}`,
  )
  const [authors, rows] = await visit.last(Promise.all([people, visit.all(messageRows(conversation.id, around))]))
  const open = await openerFor(
    visit,
    authors.map(({ account }) => ({ owner: account, scope: conversation.id })),
  )
  const accounts = new Map(authors.map((row) => [row.participant, row.account]))
  return asPage(rows, { open, accounts, conversation: conversation.id, newest: around.after === undefined })
}

export type Around = { before?: number | undefined; after?: number | undefined }
type MessageRow = { id: string; position: number; author: string; sent_at: Date; sealed: Buffer | null }

function messageRows(conversation: string, { before, after }: Around) {
  const side =
    after === undefined
      ? sql`m.position < ${before ?? Number.MAX_SAFE_INTEGER} order by m.position desc`
      : sql`m.position > ${after} order by m.position`
  return sql<MessageRow>`
    select m.id, m.position, m.author, m.sent_at, t.sealed
    from room.message m left join room.message_text t on t.conversation = m.conversation and t.position = m.position
    where m.conversation = ${conversation} and ${side} limit ${pageSize + 1}`
}

/** One row more than a page was asked for: it tells whether there is more, and is not shown. */
function asPage(
  rows: MessageRow[],
  {
    open,
    accounts,
    conversation,
    newest,
  }: { open: Opener; accounts: Map<string, string>; conversation: string; newest: boolean },
): MessagePage {
  const page = rows.slice(0, pageSize)
  if (newest) page.reverse()
  const messages = page.map(
    (row): Message => ({
      id: row.id,
      position: row.position,
      author: row.author,
      at: row.sent_at.toISOString(),
      text: open(keyOf(accounts, row.author, conversation), row.id, row.sealed),
    }),
  )
  return { messages, more: rows.length > pageSize }
}

function keyOf(accounts: Map<string, string>, author: string | null, conversation: string): KeyName | null {
  const owner = author === null ? undefined : accounts.get(author)
  return owner === undefined ? null : { owner, scope: conversation }
}
