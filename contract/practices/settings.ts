import { z } from 'zod'
import { clientFields } from '../caseload.ts'
import { endpoint } from '../endpoint.ts'
import { language, newAddress, shortText, typed } from '../fields.ts'

/** A service desk as people reach it. */
export const desk = z.strictObject({
  address: newAddress,
  phone: shortText.nullable(),
  /** When somebody answers, in the practice's own words. */
  hours: shortText.nullable(),
})

/** Two-step sign-in: cannot be set up, may be, or must be. */
export const twoStepPolicy = z.enum(['off', 'optional', 'required'])

/** Signing up by oneself (REG-2, REG-5). */
export const registration = z.strictObject({
  open: z.enum(['off', 'regular', 'anonymous', 'both']),
  /** Whether somebody of the practice looks first. */
  acceptance: z.enum(['at once', 'by the secretary']),
  /** Whether the sign-in page leads there; without, one needs the address of the page. */
  shown: z.boolean(),
  /** Above the form. */
  introduction: typed(1_000).nullable(),
})

/** What a professional may do about a client outside the own caseload (CAS-9); 'off' = not even search. */
export const outside = z.enum(['off', 'read-only', 'relate', 'ask'])

/** Everything the application manager sets (PLT-2). */
export const practiceSettings = z.strictObject({
  /** Sender of mails, and on every page. */
  name: shortText,
  longName: typed(200).nullable(),
  /** For clients, and for professionals where there is no desk of their own. */
  desk,
  /** For professionals only. */
  innerDesk: desk.nullable(),
  /** More words at the foot of every page. */
  footer: typed(300).nullable(),
  language,
  timeZone: shortText,
  twoStepProfessionals: twoStepPolicy,
  twoStepClients: twoStepPolicy,
  /** After so many minutes without a sign of its person a session ends. */
  sessionMinutes: z.int().min(5).max(240),
  /** What is asked of a client (ACC-7). */
  clientFields,
  /** Whether an ID may stand once among clients and professionals together (ACC-8). */
  identifierAcross: z.boolean(),
  registration,
  outside,
  /** A read-only look into a file outside the own caseload, ended by the clock (CAS-13). */
  temporaryAccess: z.boolean(),
  /** How long such a look lasts. */
  temporaryAccessMinutes: z.int().min(5).max(240),
  /** Nobody is related without the client's acceptance (TRF-10); 'relate' cannot be chosen beside it. */
  relateRequests: z.boolean(),
})
export type PracticeSettings = z.output<typeof practiceSettings>

export const seeSettings = endpoint({
  method: 'GET',
  path: '/practice/settings',
  asks: 'PLT-2',
  leaves: { none: 'what the practice says of itself' },
  visitor: 'signed in',
  gives: practiceSettings,
})

export const changeSettings = endpoint({
  method: 'PATCH',
  path: '/practice/settings',
  asks: 'PLT-2',
  leaves: 'practice settings changed',
  visitor: 'signed in',
  /** What is not given stays. */
  takes: practiceSettings.partial(),
  gives: practiceSettings,
})

export const seeInnerDesk = endpoint({
  method: 'GET',
  path: '/practice/desk',
  asks: 'PLT-1',
  leaves: { none: 'whom to ask' },
  visitor: 'signed in',
  /** The desk for whoever asks: the inner one for professionals, where there is one. */
  gives: z.strictObject({ address: z.string(), phone: z.string().nullable(), hours: z.string().nullable() }),
})
