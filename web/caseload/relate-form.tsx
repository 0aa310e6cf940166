import { useState } from 'preact/hooks'
import type { Choice, Related } from '../../contract/caseload/relations.ts'
import type { Relation } from '../../rules/words.ts'
import { ask, type Refused } from '../api.ts'
import { Show, useAsked } from '../ui/asked.tsx'
import { Button } from '../ui/button.tsx'
import { ErrorSummary, type Wrong } from '../ui/error-summary.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { usePosting } from '../ui/posting.ts'
import { say } from '../ui/toast.tsx'
import { dateFrom } from './dates.ts'
import { relationWords } from './relation-words.ts'

type Given = { client: string; people: readonly Related[]; done: () => void }

/** Whom to relate, as what, and until when for a stand-in (CAS-15, CAS-18). */
export function RelateForm(given: Given) {
  const { asked, again } = useAsked(() => ask('seeRelatable', { where: { id: given.client } }))
  return (
    <Show asked={asked} again={again} words={relationWords().getting}>
      {({ choices }) => <Form {...given} choices={choices} />}
    </Show>
  )
}

function Form({ people, choices, done, client }: Given & { choices: readonly Choice[] }) {
  const form = useRelating(client, choices, done)
  const words = relationWords()
  if (choices.length === 0) return <p>{words.noColleagues}</p>
  const { errorOf, set, colleague } = form
  return (
    <form class="niche pad stack" onSubmit={form.post} noValidate aria-labelledby="relate-form">
      <h3 id="relate-form">{words.relate}</h3>
      <ErrorSummary wrong={form.wrong} round={form.round} />
      {form.failed !== null && <Failure error={form.failed} round={form.round} />}
      <Select id="colleague" label={words.colleague} error={errorOf('colleague')} value={form.who} set={set.who}>
        {[['', words.choose], ...choices.map(({ id, name }) => [id, name] as const)]}
      </Select>
      {colleague && colleague.as.length > 1 && (
        <Select id="kind" label={words.kind} value={form.kind} set={(value) => set.kind(value as Relation)}>
          {colleague.as.map((one) => [one, words.kinds[one]] as const)}
        </Select>
      )}
      <Field id="until" label={words.untilLabel} hint={words.untilHint} error={errorOf('until')} optional>
        {(ties) => (
          <input
            {...ties}
            class="input"
            inputMode="numeric"
            value={form.until}
            onInput={(event) => set.until(event.currentTarget.value)}
          />
        )}
      </Field>
      {form.until !== '' && form.kind === 'therapist' && (
        <Select
          id="standsInFor"
          label={words.forWhom}
          error={errorOf('standsInFor')}
          value={form.forWhom}
          set={set.forWhom}
        >
          {[
            ['', words.forNobody],
            ...people.filter(({ relation }) => relation === 'therapist').map(({ id, name }) => [id, name] as const),
          ]}
        </Select>
      )}
      {colleague?.me && (
        <Field id="motivation" label={words.why} hint={words.whyHint} error={errorOf('motivation')}>
          {(ties) => (
            <textarea
              {...ties}
              class="input"
              rows={3}
              maxLength={1000}
              value={form.why}
              onInput={(event) => set.why(event.currentTarget.value)}
            />
          )}
        </Field>
      )}
      <p class="hint">{words.seesWhole}</p>
      <div class="row">
        <Button look="main" type="submit" busy={form.busy && words.working}>
          {words.save}
        </Button>
        <Button onClick={done}>{words.cancel}</Button>
      </div>
    </form>
  )
}

/** One of several, by its value and what it is called. */
export function Select({
  id,
  label,
  error,
  value,
  set,
  children,
}: {
  id: string
  label: string
  error?: string | undefined
  value: string
  set: (value: string) => void
  children: readonly (readonly [value: string, name: string] | string[])[]
}) {
  return (
    <Field id={id} label={label} error={error}>
      {(ties) => (
        <select {...ties} class="input" value={value} onChange={(event) => set(event.currentTarget.value)}>
          {children.map(([one, name]) => (
            <option key={one} value={one}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

function useRelating(client: string, choices: readonly Choice[], done: () => void) {
  const [who, setWho] = useState('')
  const [asKind, setKind] = useState<Relation>('therapist')
  const [until, setUntil] = useState('')
  const [forWhom, setForWhom] = useState('')
  const [why, setWhy] = useState('')
  const [clientKey] = useState(() => crypto.randomUUID())
  const colleague = choices.find(({ id }) => id === who)
  const kind = colleague?.as.includes(asKind) === false ? (colleague.as[0] ?? asKind) : asKind
  const words = relationWords()
  const missing = (): Wrong[] => [
    ...(colleague ? [] : [{ id: 'colleague', error: words.choose }]),
    ...(until !== '' && dateFrom(until) === null ? [{ id: 'until', error: words.notADay }] : []),
    ...(colleague?.me && why.trim().length < 20 ? [{ id: 'motivation', error: words.whyMissing }] : []),
  ]
  const send = async () => {
    const day = until === '' ? null : dateFrom(until)
    const standsInFor = day !== null && kind === 'therapist' && forWhom !== '' ? forWhom : null
    const motivation = colleague?.me ? why : null
    await ask('relateProfessional', {
      where: { id: client },
      takes: { professional: who, kind, until: day, standsInFor, motivation, clientKey },
    })
    say(words.related)
    done()
  }
  const posting = usePosting({ missing, send, namedIn })
  const set = { who: setWho, kind: setKind, until: setUntil, forWhom: setForWhom, why: setWhy }
  return { ...posting, who, kind, until, forWhom, why, colleague, set }
}

function namedIn(refused: Refused): Wrong[] {
  return refused.fields.map(({ field, title }) => ({ id: field, error: title }))
}
