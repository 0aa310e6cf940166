import { useEffect, useRef, useState } from 'preact/hooks'
import type { Me } from '../../contract/accounts.ts'
import { useSaved } from '../accounts/saving.ts'
import { practice } from '../session.ts'
import { text } from '../text/text.ts'
import { Field, FieldError } from '../ui/field.tsx'

type Hours = NonNullable<Me['quietHours']>

/** What stands there when they are switched on for the first time. */
const usual: Hours = { from: '22:00', until: '07:00' }

/** When no mail comes. A time that is half typed, or no stretch of time at all, is not saved. */
export function QuietHours({ me }: { me: Me }) {
  const { value, error, typed, switchTo, type } = useHours(me.quietHours)
  const { quietTitle, quietHint, quiet } = text().notifications
  return (
    <fieldset class="niche" aria-describedby={error ? 'quiet-hint quiet-error' : 'quiet-hint'}>
      <legend>
        <h3>{quietTitle}</h3>
      </legend>
      <p class="hint" id="quiet-hint">
        {quietHint}
      </p>
      <FieldError id="quiet" error={error} />
      <label class="tick">
        <input type="checkbox" checked={value !== null} onChange={(event) => switchTo(event.currentTarget.checked)} />
        <span>{quiet}</span>
      </label>
      {value && <Times typed={typed} type={type} />}
    </fieldset>
  )
}

function Times({ typed, type }: { typed: Hours; type: (hours: Hours) => void }) {
  const { byTheClock } = text().notifications
  const wrong = wrongIn(typed)
  return (
    <>
      <div class="times">
        {(['from', 'until'] as const).map((end) => (
          <Field key={end} id={`quiet-${end}`} label={text().notifications[end]} error={wrong[end]}>
            {(ties) => (
              <input
                {...ties}
                class="input num"
                type="time"
                value={typed[end]}
                onInput={(event) => type({ ...typed, [end]: event.currentTarget.value })}
              />
            )}
          </Field>
        ))}
      </div>
      <p class="hint">{byTheClock((practice.value?.timeZone ?? '').replaceAll('_', ' '))}</p>
    </>
  )
}

function useHours(saved: Hours | null) {
  const { value, choose, error } = useSaved(saved, (quietHours) => ({ quietHours }))
  const [typed, setTyped] = useState(saved ?? usual)
  const mine = useRef(saved)
  const set = (hours: Hours | null) => {
    mine.current = hours
    choose(hours)
  }
  // Changed in another tab: that holds. One's own answer must not write over what is being typed.
  useEffect(() => {
    if (saved && (saved.from !== mine.current?.from || saved.until !== mine.current.until)) setTyped(saved)
  }, [saved?.from, saved?.until])
  return {
    value,
    error,
    typed,
    switchTo: (on: boolean) => {
      const hours = isRight(typed) ? typed : usual
      setTyped(hours)
      set(on ? hours : null)
    },
    type: (hours: Hours) => {
      setTyped(hours)
      if (isRight(hours)) set(hours)
    },
  }
}

function wrongIn({ from, until }: Hours): Partial<Hours> {
  const { fillInTime, sameTime } = text().notifications
  if (from && from === until) return { until: sameTime }
  return { ...(!from && { from: fillInTime }), ...(!until && { until: fillInTime }) }
}

function isRight(hours: Hours): boolean {
  return Object.keys(wrongIn(hours)).length === 0
}
