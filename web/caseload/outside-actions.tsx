import { useLocation } from 'preact-iso'
import type { OutsideClient } from '../../contract/caseload/outside.ts'
import { ask } from '../api.ts'
import { Button } from '../ui/button.tsx'
import { Failure } from '../ui/failure.tsx'
import { useDoing } from '../ui/doing.ts'
import { sayThere } from '../ui/toast.tsx'
import { AskClient } from './ask-client.tsx'
import { outsideWords } from './outside-words.ts'

type Given = { client: OutsideClient; reason: string; again: () => void }

/** What the practice allows about this client: nothing, relating oneself, asking the client, a look for a while (CAS-9, CAS-13). */
export function OutsideActions(given: Given) {
  const { next: title, nothing } = outsideWords().client
  const { client } = given
  const { relate, ask: asks, temporaryAccessMinutes } = client.next
  const opens = temporaryAccessMinutes !== null && client.temporaryUntil === null
  return (
    <section class="stack" aria-labelledby="next">
      <h3 id="next">{title}</h3>
      {relate && <Relate {...given} />}
      {(asks || client.pending !== null) && (
        <div class="niche pad">
          <AskClient client={client.id} motivation={given.reason} pending={client.pending} again={given.again} />
        </div>
      )}
      {opens && <Temporary {...given} minutes={temporaryAccessMinutes} />}
      {!relate && !asks && temporaryAccessMinutes === null && <p>{nothing}</p>}
    </section>
  )
}

function Relate({ client: { id }, reason, again }: Given) {
  const { title, more, do: press, doing, done } = outsideWords().relate
  return (
    <Step
      words={{ title, more, press, doing, done }}
      act={() => ask('relateMyself', { where: { id }, takes: { motivation: reason } })}
      to={`/clients/${id}`}
      again={again}
    />
  )
}

function Temporary({ client: { id }, reason, again, minutes }: Given & { minutes: number }) {
  const { title, more, do: press, doing, done } = outsideWords().temporary
  return (
    <Step
      words={{ title, more: more(minutes), press, doing, done }}
      act={() => ask('beginTemporaryAccess', { where: { id }, takes: { motivation: reason } })}
      to={`/clients/${id}`}
      again={again}
    />
  )
}

type StepProps = {
  words: Record<'title' | 'more' | 'press' | 'doing' | 'done', string>
  act: () => Promise<unknown>
  to: string
  again: () => void
}

/** One thing that can be done, with what it means said before it is pressed; then one is where it leads. */
function Step({ words: { title, more, press, doing, done }, act, to, again }: StepProps) {
  const { route } = useLocation()
  const { busy, failed, round, act: start } = useDoing(again)
  const go = async () => {
    await act()
    sayThere(done)
    route(to)
  }
  return (
    <div class="niche pad stack">
      <h4>{title}</h4>
      <p>{more}</p>
      {failed !== null && <Failure error={failed} round={round} />}
      <Button busy={busy && doing} onClick={() => start(go, done)}>
        {press}
      </Button>
    </div>
  )
}
