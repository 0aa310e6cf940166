import { knowPractice } from '../../rules/practices.ts'
import type { Opened, Visit } from '../visit.ts'

/** The door that is open to everybody: what a practice says of itself. */
export function openPractice(visit: Visit): Opened<{ practice: string }, 'know'> {
  const verdict = knowPractice.judge({})
  visit.note(verdict, { kind: 'practice', id: visit.practice.id })
  return { practice: visit.practice.id } as Opened<{ practice: string }, 'know'>
}
