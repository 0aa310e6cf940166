import { signal } from '@preact/signals'
import { text } from '../text/text.ts'

const said = signal('')
let gone: ReturnType<typeof setTimeout> | undefined

/** Says that something was done. Errors never come here: they stand where they happened. */
export function say(words: string): void {
  clearTimeout(gone)
  said.value = words
  gone = setTimeout(hush, 10_000)
}

export function hush(): void {
  said.value = ''
}

/** The page's only `role=status` (that is what an output is); always there, so that what comes in it is spoken. */
export function Toast() {
  return (
    <output class="toast">
      {said.value && (
        <>
          <span>{said.value}</span>
          <button type="button" onClick={hush}>
            {text().room.close}
          </button>
        </>
      )}
    </output>
  )
}
