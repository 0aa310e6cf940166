import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Registering } from '../../../contract/practices/registrations.ts'
import { addressToken } from '../../accounts/access/sign-in.ts'
import { type ClientDetails, sealPerson, tokensOf, unknown } from '../../accounts/changes/making.ts'
import { dayIn, formSettings } from '../../caseload/changes/form.ts'
import { Refused } from '../../errors.ts'
import type { Opened, Visit } from '../../visit.ts'

/**
 * Signs somebody up: they wait for the secretary, or get a letter of welcome at once. Whoever has an account already gets a letter about
 * that one; the same statements run and the same is sealed, so that nobody learns by it who is known here.
 */
export async function register(
  visit: Visit,
  { kind }: Opened<{ kind: 'regular' | 'anonymous' }, 'register'>,
  person: Registering,
): Promise<void> {
  const { timeZone } = await formSettings(visit)
  if (person.kind === 'regular' && person.birthDate > dayIn(timeZone, visit.now))
    throw new Refused('wrong-fields', { fields: [{ field: 'person.birthDate', code: 'in-the-future' }] })
  const id = uuid({ msecs: visit.now.getTime() })
  const given = { name: nameOf(person), address: person.address, details: detailsOf(person), labels: [] }
  const sealed = await sealPerson(visit.practice, id, given)
  const { fields, tokens } = tokensOf(visit.practice, given)
  visit.leaveWork()
  await visit.change(sql`select room.register(${id}, ${kind}, ${visit.now}, ${sealed.name}, ${sealed.address},
    ${addressToken(visit.practice, person.address)}, ${sealed.details}, ${fields}::text[], ${tokens}::bytea[], ${person.language})`)
}

/** Lets somebody in: the account, and a letter of welcome. */
export async function acceptRegistration(
  visit: Visit,
  { id }: Opened<{ id: string }, 'handle registration'>,
): Promise<void> {
  visit.leaveWork()
  await visit.change(sql`select room.accept_registration(${id}, ${visit.now})`)
}

/** What was told is gone; the person hears of it from the practice, not from a machine. */
export async function declineRegistration(
  visit: Visit,
  { id }: Opened<{ id: string }, 'handle registration'>,
): Promise<void> {
  await visit.change(sql`select room.decline_registration(${id})`)
}

function nameOf(person: Registering) {
  if (person.kind === 'anonymous') return { first: person.called, infix: '', last: '' }
  const { first, infix, last } = person
  return { first, infix, last }
}

function detailsOf(person: Registering): ClientDetails {
  return person.kind === 'anonymous' ? unknown : { ...unknown, gender: person.gender, birthDate: person.birthDate }
}
