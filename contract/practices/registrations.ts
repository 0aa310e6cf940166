import { z } from 'zod'
import { birthDate, gender } from '../caseload.ts'
import { endpoint } from '../endpoint.ts'
import { id, language, moment, newAddress, personInfix, personName } from '../fields.ts'

/** Who somebody says they are. Anonymous: a name of one's own choice, and no more than one wants to tell (REG-3). */
const regular = z.strictObject({
  kind: z.literal('regular'),
  first: personName,
  infix: personInfix,
  last: personName,
  birthDate,
  gender,
  address: newAddress,
  language,
})
const anonymous = z.strictObject({ kind: z.literal('anonymous'), called: personName, address: newAddress, language })

export const register = endpoint({
  method: 'POST',
  path: '/registrations',
  asks: 'REG-1',
  leaves: 'registered',
  visitor: 'anybody',
  takes: z.strictObject({ person: z.discriminatedUnion('kind', [regular, anonymous]) }),
})
export type Registering = z.output<typeof register.takes>['person']

/** Somebody who signed up and waits. */
export const registration = z.strictObject({
  id,
  kind: z.enum(['regular', 'anonymous']),
  at: moment,
  name: z.string(),
  address: z.string(),
  birthDate: z.string().nullable(),
})
export type Registration = z.output<typeof registration>

export const listRegistrations = endpoint({
  method: 'GET',
  path: '/registrations',
  asks: 'REG-5',
  leaves: 'registrations read',
  visitor: 'signed in',
  gives: z.strictObject({ registrations: z.array(registration) }),
})

const where = z.strictObject({ id })

export const acceptRegistration = endpoint({
  method: 'PUT',
  path: '/registrations/:id',
  asks: 'REG-5',
  leaves: 'registration accepted',
  visitor: 'signed in',
  where,
})

export const declineRegistration = endpoint({
  method: 'DELETE',
  path: '/registrations/:id',
  asks: 'REG-5',
  leaves: 'registration declined',
  visitor: 'signed in',
  where,
})
