import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { language } from './fields.ts'

/** What anybody may know of a practice before signing in (PLT-1). */
export const practice = z.strictObject({
  name: z.string(),
  language,
  timeZone: z.string(),
  desk: z.strictObject({ address: z.string(), phone: z.string().nullable() }),
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
