import { useEffect, useRef, useState } from 'preact/hooks'
import type { Client } from '../../contract/caseload.ts'
import { ask } from '../api.ts'
import { Button } from '../ui/button.tsx'
import { Failure } from '../ui/failure.tsx'
import { useDoing } from '../ui/doing.ts'
import { clientWords } from './client-words.ts'

/** Off and on again (ACC-15). Off is asked once more, with what it means; on harms nobody. */
export function Activation({ client: { id, active }, again }: { client: Client; again: () => void }) {
  const [asking, setAsking] = useState(false)
  const { busy, failed, round, act } = useDoing(again)
  const { deactivate, deactivated, reactivate, reactivated, working } = clientWords().client
  const switchOff = () => {
    setAsking(false)
    act(() => ask('deactivateClient', { where: { id } }), deactivated)
  }
  return (
    <div class="stack">
      {failed !== null && <Failure error={failed} round={round} />}
      {!active && (
        <Button
          busy={busy && working}
          onClick={() => act(() => ask('reactivateClient', { where: { id } }), reactivated)}
        >
          {reactivate}
        </Button>
      )}
      {active && !asking && (
        <Button busy={busy && working} onClick={() => setAsking(true)}>
          {deactivate}
        </Button>
      )}
      {active && asking && <Confirm yes={switchOff} no={() => setAsking(false)} />}
    </div>
  )
}

function Confirm({ yes, no }: { yes: () => void; no: () => void }) {
  const { deactivate, deactivateTitle, deactivateMore, cancel } = clientWords().client
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section class="niche pad stack" aria-labelledby="deactivate">
      <h3 id="deactivate" tabIndex={-1} ref={heading}>
        {deactivateTitle}
      </h3>
      <p>{deactivateMore}</p>
      <div class="row">
        <Button look="main" onClick={yes}>
          {deactivate}
        </Button>
        <Button onClick={no}>{cancel}</Button>
      </div>
    </section>
  )
}
