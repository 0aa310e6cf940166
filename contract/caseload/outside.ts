import { z } from 'zod'
import { birthDate, clientState } from '../caseload.ts'
import { endpoint } from '../endpoint.ts'
import { clientKey, group, id, moment, motivationText, searchText, typed } from '../fields.ts'
import { outside } from '../practices/settings.ts'

/** Looking outside the own caseload (CAS-4 to CAS-14). The reason travels in bodies: addresses of pages are written down on the way. */

const where = z.strictObject({ id })
const withReason = z.strictObject({ motivation: id })

/** What the practice allows this reader. `looks`: there is something to look at at all. */
export const seeOutside = endpoint({
  method: 'GET',
  path: '/clients/outside',
  asks: 'CAS-4',
  leaves: { none: 'what the practice allows' },
  visitor: 'signed in',
  gives: z.strictObject({
    looks: z.boolean(),
    outside,
    temporaryAccess: z.boolean(),
    temporaryAccessMinutes: z.int(),
    relateRequests: z.boolean(),
  }),
})

/** Why somebody looks, in their own words; it opens searching until `endsAt`. */
export const giveReason = endpoint({
  method: 'POST',
  path: '/motivations',
  asks: 'CAS-6',
  leaves: 'reason given',
  visitor: 'signed in',
  takes: z.strictObject({ motivation: motivationText, clientKey }),
  gives: z.strictObject({ id, endsAt: moment }),
})

/** The names of the fields that are sought in, as they stand in the log. */
export const soughtFields = ['name', 'address', 'identifier', 'birthDate'] as const

export const searchOutside = endpoint({
  method: 'POST',
  path: '/clients/outside/search',
  asks: 'CAS-5',
  leaves: 'searched outside the caseload',
  visitor: 'signed in',
  takes: z
    .strictObject({
      motivation: id,
      name: searchText.optional(),
      address: typed(254).optional(),
      identifier: searchText.optional(),
      birthDate: birthDate.optional(),
      state: clientState.optional(),
    })
    .refine((given) => soughtFields.some((field) => given[field] !== undefined), { path: ['name'], error: 'missing' }),
  gives: z.strictObject({
    clients: z.array(
      z.strictObject({
        id,
        name: z.string(),
        active: z.boolean(),
        /** In the own caseload already. */
        yours: z.boolean(),
        /** A relate request of one's own waits for the client's answer. */
        pending: z.boolean(),
      }),
    ),
    /** There are more than are shown: type more of the name. */
    more: z.boolean(),
  }),
})
export type OutsideFound = z.output<typeof searchOutside.gives>

/** What one may do next about a client outside the caseload. */
const next = z.strictObject({
  /** Relate oneself at once. */
  relate: z.boolean(),
  /** Send a relate request to the client. */
  ask: z.boolean(),
  /** Open the file for reading, for so many minutes; null = not allowed here. */
  temporaryAccessMinutes: z.int().nullable(),
})

/** A client outside the caseload: who it is, and who is related now; nothing of the file (CAS-10). */
export const outsideClient = z.strictObject({
  id,
  name: z.string(),
  active: z.boolean(),
  yours: z.boolean(),
  /** Until when temporary access lasts, where there is some. */
  temporaryUntil: moment.nullable(),
  /** An own relate request that waits. */
  pending: id.nullable(),
  professionals: z.array(
    z.strictObject({ id, name: z.string(), kind: z.enum(['therapist', 'supervisor']), groups: z.array(group) }),
  ),
  /** A colleague of the office, who can be asked too. */
  secretaries: z.array(z.strictObject({ id, name: z.string() })),
  next,
})
export type OutsideClient = z.output<typeof outsideClient>

export const openOutside = endpoint({
  method: 'POST',
  path: '/clients/:id/outside',
  asks: 'CAS-5',
  leaves: 'client opened outside the caseload',
  visitor: 'signed in',
  where,
  takes: withReason,
  gives: outsideClient,
})

export const relateMyself = endpoint({
  method: 'POST',
  path: '/clients/:id/own-relation',
  asks: 'CAS-11',
  leaves: 'related oneself',
  visitor: 'signed in',
  where,
  takes: withReason,
})

export const beginTemporaryAccess = endpoint({
  method: 'POST',
  path: '/clients/:id/temporary-access',
  asks: 'CAS-13',
  leaves: 'temporary access begun',
  visitor: 'signed in',
  where,
  takes: withReason,
  gives: z.strictObject({ endsAt: moment }),
})

export const endTemporaryAccess = endpoint({
  method: 'DELETE',
  path: '/clients/:id/temporary-access',
  asks: 'CAS-14',
  leaves: 'temporary access ended',
  visitor: 'signed in',
  where,
})
