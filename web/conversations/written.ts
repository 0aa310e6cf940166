import { messageLimit } from 'virtual:contract'
import { text } from '../text/text.ts'

/** The same limits as the contract's, told before anything is sent. '' = nothing wrong. */
export function wrongWith(written: string): string {
  const { writeSomething, tooLong, notText } = text().conversations
  if (written.trim() === '') return writeSomething
  if (!written.isWellFormed() || written.includes('\u0000')) return notText
  const over = lengthOf(written) - messageLimit
  return over > 0 ? tooLong(over) : ''
}

/** In characters as people count them, like the contract. */
export function lengthOf(written: string): number {
  let count = 0
  for (const _ of written) count += 1
  return count
}

/** Lets a field grow with what is in it, where the browser does not do so by itself. */
export function grow(field: HTMLTextAreaElement | null): void {
  if (!field || CSS.supports('field-sizing', 'content')) return
  field.style.blockSize = 'auto'
  field.style.blockSize = `${field.scrollHeight + 3}px`
}
