import { Choice } from '../ui/choice.tsx'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { calendarDay } from '../text/moments.ts'
import { ToolTicks } from './guided-tools.tsx'
import type { Choices, ToHandOver } from './handing-over.ts'
import { Select } from './relate-form.tsx'
import { relationWords } from './relation-words.ts'

type StepProps = { choices: Choices; there: ToHandOver }

/** To whom, and for how long. */
export function WhoStep({ choices, there }: StepProps) {
  const { over, choose, untilLabel, untilHint, seesWhole } = relationWords()
  const { to, asStandIn, until, set } = choices
  return (
    <>
      <Select id="to" label={over.who} value={to} set={(one) => set({ to: one })}>
        {[['', choose], ...there.colleagues.map(({ id, name }) => [id, name] as const)]}
      </Select>
      <Choice
        name="how"
        title={over.how}
        error={undefined}
        options={[
          { value: 'good', label: over.good, more: over.goodMore },
          { value: 'stand', label: over.stand, more: over.standMore },
        ]}
        chosen={asStandIn ? 'stand' : 'good'}
        choose={(value) => set({ asStandIn: value === 'stand' })}
      />
      {asStandIn && (
        <Field id="until" label={untilLabel} hint={untilHint}>
          {(ties) => (
            <input
              {...ties}
              class="input"
              inputMode="numeric"
              value={until}
              onInput={(event) => set({ until: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
      <p class="hint">{seesWhole}</p>
    </>
  )
}

/** Which tools go along; the others are without support, and it says so. */
export function ToolsStep({ choices: { tools, set, colleague }, there }: StepProps) {
  const { over, toolsFor } = relationWords()
  return (
    <>
      <ToolTicks
        legend={toolsFor(colleague?.name ?? '')}
        tools={there.tools}
        chosen={tools}
        choose={(some) => set({ tools: some })}
      />
      <Notice tone="note">{over.toolsMore}</Notice>
    </>
  )
}

export function TalksStep({ choices: { talks, set }, there }: StepProps) {
  const { over } = relationWords()
  const turn = (id: string) =>
    set({ talks: new Set(talks.has(id) ? [...talks].filter((one) => one !== id) : [...talks, id]) })
  return (
    <>
      <fieldset class="niche">
        <legend>{over.steps.talks}</legend>
        {there.conversations.map(({ id, subject, others }) => (
          <label class="tick" key={id}>
            <input type="checkbox" checked={talks.has(id)} onChange={() => turn(id)} />
            <span>
              {subject ?? over.noSubject}{' '}
              <span class="tick-more">{others === 0 ? over.alone : over.others(others)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <Notice tone="note">{over.talksMore}</Notice>
    </>
  )
}

export function WordsStep({ choices: { message, asks, set }, there }: StepProps) {
  const { over } = relationWords()
  if (!there.reads && !asks) return <p>{over.cannotRead}</p>
  return (
    <Field id="words" label={over.words} hint={asks ? over.wordsAsk : over.wordsMore}>
      {(ties) => (
        <textarea
          {...ties}
          class="input"
          rows={5}
          maxLength={asks ? 1000 : 10_000}
          value={message}
          onInput={(event) => set({ typed: event.currentTarget.value })}
        />
      )}
    </Field>
  )
}

/** The whole once more, before anything happens. */
export function CheckStep({ choices, there }: StepProps) {
  const { over, until: untilSaid } = relationWords()
  const { colleague, day, tools, talks, said, asStandIn, asks } = choices
  const left = there.tools.length - tools.size
  const facts: [string, string][] = [
    [over.toWhom, [colleague?.name ?? '', day === null ? '' : untilSaid(calendarDay(day))].filter(Boolean).join('. ')],
    [over.steps.tools, [over.guided(tools.size), left > 0 ? over.unguided(left) : ''].filter(Boolean).join(', ')],
    [over.steps.talks, over.talks(talks.size)],
    [over.relation, asStandIn ? over.stays : over.ends],
    [over.words, said === '' ? over.noMessage : said],
  ]
  return (
    <>
      <dl class="facts niche pad">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {asks && <Notice tone="note">{over.asks}</Notice>}
    </>
  )
}
