import { sql } from 'kysely'
import type { ConversationLine } from '../../../contract/conversations.ts'
import { list } from '../../../rules/conversations.ts'
import { type Opener, openerFor } from '../../names.ts'
import type { Visit } from '../../visit.ts'
import { keysOfParticipant, type ParticipantRow, participantsOf, seeParticipant, subjectOf } from './participants.ts'

/** Lines a page holds; more, where the last ones are of the same moment. */
const pageSize = 50

type LineRow = ParticipantRow & {
  mine: string
  last_at: Date
  last_author: string
  unread: number
  more: boolean
  subject_author: string | null
  subject: Buffer | null
}

/** One's own conversations, newest first, each with who takes part and what is unread: one statement, one row per line and participant. */
export async function listConversations(
  visit: Visit,
  { before, onlyUnread }: { before: string | null; onlyUnread: boolean },
): Promise<{ conversations: ConversationLine[]; more: boolean; unread: number }> {
  const lines = visit.all(sql<LineRow>`
    with line as materialized (select * from room.conversation_list(${before}, ${onlyUnread}, ${pageSize})),
      person as (${participantsOf(sql`(select array_agg(line.conversation) from line)`)})
    select line.mine, line.last_at, line.last_author, line.unread, line.more, s.author as subject_author, s.sealed as subject, person.*
    from line join person on person.conversation = line.conversation
    ${subjectOf(sql`line.conversation`)}
    order by line.last_at desc, line.conversation, person.participant`)
  const inAll = visit.all(sql<{ unread: number }>`select room.unread_in_all(100) as unread`)
  const [rows, [total]] = await visit.last(Promise.all([lines, inAll]))
  visit.note(list.judge({ own: visit.account.id !== '' }), { kind: 'conversations', id: null })
  const open = await openerFor(visit, rows.flatMap(keysOfParticipant))
  const conversations = [...Map.groupBy(rows, (row) => row.conversation).values()]
  return {
    conversations: conversations.map((line) => seeLine(visit, line, open)),
    more: rows[0]?.more ?? false,
    unread: total?.unread ?? 0,
  }
}

function seeLine(visit: Visit, line: LineRow[], open: Opener): ConversationLine {
  const [first] = line
  if (!first) throw new Error('a line without participants')
  const writer = line.find((row) => row.participant === first.subject_author)
  return {
    id: first.conversation,
    subject: writer
      ? open({ owner: writer.account, scope: first.conversation }, first.conversation, first.subject)
      : null,
    others: line.filter((row) => row.participant !== first.mine).map((row) => seeParticipant(visit, row, open)),
    last: { at: first.last_at.toISOString(), author: first.last_author },
    unread: first.unread,
  }
}
