import { useState } from 'preact/hooks'
import { ask } from '../api.ts'
import { dayOf } from '../text/moments.ts'
import { Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Failure } from '../ui/failure.tsx'
import { usePosting } from '../ui/posting.ts'
import { say } from '../ui/toast.tsx'
import { profileWords } from './people-words.ts'
import { Part, type PartProps } from './profile-part.tsx'
import { TextArea, TextField } from './text-field.tsx'

/** When one is away, and what clients read meanwhile (PRF-4). */
export function AbsencePart({ own, changed }: PartProps) {
  const [isAway, setAway] = useState(own.absence !== null)
  const [filled, setFilled] = useState(() => ({
    from: own.absence?.from ?? dayOf(new Date()),
    until: own.absence?.until ?? '',
    text: own.absence?.text ?? '',
  }))
  const words = profileWords()
  const form = usePosting({
    missing: () => (isAway && filled.from === '' ? [{ id: 'absence-from', error: words.fillInFrom }] : []),
    send: async () => {
      await ask('changeAbsence', { takes: { absence: isAway ? { ...filled, until: filled.until || null } : null } })
      say(words.saved)
      changed()
    },
    namedIn: ({ fields }) =>
      fields.map(({ field, title }) => ({
        id: `absence-${field.split('.')[1] ?? 'from'}`,
        error: title,
        refused: true as const,
      })),
  })
  const line = (name: keyof typeof filled) => ({
    id: `absence-${name}`,
    error: form.errorOf(`absence-${name}`),
    value: filled[name],
    type: (value: string) => setFilled((before) => ({ ...before, [name]: value })),
  })
  return (
    <Part id="absence" title={words.absenceTitle} hint={words.absenceHint}>
      <form class="stack" onSubmit={form.post} noValidate>
        <ErrorSummary wrong={form.wrong} round={form.round} />
        {form.failed !== null && <Failure error={form.failed} round={form.round} word={words.notSaved} />}
        <label class="tick">
          <input type="checkbox" checked={isAway} onChange={(event) => setAway(event.currentTarget.checked)} />
          <span>{words.absent}</span>
        </label>
        {isAway && (
          <>
            <div class="days">
              <TextField {...line('from')} label={words.from} kind="date" />
              <TextField {...line('until')} label={words.until} hint={words.untilHint} optional kind="date" />
            </div>
            <TextArea {...line('text')} label={words.absenceText} hint={words.absenceTextHint} optional />
          </>
        )}
        <Button type="submit" busy={form.busy && words.saving}>
          {words.save}
        </Button>
      </form>
    </Part>
  )
}
