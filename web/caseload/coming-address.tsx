import { ask } from '../api.ts'
import { said } from '../text/moments.ts'
import { text } from '../text/text.ts'
import { useAsked } from '../ui/asked.tsx'
import { Button } from '../ui/button.tsx'
import { Failure } from '../ui/failure.tsx'
import { Notice } from '../ui/notice.tsx'
import { useDoing } from '../ui/doing.ts'

/** For a client: secretary and therapist want another address to sign in with. Until it takes effect one press stops it. */
export function ComingAddress() {
  const { asked, again } = useAsked(async () => (await ask('seeMyDetails')).addressChange)
  const { busy, failed, round, act } = useDoing(again)
  const { yours, stop, stopped, sending } = text().caseload.coming
  if (asked.state !== 'there' || !asked.value) return null
  const { address, takesEffect } = asked.value
  return (
    <div class="stack">
      {failed !== null && <Failure error={failed} round={round} />}
      <Notice tone="warn">{yours(address, said(takesEffect))}</Notice>
      <Button busy={busy && sending} onClick={() => act(() => ask('stopMyAddressChange'), stopped)}>
        {stop}
      </Button>
    </div>
  )
}
