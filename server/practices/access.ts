import { sql } from 'kysely'
import { configure, handleRegistrations, knowPractice, registerOneself, setUpPractice } from '../../rules/practices.ts'
import type { Databases, Practice } from '../database.ts'
import { notFound, Refused } from '../errors.ts'
import type { Opened, Visit } from '../visit.ts'
import { hashOf, isEmpty } from './changes/set-up.ts'

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

/** The door to what the practice sets. */
export async function openSettings(visit: Visit): Promise<Opened<{ practice: string }, 'configure'>> {
  await visit.enter()
  const verdict = configure.judge({ groups: visit.account.groups })
  visit.note(verdict, { kind: 'practice', id: visit.practice.id })
  if (!verdict.may) throw notFound()
  return { practice: visit.practice.id } as Opened<{ practice: string }, 'configure'>
}

/** The door for whoever signs up, without an account. */
export async function openRegistering(
  visit: Visit,
  kind: 'regular' | 'anonymous',
): Promise<Opened<{ kind: 'regular' | 'anonymous' }, 'register'>> {
  const { open } = await visit.one(sql<{ open: boolean }>`select room.registers(${kind}) as open`)
  const verdict = registerOneself.judge({ open })
  visit.note(verdict, { kind: 'practice', id: visit.practice.id })
  if (!verdict.may) throw notFound()
  return { kind } as Opened<{ kind: 'regular' | 'anonymous' }, 'register'>
}

/** The door to everybody who signed up and waits. */
export async function openRegistrations(visit: Visit): Promise<Opened<{ practice: string }, 'handle registrations'>> {
  await visit.enter()
  const verdict = handleRegistrations.judge({ groups: visit.account.groups, waits: true })
  visit.note(verdict, { kind: 'registrations', id: null })
  if (!verdict.may) throw notFound()
  return { practice: visit.practice.id } as Opened<{ practice: string }, 'handle registrations'>
}

/** The door to one of them. Not there and not the secretary's are the same answer at the same cost. */
export async function openRegistration(
  visit: Visit,
  given: string,
): Promise<Opened<{ id: string }, 'handle registration'>> {
  const id = given.toLowerCase()
  const { waits } = await visit.one(sql<{ waits: boolean }>`select room.registration_waits(${id}) as waits`)
  const verdict = handleRegistrations.judge({ groups: visit.account.groups, waits })
  visit.note(verdict, { kind: 'registration', id })
  if (!verdict.may) throw notFound()
  return { id } as Opened<{ id: string }, 'handle registration'>
}
