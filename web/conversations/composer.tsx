import type { TargetedKeyboardEvent, TargetedSubmitEvent } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { messageLimit } from 'virtual:contract'
import type { Participant } from '../../contract/conversations.ts'
import { online } from '../network.ts'
import { session } from '../session.ts'
import { text } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { FieldError, tied } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { type Draft, draftIn } from './kept.ts'
import { nameOf } from './names.ts'
import { send } from './sending.ts'
import { grow, lengthOf, wrongWith } from './written.ts'

/** Where one writes. The names stand above the field: the guard against the wrong person. */
export function Composer({ id, to, last }: { id: string; to: readonly Participant[]; last: () => number }) {
  const draft = draftIn(id)
  const field = useRef<HTMLTextAreaElement>(null)
  const { message, to: toWhom, send: label } = text().conversations
  const ties = tied({ id: 'message', hint: 'to', error: draft.error.value || undefined })
  const post = () => {
    draft.error.value = wrongWith(draft.text.value)
    if (draft.error.value) return field.current?.focus()
    send(id, { text: draft.text.value.trimEnd(), after: last() })
    draft.text.value = ''
    field.current?.focus()
  }
  useLayoutEffect(() => grow(field.current), [draft.text.value])
  return (
    <form class="compose" onSubmit={(event) => onSubmit(event, post)} noValidate>
      {!online.value && (
        <Notice tone="warn" word={text().room.offline}>
          {text().conversations.offlineHere}
        </Notice>
      )}
      <div class="write">
        <p class="to" id="message-hint">
          <label for="message">{message}</label> {toWhom} <Names people={to} />
        </p>
        <FieldError id="message" error={draft.error.value} />
        <textarea
          {...ties}
          class="input"
          aria-describedby={`${ties['aria-describedby']} message-keys`}
          rows={1}
          ref={field}
          value={draft.text}
          onInput={(event) => typed(draft, event.currentTarget.value)}
          onKeyDown={(event) => onKeyDown(event, post)}
        />
        <div class="tools">
          <Hints draft={draft} />
          <Button look="main" more="push" type="submit">
            {label}
          </Button>
        </div>
      </div>
    </form>
  )
}

function Names({ people }: { people: readonly Participant[] }) {
  const parts = text().room.listParts(people.map(nameOf))
  return <>{parts.map(({ type, value }) => (type === 'element' ? <strong key={value}>{value}</strong> : value))}</>
}

/** Whoever points with a finger has no Ctrl key at hand. */
const hasKeys = matchMedia('not all and (pointer: coarse)')

/** Which keys send, and how much room is left when it runs short. */
function Hints({ draft }: { draft: Draft }) {
  const { ctrlEnter, enter, length } = text().conversations
  const now = lengthOf(draft.text.value)
  return (
    <p class="hint" id="message-keys">
      {now > messageLimit * 0.9 ? length(now, messageLimit) : enterSends() ? enter : hasKeys.matches && ctrlEnter}
    </p>
  )
}

function typed(draft: Draft, value: string): void {
  draft.text.value = value
  // An error stays until it is mended, not until the next letter.
  if (draft.error.value && !wrongWith(value)) draft.error.value = ''
}

function onSubmit(event: TargetedSubmitEvent<HTMLFormElement>, post: () => void): void {
  event.preventDefault()
  post()
}

function onKeyDown(event: TargetedKeyboardEvent<HTMLTextAreaElement>, post: () => void): void {
  // Enter also ends the choosing of a character in a keyboard for Chinese or Japanese.
  if (event.key !== 'Enter' || event.isComposing || event.altKey) return
  const sends = event.ctrlKey || event.metaKey || (enterSends() && !event.shiftKey)
  if (!sends) return
  event.preventDefault()
  post()
}

function enterSends(): boolean {
  return session.value.who === 'somebody' && session.value.me.enterSends
}
