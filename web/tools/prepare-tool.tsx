import { useLocation } from 'preact-iso'
import { useState } from 'preact/hooks'
import type { Given } from '../../contract/endpoint.ts'
import type { Contract } from '../../contract/index.ts'
import type { Tool } from '../../contract/tools.ts'
import { ask, type Refused } from '../api.ts'
import { language } from '../text/text.ts'
import { Show, useAsked } from '../ui/asked.tsx'
import { Button, ButtonLink } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { PageHeading } from '../ui/page.tsx'
import { usePosting } from '../ui/posting.ts'
import { sayThere } from '../ui/toast.tsx'
import { type Example, examples } from './examples.ts'
import { blankQuestion, kindlyNamed, missingIn, preparedAs, type Preparing, sendable } from './preparing.ts'
import { forget, keep, recall } from './kept.ts'
import { QuestionsForm } from './questions-form.tsx'
import { toolWords } from './words.ts'

type Guides = Given<Contract['listTools']>['guides']

/** A worksheet for a client: one of the examples, changed or not, or one's own. */
export function PrepareTool({ client }: { client: string }) {
  const { asked, again } = useAsked(() => ask('listTools', { where: { id: client } }))
  const { form, gettingOne } = toolWords()
  return (
    <div class="reading stack stack-wide">
      <PageHeading>{form.title}</PageHeading>
      <Show asked={asked} again={again} words={gettingOne}>
        {({ guides }) => <Form client={client} guides={guides} />}
      </Show>
    </div>
  )
}

/** One that stands ready, with other words, as long as the client has not begun. */
export function ChangeTool({ client, id }: { client: string; id: string }) {
  const { asked, again } = useAsked(() => ask('seeTool', { where: { id } }))
  const { form, gettingOne } = toolWords()
  return (
    <div class="reading stack stack-wide">
      <PageHeading>{form.change}</PageHeading>
      <Show asked={asked} again={again} words={gettingOne}>
        {(tool) => <Changing client={client} tool={tool} />}
      </Show>
    </div>
  )
}

function Changing({ client, tool }: { client: string; tool: Tool }) {
  const { route } = useLocation()
  const place = `changing ${tool.id}`
  const back = `/clients/${client}/worksheets/${tool.id}`
  const [sheet, setSheet] = useState<Preparing>(() => (recall(place) as Preparing | null) ?? preparedAs(tool))
  const change = (part: Partial<Preparing>) => {
    const next = { ...sheet, ...part }
    setSheet(next)
    keep(place, next)
  }
  const { form, one } = toolWords()
  const { wrong, errorOf, round, busy, failed, post } = usePosting({
    missing: () => missingIn(sheet),
    namedIn: (refused: Refused) => kindlyNamed(refused),
    send: async () => {
      const { title, text, questions } = sendable(sheet)
      await ask('changeTool', { where: { id: tool.id }, takes: { title, text, questions } })
      forget(place)
      sayThere(one.guideSaved)
      route(back, true)
    },
  })
  return (
    <form class="stack stack-wide" onSubmit={post} noValidate>
      <ErrorSummary wrong={wrong} round={round} />
      {failed !== null && <Failure error={failed} round={round} />}
      <Heads sheet={sheet} change={change} errorOf={errorOf} />
      <QuestionsForm questions={sheet.questions} change={(questions) => change({ questions })} errorOf={errorOf} />
      <div class="row">
        <Button look="main" type="submit" busy={busy && form.changing}>
          {one.save}
        </Button>
        <ButtonLink href={back}>{form.cancel}</ButtonLink>
      </div>
    </form>
  )
}

function Form({ client, guides }: { client: string; guides: Guides }) {
  const { route } = useLocation()
  const place = `preparing ${client}`
  const own = guides.find(({ you }) => you)?.id ?? ''
  const [sheet, setSheet] = useState<Preparing>(() => (recall(place) as Preparing | null) ?? blank(own))
  const change = (part: Partial<Preparing>) => {
    const next = { ...sheet, ...part }
    setSheet(next)
    keep(place, next)
  }
  const { form } = toolWords()
  const { wrong, errorOf, round, busy, failed, post } = usePosting({
    missing: () => missingIn(sheet),
    namedIn: (refused: Refused) => kindlyNamed(refused),
    send: async () => {
      await ask('prepareTool', { where: { id: client }, takes: sendable(sheet) })
      forget(place)
      sayThere(form.done)
      route(`/clients/${client}/worksheets`, true)
    },
  })
  return (
    <form class="stack stack-wide" onSubmit={post} noValidate>
      <ErrorSummary wrong={wrong} round={round} />
      {failed !== null && <Failure error={failed} round={round} />}
      <Examples choose={(example) => change(example)} />
      <Heads sheet={sheet} change={change} errorOf={errorOf} />
      <QuestionsForm questions={sheet.questions} change={(questions) => change({ questions })} errorOf={errorOf} />
      <GuideChoice guides={guides} guide={sheet.guide} change={(guide) => change({ guide })} />
      <div class="row">
        <Button look="main" type="submit" busy={busy && form.saving}>
          {form.save}
        </Button>
        <ButtonLink href={`/clients/${client}/worksheets`}>{form.cancel}</ButtonLink>
      </div>
    </form>
  )
}

function blank(guide: string): Preparing {
  return { title: '', text: '', questions: [blankQuestion()], guide, clientKey: crypto.randomUUID() }
}

function Examples({ choose }: { choose: (example: Example) => void }) {
  const { form } = toolWords()
  return (
    <section class="niche pad stack" aria-labelledby="examples">
      <h2 id="examples">{form.examples}</h2>
      <p class="soft">{form.examplesMore}</p>
      <div class="row">
        {examples[language.value].map((example) => (
          <Button key={example.title} onClick={() => choose(example)}>
            {example.title}
          </Button>
        ))}
      </div>
    </section>
  )
}

type Parts = {
  sheet: Preparing
  change: (part: Partial<Preparing>) => void
  errorOf: (id: string) => string | undefined
}

function Heads({ sheet, change, errorOf }: Parts) {
  const { form } = toolWords()
  return (
    <>
      <Field id="title" label={form.name} error={errorOf('title')}>
        {(ties) => (
          <input
            {...ties}
            class="input"
            value={sheet.title}
            onInput={(event) => change({ title: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field id="text" label={form.text} hint={form.textHint} error={errorOf('text')} optional>
        {(ties) => (
          <textarea
            {...ties}
            class="input"
            rows={4}
            value={sheet.text}
            onInput={(event) => change({ text: event.currentTarget.value })}
          />
        )}
      </Field>
    </>
  )
}

/** Who reads what is sent and answers: somebody who treats the client, or nobody. */
export function GuideChoice({
  guides,
  guide,
  change,
}: {
  guides: Guides
  guide: string
  change: (guide: string) => void
}) {
  const { form } = toolWords()
  return (
    <Field id="guide" label={form.guide}>
      {(ties) => (
        <select {...ties} class="input" value={guide} onChange={(event) => change(event.currentTarget.value)}>
          {guides.map(({ id, name, you }) => (
            <option key={id} value={id}>
              {you ? form.you(name) : name}
            </option>
          ))}
          <option value="">{form.nobody}</option>
        </select>
      )}
    </Field>
  )
}
