import type { ConversationLine } from '../../contract/conversations.ts'
import { shortly } from '../text/moments.ts'
import { text } from '../text/text.ts'
import { Who } from '../ui/who.tsx'
import { lookOf, namesOf, roleIn } from './names.ts'
import { UnreadTag } from './unread-tag.tsx'

/** One conversation in a list: the whole row leads to it. */
export function ConversationRow({
  line,
  current,
  faces,
}: {
  line: ConversationLine
  current?: boolean
  /** With the person in front: where there is room. */
  faces?: boolean
}) {
  const { id, subject, others, last, unread } = line
  const [first] = others
  return (
    <li class={current ? 'here' : ''}>
      {faces && first && (
        <Who name={first.name} look={lookOf(first)} here={first.online === true} picture={first.picture} />
      )}
      <div class="grow">
        <a class="hit" href={`/conversations/${id}`} aria-current={current ? 'true' : undefined}>
          {subject ?? namesOf(others)}
        </a>
        <p class="small soft">{about(line)}</p>
      </div>
      <div class="fact">
        <time class="small soft" dateTime={last.at}>
          {shortly(last.at)}
        </time>
        <UnreadTag unread={unread} />
      </div>
    </li>
  )
}

/** Under a subject: who is in it. Without a subject the names stand above it already, so then: who that is. */
function about({ subject, others }: ConversationLine): string {
  if (others.length > 3) return text().conversations.participantCount(others.length + 1)
  const [first] = others
  return subject === null && others.length === 1 && first ? roleIn(first) : namesOf(others)
}
