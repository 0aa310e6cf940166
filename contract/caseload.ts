import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import {
  clientKey,
  id,
  language,
  moment,
  newAddress,
  personInfix,
  personName,
  searchText,
  typed,
  typedOrNothing,
} from './fields.ts'

/** In FHIR's administrative words. */
export const gender = z.enum(['female', 'male', 'other', 'unknown'])
export type Gender = z.output<typeof gender>

/** A day of the calendar as YYYY-MM-DD, from 1900 on. Whether it lies in the future only the practice's clock can say. */
export const birthDate = z
  .string()
  .refine((text) => /^\d{4}-\d{2}-\d{2}$/.test(text), 'not-a-date')
  .refine(isDay, 'no-such-day')
  .refine((text) => text >= '1900-01-01', 'before-1900')

/** A phone number as people write it: at least six digits. */
export const phone = typed(30).refine(isPhone, 'not-a-phone')
/** The same where it may be left out: '' = none. */
export const phoneOrNothing = typedOrNothing(30).refine((text) => text === '' || isPhone(text), 'not-a-phone')

/** Dutch citizen service number: nine digits that pass the eleven-test; eight are written with a nought before them. */
const bsn = typed(20).refine(passesEleven, 'not-a-bsn')

/** The practice's own number for somebody. */
const identifier = typed(50).refine((text) => !/\p{C}/u.test(text), 'not-text')

const label = typed(50).refine((text) => !/\p{C}/u.test(text), 'not-text')

/** What has to be known of a client (ACC-6) and what the practice asks besides (ACC-7). */
const details = {
  gender,
  first: personName,
  infix: personInfix,
  last: personName,
  birthDate: birthDate.nullable(),
  phone: phone.nullable(),
  identifier: identifier.nullable(),
  bsn: bsn.nullable(),
  /** Words about somebody; never shown to clients (ACC-11). */
  labels: z.array(label).max(20),
}

/** Whether a field is asked, and whether it may be left empty; the application manager decides. */
export const asked = z.enum(['off', 'optional', 'mandatory'])
export const clientFields = z.strictObject({
  phone: asked,
  identifier: asked,
  bsn: asked,
  birthDate: asked,
  label: asked,
})
export type ClientFields = z.output<typeof clientFields>

export const clientState = z.enum(['active', 'inactive', 'both'])

/** A client in a list. */
export const clientLine = z.strictObject({ id, name: z.string(), address: z.string(), active: z.boolean() })
export type ClientLine = z.output<typeof clientLine>

/** The parts of a client's account, in the order of its left menu. */
export const filePart = z.enum([
  'dashboard',
  'details',
  'conversations',
  'history',
  'tasks',
  'professionals',
  'worksheets',
])
export type FilePart = z.output<typeof filePart>

const found = z.strictObject({
  clients: z.array(clientLine),
  /** There are more than are shown: type more of the name. */
  more: z.boolean(),
})

/** How far the letter of welcome came. `used`: somebody has chosen a password with it. */
export const welcome = z.enum(['none', 'waiting', 'sent', 'bounced', 'used'])

/** A client as this professional sees them. */
export const client = z.strictObject({
  id,
  name: z.strictObject({ first: z.string(), infix: z.string(), last: z.string() }),
  address: z.string(),
  active: z.boolean(),
  welcome,
  /** When the letter was sent, came back or was written. */
  welcomeAt: moment.nullable(),
  /** null: not for this reader. */
  details: z
    .strictObject({
      gender,
      birthDate: z.string().nullable(),
      phone: z.string().nullable(),
      identifier: z.string().nullable(),
      bsn: z.string().nullable(),
      labels: z.array(z.string()),
    })
    .nullable(),
  /** An address that is to come. `takesEffect` null: somebody of the other kind of role has not agreed yet. */
  addressChange: z.strictObject({ address: z.string(), takesEffect: moment.nullable(), yours: z.boolean() }).nullable(),
  /** What of the account is for this reader. */
  shows: z.array(filePart),
  /** Read for a while only, from outside the caseload: until when (CAS-13); null = not so. */
  temporaryUntil: moment.nullable(),
  /** What this reader may do here. */
  may: z.strictObject({
    change: z.boolean(),
    activate: z.boolean(),
    welcome: z.boolean(),
    /** The address was never used: it is mended at once. */
    correctAddress: z.boolean(),
    proposeAddress: z.boolean(),
    agreeToAddress: z.boolean(),
    /** Phone and codes are lost (SEC-12). */
    resetSecondStep: z.boolean(),
    write: z.boolean(),
  }),
})
export type Client = z.output<typeof client>

