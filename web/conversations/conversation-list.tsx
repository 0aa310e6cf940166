import { useState } from 'preact/hooks'
import { text } from '../text/text.ts'
import { saidOf, Show } from '../ui/asked.tsx'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageHeading } from '../ui/page.tsx'
import { ConversationRow } from './conversation-row.tsx'
import { inbox, refreshInbox, showMore } from './inbox.ts'
import { StartButton } from './start-button.tsx'

/** All conversations, newest first. Beside an open one it is that page's menu. */
export function ConversationList({ open }: { open: string | undefined }) {
  const { title, getting, none, noneMore } = text().conversations
  return (
    <nav class="others" aria-label={title}>
      <div class="others-head">
        {open ? <h2>{title}</h2> : <PageHeading>{title}</PageHeading>}
        <StartButton short more="push" look={open ? 'plain' : 'main'} />
      </div>
      <Show asked={inbox.value} again={() => void refreshInbox()} words={getting}>
        {({ lines, more }) =>
          lines.length === 0 ? (
            <Empty title={none} more={noneMore} />
          ) : (
            <>
              <ul class="niche rows">
                {lines.map((line) => (
                  <ConversationRow key={line.id} line={line} current={line.id === open} />
                ))}
              </ul>
              {more && <More />}
            </>
          )
        }
      </Show>
    </nav>
  )
}

function More() {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const { more, getting } = text().conversations
  const ask = () => {
    setBusy(true)
    showMore()
      .then(() => setError(null), setError)
      .finally(() => setBusy(false))
  }
  return (
    <div class="more stack">
      {error !== null && <Notice tone="danger">{saidOf(error)}</Notice>}
      <Button more="btn-wide" busy={busy && getting} onClick={ask}>
        {more}
      </Button>
    </div>
  )
}
