import { signal } from '@preact/signals'
import { text } from '../text/text.ts'

const said = signal({ words: '', seen: true })
let gone: ReturnType<typeof setTimeout> | undefined
let there = ''

/** Says that something was done. Errors never come here: they stand where they happened. */
export function say(words: string): void {
  tell({ words, seen: true })
}

/** Only spoken: for whoever does not see what changed on the screen. */
export function whisper(words: string): void {
  tell({ words, seen: false })
}

/** Says it on the screen that comes next: going there would hush what is said now. */
export function sayThere(words: string): void {
  there = words
}

export function hush(): void {
  said.value = { words: '', seen: true }
  if (there) say(there)
  there = ''
}

function tell(what: { words: string; seen: boolean }): void {
  clearTimeout(gone)
  said.value = what
  gone = setTimeout(hush, 10_000)
}

/** The page's only `role=status` (that is what an output is); always there, so that what comes in it is spoken. */
export function Toast() {
  const { words, seen } = said.value
  return (
    <output class="toast">
      {words && !seen && words}
      {words && seen && (
        <>
          <span>{words}</span>
          <button type="button" onClick={hush}>
            {text().room.close}
          </button>
        </>
      )}
    </output>
  )
}
