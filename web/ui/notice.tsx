import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'

type Tone = 'done' | 'note' | 'warn' | 'danger'

const icons = { done: 'done', note: 'info', warn: 'warn', danger: 'stop' } as const

/** Inside the content, where it matters: one word that says what kind of thing this is, a sentence or two, a next step. */
export function Notice({ tone, word, children }: { tone: Tone; word?: string; children: ComponentChildren }) {
  return (
    <div class={`notice ${tone}`}>
      <Icon name={icons[tone]} />
      <p>
        {word && <span class="word">{word} </span>}
        {children}
      </p>
    </div>
  )
}
