import { z } from 'zod'
import { away, picture } from './accounts/shown.ts'
import { stepToCome } from './accounts/step-to-come.ts'
import { endpoint } from './endpoint.ts'
import { address, group, id, kind, language, moment, password, searchText } from './fields.ts'

/** How the page looks in the evening: as the device says, or as the person chose. */
export const theme = z.enum(['device', 'light', 'dark'])

/** How often somebody wants mails about unread messages. */
export const mailFrequency = z.enum(['at once', 'hourly', 'daily', 'weekly', 'never'])

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
/** No mails between these times, by the clock of the practice; they may go over midnight. null = none. */
export const quietHours = z.strictObject({ from: timeOfDay, until: timeOfDay }).nullable()

/** The person who is signed in, as they see themselves. */
export const me = z.strictObject({
  /** One's own account; nobody else is given it who is not a contact. */
  id,
  name: z.string(),
  picture,
  kind,
  groups: z.array(group),
  /** As this person chose; null = as their browser says. */
  language: language.nullable(),
  /** true: Enter sends and Shift+Enter makes a line; false: Ctrl+Enter sends. */
  enterSends: z.boolean(),
  theme,
  /** How often mails about unread messages come (CNV-8). */
  mails: mailFrequency,
  quietHours,
  /** How long this session lives without a sign of its person, and when it ends however busy they are. */
  session: z.strictObject({ idleMinutes: z.int(), endsAt: moment }),
  /** The privacy statement was shown (SEC-17). */
  privacySeen: z.boolean(),
  /** The practice requires two-step sign-in and this person has not set it up: nothing else works until then (SEC-9). */
  setUpFirst: z.boolean(),
})
export type Me = z.output<typeof me>

/** Somebody you may start a conversation with (CNV-2). */
export const contact = z.strictObject({
  id,
  name: z.string(),
  kind,
  groups: z.array(group),
  online: z.boolean(),
  /** Of a professional: what they say of themselves. */
  description: z.string().nullable(),
  away,
  picture,
})
export type Contact = z.output<typeof contact>

export const signIn = endpoint({
  method: 'POST',
  path: '/session',
  asks: 'SEC-1',
  leaves: 'signed in',
  visitor: 'anybody',
  takes: z.strictObject({ address, password }),
  gives: z.union([me, stepToCome]),
})

export const signOut = endpoint({
  method: 'DELETE',
  path: '/session',
  asks: 'SEC-13',
  leaves: 'signed out',
  visitor: 'signed in',
  beforeSetUp: true,
})

export const seeMe = endpoint({
  method: 'GET',
  path: '/me',
  asks: 'PRF-3',
  leaves: { none: 'one looks at oneself' },
  visitor: 'signed in',
  beforeSetUp: true,
  gives: me,
})

export const changeMySettings = endpoint({
  method: 'PATCH',
  path: '/me/settings',
  asks: 'PRF-3',
  leaves: 'settings changed',
  visitor: 'signed in',
  takes: z.strictObject({
    language: language.optional(),
    enterSends: z.boolean().optional(),
    theme: theme.optional(),
    mails: mailFrequency.optional(),
    quietHours: quietHours.optional(),
  }),
  gives: me,
})

export const listContacts = endpoint({
  method: 'GET',
  path: '/contacts',
  asks: 'CNV-2',
  leaves: { none: 'own list' },
  visitor: 'signed in',
  /** `find`: beginnings of names; without it, everybody up to the limit. */
  asksFor: z.strictObject({ find: searchText.optional() }),
  gives: z.strictObject({
    contacts: z.array(contact),
    /** There are more than are shown: type more of the name. */
    more: z.boolean(),
  }),
})

export const beHere = endpoint({
  method: 'POST',
  path: '/presence',
  asks: 'CNV-26',
  leaves: { none: 'a sign of life, kept for three minutes' },
  visitor: 'signed in',
})
