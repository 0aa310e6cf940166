import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { ask } from '../api.ts'
import type { Reading } from './reading.ts'
import { unsentIn } from './sending.ts'

/**
 * Where the reader is in a conversation. It opens at the first unread message, else at the end; it follows the end only
 * while the reader is there; and what has truly been in sight is marked as read.
 */
export function usePlace({ reading, log, bottom }: {
  reading: Reading
  log: RefObject<HTMLDivElement | null>
  bottom: RefObject<HTMLDivElement | null>
}) {
  const messages = reading.messages.value
  const unsent = unsentIn(reading.id).length
  const atEnd = useRef(false)
  const seen = useRef(reading.head.peek()?.readUpTo ?? 0)
  const openedAt = useRef(messages.at(-1)?.position ?? 0)
  const [seenUpTo, setSeenUpTo] = useState(openedAt.current)

  useLayoutEffect(() => {
    openAtFirstUnread(bottom.current)
    atEnd.current = isAtEnd(log.current, bottom.current)
    return onResize([log.current, bottom.current], () => atEnd.current && toEnd(bottom.current))
  }, [])
  // Sending is the reader's own doing: their words come into sight.
  useLayoutEffect(() => {
    if (unsent === 0) return
    atEnd.current = true
    toEnd(bottom.current)
  }, [unsent])

  useEffect(() => {
    const look = () => {
      atEnd.current = isAtEnd(log.current, bottom.current)
      if (document.visibilityState !== 'visible') return
      const position = lastInSight(log.current, bottom.current)
      setSeenUpTo((before) => Math.max(before, position))
      if (position <= seen.current) return
      seen.current = position
      void markRead(reading, position)
    }
    const later = inOneFrame(look)
    later()
    addEventListener('scroll', later, { passive: true })
    addEventListener('resize', later)
    document.addEventListener('visibilitychange', later)
    return () => {
      removeEventListener('scroll', later)
      removeEventListener('resize', later)
      document.removeEventListener('visibilitychange', later)
    }
  }, [messages])

  const me = reading.head.value?.participants.find(({ naming }) => naming === 'you')?.id
  const fresh = messages.filter(({ position, author }) => position > Math.max(seenUpTo, openedAt.current) && author !== me)
  const goBelow = () => inLog(log.current, fresh[0]?.position)?.scrollIntoView()
  return { below: fresh.length, goBelow }
}

/** Remembers where the first message stands; called afterwards, it puts it back there. */
export function keepPlace(log: HTMLElement | null): () => void {
  const first = log?.querySelector<HTMLElement>('article')
  const top = first?.getBoundingClientRect().top ?? 0
  return () => {
    if (first) scrollBy({ top: first.getBoundingClientRect().top - top, behavior: 'instant' })
  }
}

function openAtFirstUnread(bottom: HTMLElement | null): void {
  const unread = document.getElementById('unread')
  if (unread) unread.scrollIntoView({ behavior: 'instant' })
  else toEnd(bottom)
}

/** The end of the conversation lies above the foot of the window, wherever the page itself ends. */
function toEnd(bottom: HTMLElement | null): void {
  const thread = bottom?.parentElement
  if (thread) scrollBy({ top: thread.getBoundingClientRect().bottom - innerHeight, behavior: 'instant' })
}

function isAtEnd(log: HTMLElement | null, bottom: HTMLElement | null): boolean {
  const last = log?.lastElementChild
  return !last || !bottom || last.getBoundingClientRect().bottom <= edgeOf(bottom) + 8
}

/** The position of the last message whose end was in sight: above the reply field, which may lie over the messages. */
function lastInSight(log: HTMLElement | null, bottom: HTMLElement | null): number {
  if (!log || !bottom) return 0
  const edge = edgeOf(bottom)
  const articles = [...log.querySelectorAll<HTMLElement>('article[data-position]')]
  const last = articles.findLast((article) => article.getBoundingClientRect().bottom <= edge + 2)
  return Number(last?.dataset['position'] ?? 0)
}

function edgeOf(bottom: HTMLElement): number {
  return Math.min(bottom.getBoundingClientRect().top, innerHeight)
}

function inLog(log: HTMLElement | null, position: number | undefined): Element | null {
  return log?.querySelector(`article[data-position="${position}"]`) ?? null
}

/** Whatever makes it taller: a message that came, a reply that grows, a notice above it. */
function onResize(boxes: readonly (HTMLElement | null)[], then: () => void): () => void {
  const observer = new ResizeObserver(then)
  for (const box of boxes) if (box) observer.observe(box)
  return () => observer.disconnect()
}

function inOneFrame(work: () => void): () => void {
  let asked = false
  return () => {
    if (asked) return
    asked = true
    requestAnimationFrame(() => {
      asked = false
      work()
    })
  }
}

async function markRead({ id }: Reading, position: number): Promise<void> {
  try {
    await ask('markRead', { where: { id }, takes: { position } })
  } catch {
    // It stays unread, which is the safe side; the next message in sight marks this one too.
  }
}
