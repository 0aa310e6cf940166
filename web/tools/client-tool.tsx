import { useLocation } from 'preact-iso'
import { useState } from 'preact/hooks'
import type { Sent, Tool } from '../../contract/tools.ts'
import { ask } from '../api.ts'
import { said } from '../text/moments.ts'
import { Show, useAsked } from '../ui/asked.tsx'
import { Button, ButtonLink } from '../ui/button.tsx'
import { useDoing } from '../ui/doing.ts'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { useHeard } from '../ui/heard.ts'
import { Icon } from '../ui/icon.tsx'
import { PageHeading } from '../ui/page.tsx'
import { sayThere } from '../ui/toast.tsx'
import { forget, keep, recall } from './kept.ts'
import { GuideChoice } from './prepare-tool.tsx'
import { GivenAnswers } from './worksheet.tsx'
import { toolWords } from './words.ts'

/** One worksheet of a client, for whoever works with the client: what was sent, and feedback beside it. */
export function ClientTool({ client, id }: { client: string; id: string }) {
  const { asked, again } = useAsked(() => ask('seeTool', { where: { id } }))
  useHeard((heard) => (heard.what === 'again' || (heard.what === 'file' && heard.client === client)) && again())
  const { one, worksheet, gettingOne } = toolWords()
  return (
    <div class="stack stack-wide">
      <p>
        <a class="btn btn-quiet btn-edge" href={`/clients/${client}/worksheets`}>
          <Icon name="back" small />
          {one.back}
        </a>
      </p>
      {asked.state !== 'there' && <PageHeading>{worksheet}</PageHeading>}
      <Show asked={asked} again={again} words={gettingOne}>
        {(tool) => <One key={tool.id} tool={tool} again={again} />}
      </Show>
    </div>
  )
}

function One({ tool, again }: { tool: Tool; again: () => void }) {
  const { one, worksheet, state, part } = toolWords()
  return (
    <>
      <div class="hello">
        <PageHeading word={worksheet}>{tool.title ?? worksheet}</PageHeading>
        <span class="tag">{state[tool.state]}</span>
      </div>
      <p class="soft">{tool.guide ? one.guidedBy(tool.guide.name ?? one.former) : `${part.unguided}.`}</p>
      {tool.sent.length === 0 && <p>{one.notYet}</p>}
      {tool.sent.map((sent) => (
        <Round key={sent.id} tool={tool} sent={sent} again={again} />
      ))}
      <details class="fold" open={tool.sent.length === 0}>
        <summary>{one.text}</summary>
        {tool.text && <p class="told">{tool.text}</p>}
        <ol>
          {tool.questions.map(({ id, words }) => (
            <li key={id}>{words}</li>
          ))}
        </ol>
      </details>
      {tool.may.arrange && <Arranging tool={tool} again={again} />}
    </>
  )
}

/** The answers of one moment, and the feedback beside them: given, or still to be written. */
function Round({ tool, sent, again }: { tool: Tool; sent: Sent; again: () => void }) {
  const { one } = toolWords()
  const { feedback } = sent
  return (
    <section class="home home-two">
      <div class="niche pad stack">
        <h2>{one.answers(said(sent.at))}</h2>
        <GivenAnswers tool={tool} answers={sent.answers} />
      </div>
      {feedback ? (
        <div class="stack">
          <h3>{one.by(feedback.by ?? one.former, said(feedback.at))}</h3>
          <p class="told">{feedback.text}</p>
        </div>
      ) : (
        tool.may.feedback && <Giving tool={tool} sent={sent} again={again} />
      )}
    </section>
  )
}

function Giving({ tool, sent, again }: { tool: Tool; sent: Sent; again: () => void }) {
  const place = `feedback ${sent.id}`
  const [written, setWritten] = useState(() => (recall(place) as string | null) ?? '')
  const [wrong, setWrong] = useState('')
  const { busy, failed, round, act } = useDoing(again)
  const { one } = toolWords()
  const write = (value: string) => {
    setWritten(value)
    keep(place, value)
    if (value.trim() !== '') setWrong('')
  }
  const give = async () => {
    await ask('giveFeedback', { where: { id: tool.id }, takes: { sent: sent.id, text: written.trimEnd() } })
    forget(place)
  }
  const send = () => (written.trim() === '' ? setWrong(one.empty) : act(give, one.given))
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      {failed !== null && <Failure error={failed} round={round} />}
      <Field id="feedback" label={one.feedback} hint={one.feedbackHint} error={wrong || undefined}>
        {(ties) => (
          <textarea
            {...ties}
            class="input tall"
            rows={6}
            value={written}
            onInput={(event) => write(event.currentTarget.value)}
          />
        )}
      </Field>
      <Button look="main" type="submit" busy={busy && one.giving}>
        {one.give}
      </Button>
    </form>
  )
}

/** Who guides it from now on; and taking it away while nothing is begun. */
function Arranging({ tool, again }: { tool: Tool; again: () => void }) {
  const { route } = useLocation()
  const { asked } = useAsked(() => ask('listTools', { where: { id: tool.owner } }))
  const [guide, setGuide] = useState(tool.guide?.id ?? '')
  const { busy, failed, round, act } = useDoing(again)
  const { one, form } = toolWords()
  const change = () => ask('guideTool', { where: { id: tool.id }, takes: { guidedBy: guide === '' ? null : guide } })
  const takeAway = async () => {
    await ask('takeAwayTool', { where: { id: tool.id } })
    sayThere(one.takenAway)
    route(`/clients/${tool.owner}/worksheets`, true)
  }
  if (asked.state !== 'there') return null
  return (
    <section class="stack" aria-labelledby="support">
      <h2 id="support">{one.guide}</h2>
      {failed !== null && <Failure error={failed} round={round} />}
      <GuideChoice guides={asked.value.guides} guide={guide} change={setGuide} />
      <p>
        <Button onClick={() => !busy && act(change, one.guideSaved)}>{one.save}</Button>
      </p>
      {tool.state === 'prepared' && (
        <>
          <p class="hint">{one.takeAwayMore}</p>
          <p class="row">
            <ButtonLink href={`/clients/${tool.owner}/worksheets/${tool.id}/change`}>{form.change}</ButtonLink>
            <Button onClick={() => !busy && act(takeAway, one.takenAway)}>{one.takeAway}</Button>
          </p>
        </>
      )}
    </section>
  )
}
