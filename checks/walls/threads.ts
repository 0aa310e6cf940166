import { list } from '../../rules/conversations.ts'
import type { AccountRow, ParticipantRow, World } from './rows.ts'
import { markOf, spansOf, unreadMessages, visibleMessages } from './standing.ts'

/** A line of the list, as the database gives it; `more`: there are lines that did not fit. */
export type Line = {
  conversation: string
  mine: string
  last_at: string
  last_author: string
  unread: number
  more: boolean
}

/** Which page of the list. */
export type Page = { before: string | null; onlyUnread: boolean; most: number }

/** One's own conversations, newest first (CNV-3), each with the last message this reader may see. */
export function expectedList(world: World, reader: AccountRow | null, { before, onlyUnread, most }: Page): Line[] {
  const own =
    reader && list.judge({ own: true }).may ? world.participant.filter((row) => row.account === reader.id) : []
  const lines = own
    .map((mine) => expectedLine(world, mine))
    .filter((line) => (before === null || line.last_at < before) && (!onlyUnread || line.unread > 0))
    .toSorted((a, b) =>
      a.last_at === b.last_at ? compare(a.conversation, b.conversation) : compare(b.last_at, a.last_at),
    )
  // Lines of the same moment stay together, so that the next page, asked for by that moment, loses none.
  const end = lines[most - 1]?.last_at ?? ''
  const page = lines.filter((line) => line.last_at >= end)
  const more = page.length < lines.length
  return page.map((line) => Object.assign(line, { more }))
}

function expectedLine(world: World, mine: ParticipantRow): Omit<Line, 'more'> {
  const last = visibleMessages(world, mine).at(-1)
  const came = spansOf(world, mine.id)
    .map((span) => span.began_at)
    .toSorted()
    .at(-1)
  return {
    conversation: mine.conversation,
    mine: mine.id,
    // Who has seen no message yet stands there since they came.
    last_at: last?.sent_at ?? came ?? '',
    last_author: last?.author ?? mine.id,
    unread: unreadMessages(world, mine, markOf(world, mine.id)).length,
  }
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
