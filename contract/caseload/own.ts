import { z } from 'zod'
import { gender } from '../caseload.ts'
import { endpoint } from '../endpoint.ts'
import { moment } from '../fields.ts'

/** What the practice knows of a client, as the client sees it: without labels (ACC-11) and without what is only the practice's. */
export const ownDetails = z.strictObject({
  name: z.strictObject({ first: z.string(), infix: z.string(), last: z.string() }),
  address: z.string(),
  gender,
  birthDate: z.string().nullable(),
  phone: z.string().nullable(),
  identifier: z.string().nullable(),
  bsn: z.string().nullable(),
  /** Secretary and therapist agreed to another address; until it takes effect one may stop it. */
  addressChange: z.strictObject({ address: z.string(), takesEffect: moment }).nullable(),
})
export type OwnDetails = z.output<typeof ownDetails>

export const seeMyDetails = endpoint({
  method: 'GET',
  path: '/me/details',
  asks: 'ACC-7',
  leaves: { none: 'one looks at oneself' },
  visitor: 'signed in',
  gives: ownDetails,
})

export const stopMyAddressChange = endpoint({
  method: 'DELETE',
  path: '/me/new-address',
  asks: 'ACC-2',
  leaves: 'change of address stopped',
  visitor: 'signed in',
})
