import { signal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { hush } from './toast.tsx'

/** The page's word in the tab's title: a neutral one, never a name or what somebody wrote. */
export const pageWord = signal('')
/** A form on the page was refused: the title says so first. */
export const inError = signal(false)

/** The one h1. After going to another page the focus starts here, wherever the page is scrolled to. */
export function PageHeading({
  word,
  id,
  more,
  children,
}: {
  /** For the tab's title; else what the heading says. */
  word?: string
  id?: string
  more?: string
  children: ComponentChildren
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  const title = word ?? (typeof children === 'string' ? children : '')
  useEffect(() => void (pageWord.value = title), [title])
  useLayoutEffect(() => {
    const { activeElement } = document
    const nowhere = activeElement === document.body || activeElement?.id === 'main'
    if (moved && nowhere) heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <h1 tabIndex={-1} ref={heading} id={id} class={more}>
      {children}
    </h1>
  )
}

/** False on the first page: there reading starts at the top, as the browser does it. */
let moved = false

/** Called when another screen came: reading starts in the content, not at the top of the house. */
export function startReading(): void {
  moved = true
  hush()
  const main = document.getElementById('main')
  const heading = main?.querySelector<HTMLElement>('h1')
  ;(heading ?? main)?.focus({ preventScroll: true })
}

/** What was pressed may go, and the focus with it: reading then goes on at the heading, not at the top of the house. */
export function keepReading(): void {
  let last: Element | null = null
  addEventListener('focusin', ({ target }) => {
    last = target instanceof Element ? target : null
  })
  new MutationObserver(() => {
    if (!last || last.isConnected || document.activeElement !== document.body) return
    last = null
    document.querySelector<HTMLElement>('#main h1')?.focus({ preventScroll: true })
  }).observe(document.body, { childList: true, subtree: true })
}
