import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { dayHeading } from '../text/moments.ts'
import { text } from '../text/text.ts'
import { saidOf } from '../ui/asked.tsx'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { type Line, linesOf } from './lines.ts'
import { MessageItem } from './message-item.tsx'
import { keepPlace } from './place.ts'
import { type Head, readEarlier, type Reading } from './reading.ts'
import { unsentIn } from './sending.ts'

/**
 * The messages. New ones are added to the end and what stands there is left alone, so that a screen reader speaks each once;
 * earlier ones come in unspoken.
 */
export function Log({ reading, head, box }: { reading: Reading; head: Head; box: RefObject<HTMLDivElement | null> }) {
  const [hushed, setHushed] = useState(false)
  const lines = linesOf({
    messages: reading.messages.value,
    unsent: unsentIn(head.id),
    participants: head.participants,
    unreadFrom: reading.unreadFrom.value,
  })
  return (
    <div
      class="log"
      role="log"
      aria-label={text().conversations.log}
      aria-live={hushed ? 'off' : 'polite'}
      aria-relevant="additions"
      ref={box}
    >
      <Beginning reading={reading} box={box} hush={setHushed} />
      {lines.map((line) => (
        <LogLine key={line.key} line={line} conversation={head.id} />
      ))}
    </div>
  )
}

function LogLine({ line, conversation }: { line: Line; conversation: string }) {
  if (line.kind === 'day') return <h2 class="day">{dayHeading(line.at)}</h2>
  if (line.kind === 'words') return <MessageItem words={line.words} conversation={conversation} />
  return (
    <h2 class="new-from" id="unread">
      {text().conversations.unreadMessages(line.count)}
    </h2>
  )
}

type BeginningProps = { reading: Reading; box: RefObject<HTMLDivElement | null>; hush: (on: boolean) => void }

/** What came earlier is fetched on request, and the reader's place stays where it is. */
function Beginning({ reading, box, hush }: BeginningProps) {
  const { busy, error, asked, fetchEarlier } = useEarlier({ reading, box, hush })
  const { earlier, gettingEarlier, beginning } = text().conversations
  const start = useRef<HTMLParagraphElement>(null)
  const more = reading.earlier.value
  // The button that had the focus is gone now.
  useEffect(() => {
    if (!more && asked) start.current?.focus({ preventScroll: true })
  }, [more])
  if (!more) {
    return (
      <p class="start small soft" tabIndex={-1} ref={start}>
        {beginning}
      </p>
    )
  }
  return (
    <div class="start stack">
      {error !== null && <Notice tone="danger">{saidOf(error)}</Notice>}
      <Button busy={busy && gettingEarlier} onClick={() => void fetchEarlier()}>
        {earlier}
      </Button>
    </div>
  )
}

function useEarlier({ reading, box, hush }: BeginningProps) {
  const [busy, setBusy] = useState(false)
  const [asked, setAsked] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const fetchEarlier = async () => {
    setAsked(true)
    setBusy(true)
    hush(true)
    const putBack = keepPlace(box.current)
    try {
      await readEarlier(reading)
      setError(null)
    } catch (failure) {
      setError(failure)
    }
    setBusy(false)
    requestAnimationFrame(() => {
      putBack()
      setTimeout(() => hush(false), 500)
    })
  }
  return { busy, error, asked, fetchEarlier }
}
