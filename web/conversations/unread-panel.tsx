import type { ConversationLine } from '../../contract/conversations.ts'
import { text } from '../text/text.ts'
import { type Asked, Show } from '../ui/asked.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { ConversationRow } from './conversation-row.tsx'

/** On the home page: what is unread (CNV-6). */
export function UnreadPanel({ asked, again }: { asked: Asked<ConversationLine[]>; again: () => void }) {
  const { title, all, allShort, getting, noneUnread, noneUnreadMore, seeAll } = text().conversations
  return (
    <section aria-labelledby="conversations">
      <div class="head">
        <h2 id="conversations">{title}</h2>
        <a class="btn btn-quiet btn-edge small" href="/conversations" aria-label={all}>
          {allShort}
        </a>
      </div>
      <Show asked={asked} again={again} words={getting}>
        {(lines) =>
          lines.length === 0 ? (
            <Empty title={noneUnread} more={noneUnreadMore} level={3}>
              <ButtonLink href="/conversations">{seeAll}</ButtonLink>
            </Empty>
          ) : (
            <ul class="niche rows">
              {lines.map((line) => (
                <ConversationRow key={line.id} line={line} faces />
              ))}
            </ul>
          )
        }
      </Show>
    </section>
  )
}
