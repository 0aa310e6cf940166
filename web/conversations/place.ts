import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { ask } from '../api.ts'
import type { Reading } from './reading.ts'
import { unsentIn } from './sending.ts'

type Boxes = { log: RefObject<HTMLDivElement | null>; bottom: RefObject<HTMLDivElement | null> }

/** Opens at the first unread message, else at the end; follows the end only while the reader is there. */
export function useFollow({ id }: Reading, { log, bottom }: Boxes): void {
  const atEnd = useRef(false)
  const unsent = unsentIn(id).length
  useLayoutEffect(() => {
    openAtFirstUnread(bottom.current)
    atEnd.current = isAtEnd(log.current, bottom.current)
    // Whatever makes it taller: a message that came, a reply that grows, a notice above it.
    const growth = new ResizeObserver(() => atEnd.current && toEnd(bottom.current))
    for (const box of [log.current, bottom.current]) if (box) growth.observe(box)
    const stop = whenMoved(() => (atEnd.current = isAtEnd(log.current, bottom.current)))
    return () => {
      growth.disconnect()
      stop()
    }
  }, [])
  // Sending is the reader's own doing: their words come into sight.
  useLayoutEffect(() => {
    if (unsent === 0) return
    atEnd.current = true
    toEnd(bottom.current)
  }, [unsent])
}

/** Marks as read what has truly been in sight; tells what came since and lies below. */
export function useSeen(reading: Reading, { log, bottom }: Boxes): { below: number; goBelow: () => void } {
  const messages = reading.messages.value
  const marked = useRef(reading.head.peek()?.readUpTo ?? 0)
  // What was there at opening is not new: the line above the first unread message tells of that.
  const [seen, setSeen] = useState(messages.at(-1)?.position ?? 0)
  useEffect(() => {
    const look = () => {
      if (document.visibilityState !== 'visible') return
      const position = lastInSight(log.current, bottom.current)
      setSeen((before) => Math.max(before, position))
      if (position <= marked.current) return
      marked.current = position
      void markRead(reading, position)
    }
    look()
    return whenMoved(look)
  }, [messages])
  const me = reading.head.value?.participants.find(({ naming }) => naming === 'you')?.id
  const fresh = messages.filter(({ position, author }) => position > seen && author !== me)
  const goBelow = () => articleAt(log.current, fresh[0]?.position)?.scrollIntoView()
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
  const edge = edgeOf(bottom) + 2
  const articles = [...log.querySelectorAll<HTMLElement>('article[data-position]')]
  const last = articles.findLast((article) => article.getBoundingClientRect().bottom <= edge)
  return Number(last?.dataset['position'] ?? 0)
}

function edgeOf(bottom: HTMLElement): number {
  return Math.min(bottom.getBoundingClientRect().top, innerHeight)
}

function articleAt(log: HTMLElement | null, position: number | undefined): Element | null {
  return log?.querySelector(`article[data-position="${position}"]`) ?? null
}

/** Calls once a frame at most when the window moved, changed its size or came into sight. */
function whenMoved(work: () => void): () => void {
  let asked = 0
  const soon = () => {
    asked ||= requestAnimationFrame(() => {
      asked = 0
      work()
    })
  }
  addEventListener('scroll', soon, { passive: true })
  addEventListener('resize', soon)
  document.addEventListener('visibilitychange', soon)
  return () => {
    cancelAnimationFrame(asked)
    removeEventListener('scroll', soon)
    removeEventListener('resize', soon)
    document.removeEventListener('visibilitychange', soon)
  }
}

async function markRead({ id }: Reading, position: number): Promise<void> {
  try {
    await ask('markRead', { where: { id }, takes: { position } })
  } catch {
    // It stays unread, which is the safe side; the next message in sight marks this one too.
  }
}
