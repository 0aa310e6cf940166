import { type Signal, signal } from '@preact/signals'
import type { Contact } from '../../contract/accounts.ts'
import { whenWiped } from '../session.ts'

/**
 * What somebody typed and did not send yet: it survives another screen and a session that ends in the middle.
 * In memory only, never in the browser's storage; gone at signing out.
 */
export type Draft = { text: Signal<string>; error: Signal<string> }

export type Beginning = {
  contact: Signal<Contact | null>
  subject: Signal<string>
  text: Signal<string>
  clientKey: string
}

const drafts = new Map<string, Draft>()
let beginning = blank()

export function draftIn(conversation: string): Draft {
  const draft = drafts.get(conversation) ?? { text: signal(''), error: signal('') }
  drafts.set(conversation, draft)
  return draft
}

/** Words that were sent but refused go back to the field, before what was typed since. */
export function giveBack(conversation: string, { text, error }: { text: string; error: string }): void {
  const draft = draftIn(conversation)
  draft.text.value = [text, draft.text.value].filter(Boolean).join('\n\n')
  draft.error.value = error
}

/** The conversation that is being started. */
export function begun(): Beginning {
  return beginning
}

export function beginAnew(): void {
  beginning = blank()
}

function blank(): Beginning {
  return {
    contact: signal<Contact | null>(null),
    subject: signal(''),
    text: signal(''),
    clientKey: crypto.randomUUID(),
  }
}

whenWiped(() => {
  drafts.clear()
  beginAnew()
})
