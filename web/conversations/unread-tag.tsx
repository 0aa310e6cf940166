import { text } from '../text/text.ts'

export function UnreadTag({ unread }: { unread: number }) {
  if (unread === 0) return null
  return <span class="tag tag-new">{text().conversations.unread(unread)}</span>
}