const where = z.strictObject({ id })

export const listClients = endpoint({
  method: 'GET',
  path: '/clients',
  asks: 'CAS-2',
  leaves: { none: 'own list' },
  visitor: 'signed in',
  asksFor: z.strictObject({ state: clientState.optional() }),
  gives: found,
})

/** What is sought travels in the body: addresses of pages are written down on the way, and these are names and birth dates. */
export const searchClients = endpoint({
  method: 'POST',
  path: '/clients/search',
  asks: 'CAS-2',
  leaves: 'clients searched',
  visitor: 'signed in',
  takes: z.strictObject({
    name: searchText.optional(),
    address: typed(254).optional(),
    identifier: searchText.optional(),
    birthDate: birthDate.optional(),
    state: clientState.optional(),
  }),
  gives: found,
})

export const seeClientForm = endpoint({
  method: 'GET',
  path: '/client-form',
  asks: 'ACC-6',
  leaves: { none: 'what a form asks' },
  visitor: 'signed in',
  gives: z.strictObject({
    fields: clientFields,
    /** A colleague who can be asked about an address that exists already; null = there is none but oneself. */
    secretary: z.strictObject({ id, name: z.string() }).nullable(),
  }),
})

export const addClient = endpoint({
  method: 'POST',
  path: '/clients',
  asks: 'ACC-6',
  leaves: 'client added',
  visitor: 'signed in',
  takes: z.strictObject({
    ...details,
    address: newAddress,
    /** The language of their letters and pages; null = the practice's, until they choose. */
    language: language.nullable(),
    clientKey,
  }),
  gives: z.strictObject({ id }),
})

export const seeClient = endpoint({
  method: 'GET',
  path: '/clients/:id',
  asks: 'CAS-1',
  leaves: 'client details read',
  visitor: 'signed in',
  where,
  gives: client,
})

export const changeClient = endpoint({
  method: 'PUT',
  path: '/clients/:id',
  asks: 'ACC-7',
  leaves: 'client details changed',
  visitor: 'signed in',
  where,
  takes: z.strictObject(details),
})

export const deactivateClient = endpoint({
  method: 'POST',
  path: '/clients/:id/deactivation',
  asks: 'ACC-15',
  leaves: 'client deactivated',
  visitor: 'signed in',
  where,
})

export const reactivateClient = endpoint({
  method: 'DELETE',
  path: '/clients/:id/deactivation',
  asks: 'ACC-15',
  leaves: 'client reactivated',
  visitor: 'signed in',
  where,
})

export const welcomeClient = endpoint({
  method: 'POST',
  path: '/clients/:id/welcome',
  asks: 'ACC-13',
  leaves: 'welcome sent again',
  visitor: 'signed in',
  where,
})

export const correctClientAddress = endpoint({
  method: 'PUT',
  path: '/clients/:id/address',
  asks: 'ACC-14',
  leaves: 'client address corrected',
  visitor: 'signed in',
  where,
  takes: z.strictObject({ address: newAddress }),
})

export const proposeClientAddress = endpoint({
  method: 'POST',
  path: '/clients/:id/new-address',
  asks: 'ACC-2',
  leaves: 'change of address proposed',
  visitor: 'signed in',
  where,
  takes: z.strictObject({ address: newAddress }),
})

export const agreeToClientAddress = endpoint({
  method: 'PUT',
  path: '/clients/:id/new-address',
  asks: 'ACC-2',
  leaves: 'change of address agreed to',
  visitor: 'signed in',
  where,
  /** What one agrees to, as one read it: another one that came meanwhile is not meant. */
  takes: z.strictObject({ address: newAddress }),
})

export const stopClientAddress = endpoint({
  method: 'DELETE',
  path: '/clients/:id/new-address',
  asks: 'ACC-2',
  leaves: 'change of address stopped',
  visitor: 'signed in',
  where,
})

function isPhone(text: string): boolean {
  return /^\+?[\d\s().-]+$/.test(text.trim()) && text.replaceAll(/\D/g, '').length >= 6
}

/** Whether a day stands in the calendar. */
function isDay(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number)
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return day >= 1 && day <= (days[month - 1] ?? 0)
}

function passesEleven(text: string): boolean {
  const digits = text.replaceAll(/[\s.-]/g, '').padStart(9, '0')
  if (!/^\d{9}$/.test(digits) || /^0+$/.test(digits)) return false
  const sum = [...digits].reduce((before, digit, index) => before + Number(digit) * (index === 8 ? -1 : 9 - index), 0)
  return sum % 11 === 0
}
