import { ask } from '../api.ts'
import { Button } from '../ui/button.tsx'
import { Failure } from '../ui/failure.tsx'
import { useDoing } from '../ui/doing.ts'
import { clientWords } from './client-words.ts'

/** The letter of welcome once more (ACC-13). */
export function Resend({ id, again }: { id: string; again: () => void }) {
  const { busy, failed, round, act } = useDoing(again)
  const { resend, resending, resent } = clientWords().client
  return (
    <div class="stack">
      {failed !== null && <Failure error={failed} round={round} />}
      <Button busy={busy && resending} onClick={() => act(() => ask('welcomeClient', { where: { id } }), resent)}>
        {resend}
      </Button>
    </div>
  )
}
