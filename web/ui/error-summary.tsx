import { useEffect, useRef } from 'preact/hooks'
import { inError } from './page.tsx'
import { text } from '../text/text.ts'

export type Wrong = {
  id: string
  error: string
  /** Where several fields may say the same: whose this is. */
  label?: string
  /** The server found it: it stays until the form is sent again. */
  refused?: true
}

/** What was wrong at the last sending and is wrong still. */
export function stillWrong(wrong: readonly Wrong[], now: readonly Wrong[]): Wrong[] {
  return wrong.filter(({ id, refused }) => refused || now.some((other) => other.id === id))
}

/** What has to be mended, on top of a form, each line leading to its field. It takes the focus when it comes. */
export function ErrorSummary({
  wrong,
  round,
}: {
  wrong: readonly Wrong[]
  /** Counts the times the form was sent: the same mistake again takes the focus again. */
  round: number
}) {
  const box = useRef<HTMLElement>(null)
  useEffect(() => box.current?.focus(), [round])
  useEffect(() => {
    inError.value = wrong.length > 0
    return () => void (inError.value = false)
  }, [wrong.length])
  if (wrong.length === 0) return null
  const { one, more } = wrong.some(({ refused }) => refused) ? text().room.notRight : text().room.wrong
  return (
    <section class="errors" tabIndex={-1} ref={box} aria-labelledby="wrong">
      <h2 id="wrong">{wrong.length === 1 ? one : more(wrong.length)}</h2>
      <ul>
        {wrong.map(({ id, error, label }) => (
          <li key={id}>
            <a href={`#${id}`} onClick={(event) => goTo(event, id)}>
              {label && `${label}: `}
              {error}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Without changing the address, which would put a step in the way of going back. */
function goTo(event: Event, id: string): void {
  event.preventDefault()
  document.getElementById(id)?.focus()
}
