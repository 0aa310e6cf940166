import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { language, newAddress, newPassword, shortText } from './fields.ts'

/** What anybody may know of a practice before signing in (PLT-1). */
export const practice = z.strictObject({
  name: z.string(),
  longName: z.string().nullable(),
  language,
  timeZone: z.string(),
  desk: z.strictObject({ address: z.string(), phone: z.string().nullable(), hours: z.string().nullable() }),
  /** More words at the foot of every page. */
  footer: z.string().nullable(),
  /** Whether and how one signs up by oneself; `shown`: the sign-in page leads there. */
  registration: z.strictObject({
    open: z.enum(['off', 'regular', 'anonymous', 'both']),
    shown: z.boolean(),
    introduction: z.string().nullable(),
  }),
  demo: z.boolean(),
})
export type Practice = z.output<typeof practice>

export const seePractice = endpoint({
  method: 'GET',
  path: '/practice',
  asks: 'PLT-1',
  leaves: { none: 'public' },
  visitor: 'anybody',
  gives: practice,
})

/** What the first person says when an empty production room is set up (ORD-12): the practice, and themselves. */
export const setUp = endpoint({
  method: 'POST',
  path: '/set-up',
  asks: 'ORD-12',
  leaves: 'practice set up',
  visitor: 'anybody',
  takes: z.strictObject({
    /** From the link that the server printed; it works once, for an hour. */
    token: shortText,
    practice: z.strictObject({
      name: shortText,
      deskAddress: newAddress,
      deskPhone: shortText.nullable(),
      language,
      timeZone: shortText,
    }),
    person: z.strictObject({
      first: shortText,
      infix: shortText.nullable(),
      last: shortText,
      address: newAddress,
      password: newPassword,
    }),
  }),
})
