import { useEffect, useRef } from 'preact/hooks'
import { saidOf } from './asked.tsx'
import { Notice } from './notice.tsx'
import { inError } from './page.tsx'

/** Why a form could not be sent, when it is not about one of its fields. It takes the focus when it comes. */
export function Failure({
  error,
  round,
  word,
}: {
  error: unknown
  /** Counts the times the form was sent: the same failure again takes the focus again. */
  round: number
  word?: string
}) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    inError.value = true
    box.current?.focus()
    return () => void (inError.value = false)
  }, [round])
  return (
    <div tabIndex={-1} ref={box}>
      <Notice tone="danger" {...(word && { word })}>
        {saidOf(error)}
      </Notice>
    </div>
  )
}
