import { useState } from 'preact/hooks'
import { ask } from '../api.ts'
import { session } from '../session.ts'
import { Button } from '../ui/button.tsx'
import { useDoing } from '../ui/doing.ts'
import { Failure } from '../ui/failure.tsx'
import { Notice } from '../ui/notice.tsx'
import { requestWords } from './request-words.ts'

/**
 * Outside the own caseload: asking the client for oneself, with what was typed before looking (TRF-12), and taking it back by the same
 * way (TRF-13). `pending`: the request that waits.
 */
export function AskClient({
  client,
  motivation,
  pending,
  again,
}: {
  client: string
  motivation: string
  pending: string | null
  again: () => void
}) {
  const { busy, failed, round, act } = useDoing(again)
  const [clientKey, setClientKey] = useState(() => crypto.randomUUID())
  const { send, sent, sendMoreSelf, sending, takeBack, takenBack, waits } = requestWords()
  const now = session.value
  if (now.who !== 'somebody') return null
  const professional = now.me.id
  const takes = {
    client,
    professional,
    kind: 'therapist' as const,
    motivation: null,
    motivationId: motivation,
    clientKey,
  }
  const cancel = async (id: string) => {
    await ask('cancelRelateRequest', { where: { id } })
    // Asking anew is another request.
    setClientKey(crypto.randomUUID())
  }
  return (
    <div class="stack">
      {failed !== null && <Failure error={failed} round={round} />}
      {pending === null ? (
        <>
          <p class="hint">{sendMoreSelf}</p>
          <Button busy={busy && sending} onClick={() => act(() => ask('askToRelate', { takes }), sent)}>
            {send}
          </Button>
        </>
      ) : (
        <>
          <Notice tone="note">{waits}</Notice>
          <Button busy={busy && sending} onClick={() => act(() => cancel(pending), takenBack)}>
            {takeBack}
          </Button>
        </>
      )}
    </div>
  )
}
