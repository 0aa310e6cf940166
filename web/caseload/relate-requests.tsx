import { useState } from 'preact/hooks'
import type { Client } from '../../contract/caseload.ts'
import type { RelateRequestLine } from '../../contract/caseload/requests.ts'
import { ask } from '../api.ts'
import { said } from '../text/moments.ts'
import { Show, useAsked } from '../ui/asked.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useDoing } from '../ui/doing.ts'
import { Failure } from '../ui/failure.tsx'
import { useHeard } from '../ui/heard.ts'
import { Icon } from '../ui/icon.tsx'
import { Who } from '../ui/who.tsx'
import { AskForm } from './ask-form.tsx'
import { requestWords } from './request-words.ts'

/** What was asked of a client, and asking them (TRF-11, TRF-13, TRF-17): for the part 'Professionals'. `related`: who is, already. */
export function RelateRequests({ client, related = [] }: { client: Client; related?: readonly string[] }) {
  const { asked, again } = useAsked(() => ask('listRelateRequests', { where: { id: client.id } }))
  useHeard((heard) => (heard.what === 'again' || (heard.what === 'file' && heard.client === client.id)) && again())
  const [asking, setAsking] = useState(false)
  const { request, pending, refused, getting } = requestWords()
  const there = asked.state === 'there' ? asked.value : null
  const waiting = there?.requests.filter(({ state }) => state === 'open') ?? []
  const refusals = there?.requests.filter(({ state }) => state === 'rejected') ?? []
  const asksNow = there?.mayAsk === true && client.active
  if (there && !there.mayAsk && there.requests.length === 0) return null
  return (
    <div class="stack stack-wide">
      {asksNow && !asking && (
        <p>
          <Button onClick={() => setAsking(true)}>
            <Icon name="plus" small />
            {request}
          </Button>
        </p>
      )}
      {asksNow && asking && (
        <AskForm
          client={client.id}
          related={[...related, ...waiting.map(({ professional }) => professional.id)]}
          done={() => {
            setAsking(false)
            again()
          }}
        />
      )}
      <Show asked={asked} again={again} words={getting}>
        {() => (
          <>
            <Requests id="pending" title={pending} lines={waiting} again={again} />
            <Requests id="refused" title={refused} lines={refusals} again={again} />
          </>
        )}
      </Show>
    </div>
  )
}

function Requests({
  id,
  title,
  lines,
  again,
}: {
  id: string
  title: string
  lines: readonly RelateRequestLine[]
  again: () => void
}) {
  if (lines.length === 0) return null
  return (
    <section class="stack" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul class="niche rows">
        {lines.map((line) => (
          <Line key={line.id} line={line} again={again} />
        ))}
      </ul>
    </section>
  )
}

function Line({ line, again }: { line: RelateRequestLine; again: () => void }) {
  const { professional, as, askedBy, askedAt, state, endedAt, mayCancel } = line
  const [managed, setManaged] = useState(false)
  const { line: spelled, kinds, refusedLine, manage, manageOf } = requestWords()
  return (
    <li>
      <Who name={professional.name} look="professional" size="small" />
      <div class="grow">
        <p>{professional.name}</p>
        <p class="small soft">
          {spelled(kinds[as], askedBy)} · {said(askedAt)}
        </p>
        {state === 'rejected' && endedAt && <p class="small">{refusedLine(said(endedAt))}</p>}
      </div>
      {mayCancel && (
        <Button aria-label={manageOf(professional.name)} onClick={() => setManaged(true)}>
          {manage}
        </Button>
      )}
      {managed && <Manage line={line} close={() => setManaged(false)} again={again} />}
    </li>
  )
}

function Manage({ line, close, again }: { line: RelateRequestLine; close: () => void; again: () => void }) {
  const { manage, manageMore, takeBack, keep, takenBack, sending } = requestWords()
  const { busy, failed, round, act } = useDoing(again)
  return (
    <Dialog title={manage} close={close}>
      {failed !== null && <Failure error={failed} round={round} />}
      <p>{manageMore(line.professional.name)}</p>
      <div class="row">
        <Button
          look="main"
          busy={busy && sending}
          onClick={() => act(() => ask('cancelRelateRequest', { where: { id: line.id } }), takenBack)}
        >
          {takeBack}
        </Button>
        <Button onClick={close}>{keep}</Button>
      </div>
    </Dialog>
  )
}
