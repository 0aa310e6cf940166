import type { LogPerson } from '../../contract/audit.ts'
import { firstName, roleOf } from '../conversations/names.ts'
import { looksWords } from './looks-words.ts'

/** Lines of the log as people say them. What is new here is said in general, never as it stands in the log. */

export function actionSaid(action: string): string {
  return found(looksWords().action, action) ?? looksWords().otherAction
}

/** To the client: why it was allowed. `name`: the first name of who looked. */
export function becauseSaid({ basis, allowed, temporary }: Based, name: string): string {
  const words = looksWords()
  if (!allowed) return words.refused
  if (temporary) return words.temporaryBasis(name)
  return found(words.because, basis)?.(name) ?? words.allowed
}

/** To a professional: on what it rested. */
export function groundSaid({ basis, allowed }: Based): string {
  const words = looksWords()
  return allowed ? capital(found(words.ground, basis) ?? words.allowed) : words.refused
}

type Based = { basis: string; allowed: boolean; temporary?: boolean }

/** Who it was: professionals by name; `client`: whose history it is, if anybody's. */
export function whoSaid(who: LogPerson | null, client?: string): string {
  const { erased, stranger, theClient } = looksWords()
  if (who?.name) return who.name
  if (who?.gone) return erased
  return who && who.id === client ? theClient : stranger
}

export function firstSaid(who: LogPerson | null): string {
  return who?.name ? firstName(who.name) : whoSaid(who)
}

/** In what role they did it, as it was at that time. */
export function roleSaid(who: LogPerson | null): string {
  return who?.kind === 'professional' ? roleOf({ kind: who.kind, groups: who.groups }) : ''
}

function capital(words: string): string {
  return words.replace(/^./, (first) => first.toUpperCase())
}

/** The value of a name that may not be there. */
function found<T>(words: Record<string, T>, name: string): T | undefined {
  return Object.entries(words).find(([known]) => known === name)?.[1]
}
