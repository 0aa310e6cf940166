import { effect, signal } from '@preact/signals'
import type { ConversationLine } from '../../contract/conversations.ts'
import { ask } from '../api.ts'
import { listen } from '../live.ts'
import { oneAtATime } from '../one-at-a-time.ts'
import { session } from '../session.ts'
import type { Asked } from '../ui/asked.tsx'

type Inbox = { lines: ConversationLine[]; more: boolean }

/** The reader's conversations, newest first, as far as they were asked for. Shared by menu, list and title. */
export const inbox = signal<Asked<Inbox>>({ state: 'waiting' })
/** Unread messages in all conversations together. */
export const unread = signal(0)

export const refreshInbox = oneAtATime(async () => {
  try {
    const newest = await ask('listConversations')
    unread.value = newest.unread
    const before = inbox.peek()
    const shown = before.state === 'there' ? before.value : { lines: [], more: newest.more }
    inbox.value = { state: 'there', value: withNewest({ lines: newest.conversations, more: newest.more }, shown) }
  } catch (error) {
    if (inbox.peek().state !== 'there') inbox.value = { state: 'failed', error }
  }
})

export async function showMore(): Promise<void> {
  const before = inbox.peek()
  const last = before.state === 'there' && before.value.lines.at(-1)
  if (!last) return
  const page = await ask('listConversations', { asksFor: { before: last.last.at } })
  const now = inbox.peek()
  const lines = now.state === 'there' ? now.value.lines : []
  const known = new Set(lines.map(({ id }) => id))
  const added = page.conversations.filter(({ id }) => !known.has(id))
  inbox.value = { state: 'there', value: { lines: [...lines, ...added], more: page.more } }
}

/** The first page anew; what was shown below it stays, unless it moved up. */
function withNewest(newest: Inbox, shown: Inbox): Inbox {
  const last = newest.lines.at(-1)
  if (!last || !newest.more) return newest
  const top = new Set(newest.lines.map(({ id }) => id))
  const below = shown.lines.filter(({ id, last: { at } }) => !top.has(id) && at < last.last.at)
  return below.length === 0 ? newest : { lines: [...newest.lines, ...below], more: shown.more }
}

effect(() => {
  if (session.value.who === 'somebody') return void refreshInbox()
  inbox.value = { state: 'waiting' }
  unread.value = 0
})

listen(({ what }) => {
  if (session.peek().who === 'somebody' && (what === 'conversation' || what === 'again')) void refreshInbox()
})
