import { useEffect, useRef, useState } from 'preact/hooks'
import { ask } from '../api.ts'
import { dayOf } from '../text/moments.ts'
import { text } from '../text/text.ts'
import { Show, useAsked } from '../ui/asked.tsx'
import { Button, ButtonLink } from '../ui/button.tsx'
import { Failure } from '../ui/failure.tsx'
import { FieldError } from '../ui/field.tsx'
import { Icon } from '../ui/icon.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageHeading } from '../ui/page.tsx'
import { CheckStep, TalksStep, ToolsStep, WhoStep, WordsStep } from './hand-over-steps.tsx'
import { type Choices, type ToHandOver, useHandingOver } from './handing-over.ts'
import { relationWords } from './relation-words.ts'

/** A client handed over in one go (TRF-1): a few questions, a look at the whole, and then all of it at once. */
export function HandOver({ id }: { id: string }) {
  const { asked, again } = useAsked(() => ask('seeHandOver', { where: { id } }))
  const { over } = relationWords()
  return (
    <div class="reading stack stack-wide">
      <p>
        <a class="btn btn-quiet btn-edge" href={`/clients/${id}/professionals`}>
          <Icon name="back" small />
          {over.toFile}
        </a>
      </p>
      {asked.state !== 'there' && <PageHeading>{text().caseload.clients}</PageHeading>}
      <Show asked={asked} again={again} words={over.getting}>
        {(there) => (
          <>
            <PageHeading word={text().caseload.clients}>{over.title(there.name)}</PageHeading>
            {there.colleagues.length === 0 ? <p>{over.nobody}</p> : <Wizard id={id} there={there} />}
          </>
        )}
      </Show>
    </div>
  )
}

function Wizard({ id, there }: { id: string; there: ToHandOver }) {
  const choices = useHandingOver(id, there)
  const [done, setDone] = useState<'handed' | 'asked' | null>(null)
  if (done)
    return <Done name={choices.colleague?.name ?? ''} asked={done === 'asked'} left={!choices.asStandIn} id={id} />
  return <Steps choices={choices} there={there} done={(asked) => setDone(asked ? 'asked' : 'handed')} />
}

const screens = { who: WhoStep, tools: ToolsStep, talks: TalksStep, words: WordsStep, check: CheckStep }

function Steps({ choices, there, done }: { choices: Choices; there: ToHandOver; done: (asked: boolean) => void }) {
  const { step, steps, at, go } = choices
  const [wrong, setWrong] = useState<string | undefined>()
  const [failed, setFailed] = useState<{ error: unknown; round: number } | null>(null)
  const [busy, setBusy] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (at > 0) heading.current?.focus()
  }, [at])
  const { over, working } = relationWords()
  const Screen = screens[step]
  const next = async () => {
    const missing = missingIn(choices)
    setWrong(missing)
    if (missing || busy) return
    if (step !== 'check') return go(at + 1)
    setBusy(true)
    try {
      done(await choices.send())
    } catch (error) {
      setFailed((before) => ({ error, round: (before?.round ?? 0) + 1 }))
    }
    setBusy(false)
  }
  return (
    <>
      <div class="steps">
        <span class="arcade" aria-hidden="true">
          {steps.map((one, index) => (
            <i key={one} class={index < at ? 'done' : index === at ? 'now' : ''} />
          ))}
        </span>
        <p>{over.step(at + 1, steps.length)}</p>
      </div>
      <section class="stack" aria-labelledby="step">
        <h2 id="step" tabIndex={-1} ref={heading}>
          {over.steps[step]}
        </h2>
        {failed && <Failure error={failed.error} round={failed.round} />}
        <FieldError id="step" error={wrong} />
        <Screen choices={choices} there={there} />
        <div class="row">
          <Button look="main" busy={busy && working} onClick={() => void next()}>
            {step !== 'check' ? over.next : choices.asks ? over.ask : over.send}
          </Button>
          {at > 0 && <Button onClick={() => go(at - 1)}>{over.back}</Button>}
        </div>
      </section>
    </>
  )
}

/** What keeps somebody in the first step, told there: at the end it would be far from its field. */
function missingIn({ to, asStandIn, day }: Choices): string | undefined {
  const { over, notADay, dayIsOver } = relationWords()
  if (!to) return over.chooseFirst
  if (!asStandIn) return undefined
  if (day === null) return notADay
  return day < dayOf(new Date()) ? dayIsOver : undefined
}

function Done({ name, asked, left, id }: { name: string; asked: boolean; left: boolean; id: string }) {
  const { over } = relationWords()
  const stays = asked || !left
  return (
    <div class="stack">
      <Notice tone="done">{asked ? over.asked : over.done(name)}</Notice>
      <p>
        <ButtonLink href={stays ? `/clients/${id}/professionals` : '/clients'}>
          {stays ? over.toFile : over.toClients}
        </ButtonLink>
      </p>
    </div>
  )
}
