import { z } from 'zod'
import { phoneOrNothing } from '../caseload.ts'
import { endpoint } from '../endpoint.ts'
import { day, group, id, kind, personInfix, personName, typedOrNothing } from '../fields.ts'
import { description } from './professionals.ts'
import { picture } from './shown.ts'

/** From and until which day one is away, both included; `until` null = not known yet. null = not away. */
export const absence = z
  .strictObject({ from: day, until: day.nullable(), text: typedOrNothing(500) })
  .refine(({ from, until }) => until === null || until >= from, { path: ['until'], error: 'ends-before' })
  .nullable()

/** Oneself, as one shows oneself to others. */
export const profile = z.strictObject({
  kind,
  first: z.string(),
  infix: z.string(),
  last: z.string(),
  address: z.string(),
  groups: z.array(group),
  identifier: z.string().nullable(),
  /** Of a professional: what clients read. */
  description: z.string(),
  /** Of a professional: one sees one's own. */
  labels: z.array(z.string()),
  /** Of a client: their own number. */
  phone: z.string().nullable(),
  absence: z.strictObject({ from: day, until: day.nullable(), text: z.string() }).nullable(),
  /** Contacts see that one is online. */
  visible: z.boolean(),
  picture,
})
export type Profile = z.output<typeof profile>

export const seeProfile = endpoint({
  method: 'GET',
  path: '/profile',
  asks: 'PRF-2',
  leaves: { none: 'one looks at oneself' },
  visitor: 'signed in',
  gives: profile,
})

export const changeProfile = endpoint({
  method: 'PATCH',
  path: '/profile',
  asks: 'PRF-2',
  leaves: 'profile changed',
  visitor: 'signed in',
  takes: z.strictObject({
    /** A professional's own. */
    name: z.strictObject({ first: personName, infix: personInfix, last: personName }).optional(),
    description: description.optional(),
    /** A client's own; '' = none. */
    phone: phoneOrNothing.optional(),
    visible: z.boolean().optional(),
  }),
  gives: profile,
})

export const changeAbsence = endpoint({
  method: 'PUT',
  path: '/profile/absence',
  asks: 'PRF-4',
  leaves: 'absence changed',
  visitor: 'signed in',
  takes: z.strictObject({ absence }),
  gives: profile,
})

/** The largest picture that is taken, in bytes; as Base64 in JSON it is a third more. */
export const pictureLimit = 5 * 1024 * 1024

export const setPicture = endpoint({
  method: 'PUT',
  path: '/profile/picture',
  asks: 'PRF-2',
  leaves: 'picture changed',
  visitor: 'signed in',
  takesAtMost: Math.ceil((pictureLimit * 4) / 3) + 1024,
  /** A JPEG or PNG, as Base64. */
  takes: z.strictObject({ picture: z.base64() }),
  gives: profile,
})

export const removePicture = endpoint({
  method: 'DELETE',
  path: '/profile/picture',
  asks: 'PRF-2',
  leaves: 'picture removed',
  visitor: 'signed in',
  gives: profile,
})

export const seePicture = endpoint({
  method: 'GET',
  path: '/people/:id/pictures/:version',
  asks: 'PRF-5',
  leaves: { none: 'it stands beside a name that is shown' },
  visitor: 'signed in',
  where: z.strictObject({ id, version: z.string().regex(/^[0-9a-z]{1,12}$/) }),
  gives: 'picture',
})
