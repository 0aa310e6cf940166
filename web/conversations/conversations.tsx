import { text } from '../text/text.ts'
import { Empty } from '../ui/empty.tsx'
import { ConversationList } from './conversation-list.tsx'
import { Thread } from './thread.tsx'

/** The list, and beside it (on a phone: instead of it) the conversation that is open. */
export function Conversations({ id }: { id?: string }) {
  const { choose, chooseMore } = text().conversations
  return (
    <div class={id ? 'talk talk-open' : 'talk talk-list'}>
      <ConversationList open={id} />
      {id ? (
        <Thread key={id} id={id} />
      ) : (
        <div class="thread">
          <Empty title={choose} more={chooseMore} />
        </div>
      )}
    </div>
  )
}
