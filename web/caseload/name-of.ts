import type { Client } from '../../contract/caseload.ts'

/** First name, infix and last name in one. */
export function nameOf({ name: { first, infix, last } }: Pick<Client, 'name'>): string {
  return [first, infix, last].filter((part) => part !== '').join(' ')
}
