import type { ComponentChildren } from 'preact'
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { Refused, Unreachable } from '../api.ts'
import { online } from '../network.ts'
import { text } from '../text/text.ts'
import { Button } from './button.tsx'
import { Notice } from './notice.tsx'
import { Waiting } from './waiting.tsx'

/** Something asked from the server: on its way, there, or not to be had. */
export type Asked<T> = { state: 'waiting' } | { state: 'there'; value: T } | { state: 'failed'; error: unknown }

/**
 * Asks when it comes on the screen and again when told to. While something is shown, asking again never takes it away,
 * unless the answer is a refusal: what one may no longer see goes at once.
 */
export function useAsked<T>(how: () => Promise<T>): { asked: Asked<T>; again: () => void } {
  const [asked, setAsked] = useState<Asked<T>>({ state: 'waiting' })
  const alive = useRef(true)
  const round = useRef(0)
  const again = useCallback(() => {
    const mine = ++round.current
    const show = (now: (before: Asked<T>) => Asked<T>) => {
      if (alive.current && mine === round.current) setAsked(now)
    }
    how().then(
      (value) => show(() => ({ state: 'there', value })),
      (error: unknown) =>
        show((before) =>
          before.state === 'there' && !(error instanceof Refused) ? before : { state: 'failed', error },
        ),
    )
  }, [])
  useEffect(() => {
    alive.current = true
    again()
    return () => void (alive.current = false)
  }, [])
  return { asked, again }
}

/** Shows what was asked for, or why it is not there. */
export function Show<T>({
  asked,
  again,
  words,
  children,
}: {
  asked: Asked<T>
  again: () => void
  words: string
  children: (value: T) => ComponentChildren
}) {
  if (asked.state === 'waiting') return <Waiting words={words} />
  if (asked.state === 'failed') return <Failed error={asked.error} again={again} />
  return <>{children(asked.value)}</>
}

export function Failed({ error, again }: { error: unknown; again: () => void }) {
  return (
    <Notice tone="danger">
      {saidOf(error)}{' '}
      <Button look="quiet" onClick={again}>
        {text().room.tryAgain}
      </Button>
    </Notice>
  )
}

/** The sentence for whatever went wrong. */
export function saidOf(error: unknown): string {
  const { offline, unreachable, unreachableNext } = text().room
  if (error instanceof Refused) return error.message
  // A mistake of ours reads like a site out of order, and shows itself to whoever looks for it.
  if (!(error instanceof Unreachable)) console.error(error)
  return online.value ? `${unreachable} ${unreachableNext}` : offline
}
