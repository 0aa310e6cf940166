import { signal } from '@preact/signals'
import { whenWiped } from '../session.ts'
import { dateFrom } from './dates.ts'

/** Which accounts are looked among. */
export type State = 'active' | 'inactive' | 'both'
export const states: readonly State[] = ['active', 'inactive', 'both']

/** What somebody sought last, and among which accounts: it stands there again when they come back from a client. In memory only. */
export const sought = signal('')
export const soughtState = signal<State>('active')

whenWiped(() => {
  sought.value = ''
  soughtState.value = 'active'
})

/** By what one searches, as the words tell: an address has an @, a date looks like one, an ID has a digit; else it is a name. */
export type Meant = { by: 'name' | 'address' | 'identifier' | 'birthDate'; words: string }

export function meantBy(typed: string): Meant | null {
  const words = typed.toWellFormed().replaceAll('\u0000', '').trim()
  if (words === '') return null
  if (words.includes('@')) return { by: 'address', words }
  const date = dateFrom(words)
  if (date) return { by: 'birthDate', words: date }
  return { by: /\d/.test(words) ? 'identifier' : 'name', words }
}
