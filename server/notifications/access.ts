import { sql } from 'kysely'
import type { LetterKind } from '../../contract/notifications.ts'
import { seeDemoMail, seeFailedLetters } from '../../rules/notifications.ts'
import type { Kind } from '../../rules/words.ts'
import { notFound } from '../errors.ts'
import type { Opened, Visit } from '../visit.ts'

/** A letter that could not be delivered. */
export type FailedRow = {
  id: string
  account: string
  account_kind: Kind
  kind: LetterKind
  state: 'bounced' | 'dead'
  reason: string
  attempts: number
  created_at: Date
  ended_at: Date
}

/** How many the list shows: the newest. */
const shown = 100

/** The door to letters that could not be delivered. */
export async function openFailedLetters(visit: Visit): Promise<Opened<{ rows: FailedRow[] }, 'see'>> {
  const rows = await visit.all(sql<FailedRow>`select * from room.failed_letters(${shown})`)
  const verdict = seeFailedLetters.judge({ groups: visit.account.groups })
  visit.note(verdict, { kind: 'letters', id: null })
  if (!verdict.may) throw notFound()
  return { rows } as Opened<{ rows: FailedRow[] }, 'see'>
}

/** The door to the demo's mail. */
export function openDemoMail(visit: Visit): Opened<{ demo: true }, 'see'> {
  const verdict = seeDemoMail.judge({ demo: visit.practice.demo })
  visit.note(verdict, { kind: 'demo mail', id: null })
  if (!verdict.may) throw notFound()
  return { demo: true } as Opened<{ demo: true }, 'see'>
}
