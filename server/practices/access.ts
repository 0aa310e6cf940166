import { knowPractice, setUpPractice } from '../../rules/practices.ts'
import type { Databases, Practice } from '../database.ts'
import { Refused } from '../errors.ts'
import type { Opened, Visit } from '../visit.ts'
import { hashOf, isEmpty } from './changes.ts'

/** The door that is open to everybody: what a practice says of itself. */
export function openPractice(visit: Visit): Opened<{ practice: string }, 'know'> {
  const verdict = knowPractice.judge({})
  visit.note(verdict, { kind: 'practice', id: visit.practice.id })
  return { practice: visit.practice.id } as Opened<{ practice: string }, 'know'>
}

/** An empty room and the link that opens it. */
export type EmptyRoom = { tokenHash: Buffer }

/** Does this token open this practice's empty room now? */
export async function linkWorks(
  databases: Databases,
  practice: Practice,
  { token, now }: { token: string; now: Date },
): Promise<boolean> {
  const { rowCount } = await databases.register.query(
    'select 1 from register.set_up_link where token_hash = $1 and practice = $2 and ends_at > $3',
    [hashOf(token), practice.id, now],
  )
  return rowCount === 1
}

/** The door to an empty room. Two who hold the same link: the second waits, and finds somebody living there. */
export async function openEmptyRoom(
  visit: Visit,
  given: { token: string; works: boolean },
): Promise<Opened<EmptyRoom, 'set up'>> {
  const verdict = setUpPractice.judge({ linkWorks: given.works, empty: await isEmpty(visit) })
  visit.note(verdict, { kind: 'practice', id: visit.practice.id })
  if (!verdict.may) throw new Refused('link-over')
  return { tokenHash: hashOf(given.token) } as Opened<EmptyRoom, 'set up'>
}
