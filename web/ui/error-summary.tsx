import { useEffect, useRef } from 'preact/hooks'
import { inError } from './page.tsx'
import { text } from '../text/text.ts'

export type Wrong = { id: string; error: string }

/** What has to be mended, on top of a form, each line leading to its field. It takes the focus when it comes. */
export function ErrorSummary({ wrong, round }: {
  wrong: readonly Wrong[]
  /** Counts the times the form was sent: the same mistake again takes the focus again. */
  round: number
}) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    inError.value = wrong.length > 0
    if (wrong.length > 0) box.current?.focus()
    return () => void (inError.value = false)
  }, [wrong.length, round])
  if (wrong.length === 0) return null
  const { one, more } = text().room.wrong
  return (
    <div class="errors" role="group" tabIndex={-1} ref={box} aria-labelledby="wrong">
      <h2 id="wrong">{wrong.length === 1 ? one : more(wrong.length)}</h2>
      <ul>
        {wrong.map(({ id, error }) => (
          <li key={id}>
            <a href={`#${id}`} onClick={(event) => goTo(event, id)}>
              {error}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Without changing the address, which would put a step in the way of going back. */
function goTo(event: Event, id: string): void {
  event.preventDefault()
  document.getElementById(id)?.focus()
}
