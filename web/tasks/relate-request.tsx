import type { RelateRequest as Asked } from '../../contract/caseload/requests.ts'
import { ask } from '../api.ts'
import { requestWords } from '../caseload/request-words.ts'
import { said } from '../text/moments.ts'
import { Show, useAsked } from '../ui/asked.tsx'
import { Button, ButtonLink } from '../ui/button.tsx'
import { useDoing } from '../ui/doing.ts'
import { Failure } from '../ui/failure.tsx'
import { useHeard } from '../ui/heard.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHeading } from '../ui/page.tsx'

/** The client's task (TRF-14, TRF-15): who asks to see the file, why, and what they would see; then yes or no. */
export function RelateRequest({ id }: { id: string }) {
  const { asked, again } = useAsked(() => ask('seeRelateRequest', { where: { id } }))
  useHeard(({ what }) => (what === 'tasks' || what === 'again') && again())
  const { title, getting, home } = requestWords()
  return (
    <div class="reading stack stack-wide">
      <PageHeading>{title}</PageHeading>
      <Show asked={asked} again={again} words={getting}>
        {(request) =>
          request.state === 'open' ? <Open request={request} again={again} /> : <Over request={request} />
        }
      </Show>
      {asked.state !== 'waiting' && (asked.state === 'failed' || asked.value.state !== 'open') && (
        <p>
          <ButtonLink href="/">{home}</ButtonLink>
        </p>
      )}
    </div>
  )
}

function Open({ request, again }: { request: Asked; again: () => void }) {
  const { professional: name, askedBy, askedAt, as, leaver, worksheets } = request
  const words = requestWords()
  return (
    <>
      <div class="stack">
        <p>
          <strong>{askedBy ? words.asksFor(askedBy, name) : words.asks(name)}</strong> {words.youDecide}{' '}
          {words.lookFirst(name)}
        </p>
        <p>{words.as[as](name)}</p>
        {leaver && <Notice tone="note">{words.leaver(name, leaver)}</Notice>}
        <p class="soft">{words.on(said(askedAt))}</p>
      </div>
      <Why request={request} />
      <section class="stack" aria-labelledby="sees">
        <h2 id="sees">{words.sees(name)}</h2>
        <List lines={words.seesList(worksheets)} />
        <p>{words.whole}</p>
      </section>
      <section class="stack" aria-labelledby="sees-not">
        <h2 id="sees-not">{words.seesNot(name)}</h2>
        <List lines={words.seesNotList(name)} />
      </section>
      <Answer id={request.id} name={name} again={again} />
    </>
  )
}

function Why({ request: { motivation, professional, askedBy } }: { request: Asked }) {
  const { why, whyGone, wroteBy } = requestWords()
  return (
    <section class="stack" aria-labelledby="why">
      <h2 id="why">{why}</h2>
      {motivation === null ? (
        <p>{whyGone}</p>
      ) : (
        <figure class="niche pad stack">
          <blockquote>{motivation}</blockquote>
          <figcaption class="small soft">{wroteBy(askedBy ?? professional)}</figcaption>
        </figure>
      )}
    </section>
  )
}

function List({ lines }: { lines: readonly string[] }) {
  return (
    <ul class="niche rows">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}

function Answer({ id, name, again }: { id: string; name: string; again: () => void }) {
  const { busy, failed, round, act } = useDoing(again)
  const words = requestWords()
  const say = (answer: 'accept' | 'reject', done: string) =>
    act(() => ask('answerRelateRequest', { where: { id }, takes: { answer } }), done)
  return (
    <section class="stack" aria-labelledby="answer">
      <h2 id="answer">{words.answer}</h2>
      <p>{words.before(name)}</p>
      {failed !== null && <Failure error={failed} round={round} />}
      <div class="stack">
        <Button look="main" busy={busy && words.sending} onClick={() => say('accept', words.accepted)}>
          {words.accept(name)}
        </Button>
        <Button busy={busy && words.sending} onClick={() => say('reject', words.rejected)}>
          {words.reject}
        </Button>
      </div>
      <p class="hint">{words.rejectMore}</p>
    </section>
  )
}

/** What became of it: answered, taken back, or nobody is there any more to say yes to. */
function Over({ request: { state, professional } }: { request: Asked }) {
  const { states, changeMind } = requestWords()
  if (state === 'open') return null
  return (
    <div class="stack">
      <Notice tone={state === 'accepted' || state === 'rejected' ? 'done' : 'note'}>
        {states[state](professional)}
      </Notice>
      {state === 'accepted' && <p>{changeMind}</p>}
    </div>
  )
}
