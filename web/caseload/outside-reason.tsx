import { signal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { ask } from '../api.ts'
import { whenWiped } from '../session.ts'
import { clock } from '../text/moments.ts'
import { Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { usePosting } from '../ui/posting.ts'
import { outsideWords } from './outside-words.ts'

/** Why this person looks, as long as it holds. In memory only: a reload asks again. */
type Reason = { id: string; endsAt: string; words: string }
const reason = signal<Reason | null>(null)
const typed = signal('')

whenWiped(() => {
  reason.value = null
  typed.value = ''
})

/** The server does not know it any more: it is asked again, with what was typed. */
export function forgetReason(): void {
  reason.value = null
}

/** Shows what is behind it only to who has typed a reason (CAS-5). */
export function WithReason({ children }: { children: (id: string) => ComponentChildren }) {
  const held = reason.value
  if (!held || Date.parse(held.endsAt) <= Date.now()) return <ReasonForm />
  const { yours, until, other } = outsideWords().reason
  return (
    <>
      <div class="niche pad">
        <p>
          <strong>{yours}:</strong> {held.words}
        </p>
        <p class="row small soft">
          <span>{until(clock(held.endsAt))}</span>
          <Button look="quiet" more="btn-edge" onClick={forgetReason}>
            {other}
          </Button>
        </p>
      </div>
      {children(held.id)}
    </>
  )
}

function ReasonForm() {
  const words = outsideWords().reason
  const field = useRef<HTMLTextAreaElement>(null)
  const posting = useReason()
  const begin = (example: string) => {
    typed.value = example
    field.current?.focus()
  }
  return (
    <form class="niche pad stack" onSubmit={posting.post} noValidate>
      <div>
        <h2>{words.title}</h2>
        <p>{words.more}</p>
      </div>
      <Notice tone="note">{words.readers}</Notice>
      <ErrorSummary wrong={posting.wrong} round={posting.round} />
      {posting.failed !== null && <Failure error={posting.failed} round={posting.round} />}
      <Field id="reason" label={words.field} hint={words.hint} error={posting.errorOf('reason')}>
        {(ties) => (
          <textarea
            {...ties}
            class="input"
            rows={4}
            ref={field}
            value={typed}
            onInput={(event) => (typed.value = event.currentTarget.value)}
          />
        )}
      </Field>
      <fieldset class="examples">
        <legend class="small soft">{words.examples}</legend>
        {Object.values(words.example).map((example) => (
          <Button key={example} onClick={() => begin(example)}>
            {example.trim()} …
          </Button>
        ))}
      </fieldset>
      <Button look="main" type="submit" busy={posting.busy && words.sending}>
        {words.send}
      </Button>
    </form>
  )
}

function useReason() {
  const [key, setKey] = useState(() => crypto.randomUUID())
  return usePosting({
    missing: () => (typed.value.trim() === '' ? [{ id: 'reason', error: outsideWords().reason.missing }] : []),
    send: async () => {
      const words = typed.value.trim()
      const given = await ask('giveReason', { takes: { motivation: words, clientKey: key } })
      setKey(crypto.randomUUID())
      reason.value = { ...given, words }
    },
    namedIn: ({ fields }) =>
      fields
        .filter(({ field }) => field === 'motivation')
        .map(({ title }) => ({ id: 'reason', error: title, refused: true })),
  })
}
