import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { group, id, kind, moment, typed } from './fields.ts'

/** How many looks stand on a page, and how many lines in one copy. */
export const looksOnPage = 50
export const linesInCopy = 10_000

/** A period, and where one goes on. Without `from` the last 30 days, without `to` until now. */
const period = { from: moment.optional(), to: moment.optional() }

/** Somebody in the log, as they were at that time. Only professionals have a name; null: not named, or erased (`gone`). */
const person = z.strictObject({
  id,
  name: z.string().nullable(),
  kind: kind.nullable(),
  groups: z.array(group),
  gone: z.boolean(),
})
export type LogPerson = z.output<typeof person>

/** What was done: the same person, the same thing, on one day, is one look. */
const look = z.strictObject({
  id,
  firstAt: moment,
  lastAt: moment,
  times: z.int(),
  /** The audit event, as the contract calls it. */
  action: z.string(),
  allowed: z.boolean(),
  /** Of a yes on what it rests, of a no why. */
  basis: z.string(),
  /** A look for a while into a file outside the own caseload. */
  temporary: z.boolean(),
})
const lookBy = look.extend({
  who: person.nullable(),
  /** The reason as it was typed. */
  motivation: z.string().nullable(),
})
export type LookBy = z.output<typeof lookBy>

const ownLook = look.extend({
  /** By name as long as they are still in one's own caseload. */
  client: z.strictObject({ id, name: z.string().nullable() }).nullable(),
  motivation: z.string().nullable(),
})
export type OwnLook = z.output<typeof ownLook>

const asksFor = z.strictObject({ ...period, who: id.optional(), before: id.optional() })

const page = z.strictObject({
  looks: z.array(lookBy),
  /** There is more: ask again, before this one. */
  next: id.nullable(),
  /** Everybody in this period, to choose from; how many of them were let in. */
  people: z.array(person),
  lookedIn: z.int(),
})

/** An AuditEvent of FHIR R4, as far as we fill it (docs/log.md). */
const coding = z.strictObject({ system: z.string(), code: z.string(), display: z.string().optional() })
const reference = z.strictObject({
  identifier: z.strictObject({ system: z.string(), value: z.string() }).optional(),
  display: z.string().optional(),
})
const concept = z.strictObject({ coding: z.array(coding).optional(), text: z.string() })
export const auditEvent = z.strictObject({
  resourceType: z.literal('AuditEvent'),
  id,
  type: coding,
  subtype: z.array(coding),
  action: z.enum(['C', 'R', 'U', 'D', 'E']),
  recorded: moment,
  outcome: z.enum(['0', '4']),
  outcomeDesc: z.string().optional(),
  purposeOfEvent: z.array(concept),
  agent: z.array(
    z.strictObject({
      type: z.strictObject({ coding: z.array(coding) }).optional(),
      role: z.array(concept).optional(),
      who: reference.optional(),
      name: z.string().optional(),
      requestor: z.boolean(),
      network: z.strictObject({ address: z.string(), type: z.literal('5') }).optional(),
    }),
  ),
  source: z.strictObject({ site: z.string(), observer: reference, type: z.array(coding) }),
  entity: z.array(
    z.strictObject({
      what: reference.optional(),
      type: coding.optional(),
      role: coding.optional(),
      query: z.string().optional(),
      detail: z.array(z.strictObject({ type: z.string(), valueString: z.string() })).optional(),
    }),
  ),
})
export type AuditEvent = z.output<typeof auditEvent>
export const auditBundle = z.strictObject({
  resourceType: z.literal('Bundle'),
  type: z.literal('collection'),
  timestamp: moment,
  /** Where the copy goes on; absent at its end. */
  link: z.array(z.strictObject({ relation: z.literal('next'), url: z.string() })).optional(),
  entry: z.array(z.strictObject({ fullUrl: z.string(), resource: auditEvent })),
})
export type AuditBundle = z.output<typeof auditBundle>

export const seeWhoLooked = endpoint({
  method: 'GET',
  path: '/me/looks',
  asks: 'PRF-7',
  leaves: 'who looked read',
  visitor: 'signed in',
  asksFor,
  gives: page,
})

const copyFor = z.strictObject({ ...period, after: id.optional() })

export const copyWhoLooked = endpoint({
  method: 'GET',
  path: '/me/looks/fhir',
  asks: 'PRF-7',
  leaves: 'who looked copied',
  visitor: 'signed in',
  asksFor: copyFor,
  gives: auditBundle,
})

export const seeOwnLooks = endpoint({
  method: 'GET',
  path: '/me/own-looks',
  asks: 'PRF-7',
  leaves: 'own looks read',
  visitor: 'signed in',
  asksFor: z.strictObject({ ...period, before: id.optional() }),
  gives: z.strictObject({ looks: z.array(ownLook), next: id.nullable() }),
})

export const seeHistory = endpoint({
  method: 'GET',
  path: '/clients/:id/history',
  asks: 'LOG-5',
  leaves: 'contact history read',
  visitor: 'signed in',
  where: z.strictObject({ id }),
  asksFor,
  gives: page,
})

/** Why a look stands on the list. */
export const reviewReason = z.enum(['no relation', 'no contact', 'same surname', 'colleague', 'many'])
export type ReviewReason = z.output<typeof reviewReason>

/** All that one professional did on one day in one client's account; the client by number. */
const toReview = z.strictObject({
  id,
  firstAt: moment,
  lastAt: moment,
  times: z.int(),
  who: person,
  client: id,
  actions: z.array(z.string()),
  bases: z.array(z.string()),
  allowed: z.boolean(),
  temporary: z.boolean(),
  motivation: z.string().nullable(),
  reasons: z.array(reviewReason),
  /** Of 'many': how many clients on that day. */
  clientsThatDay: z.int(),
  outcome: z.enum(['fine', 'asked']).nullable(),
})
export type LookToReview = z.output<typeof toReview>

export const listLooksToReview = endpoint({
  method: 'GET',
  path: '/practice/log/review',
  asks: 'SEC-18',
  leaves: 'looks reviewed',
  visitor: 'signed in',
  asksFor: z.strictObject({ ...period, done: z.enum(['yes', 'no']).optional() }),
  gives: z.strictObject({ looks: z.array(toReview), more: z.boolean() }),
})

export const judgeLook = endpoint({
  method: 'POST',
  path: '/practice/log/review/:id',
  asks: 'SEC-18',
  leaves: 'look judged',
  visitor: 'signed in',
  where: z.strictObject({ id }),
  takes: z.strictObject({ outcome: z.enum(['fine', 'asked']), note: typed(1000).optional() }),
})

export const copyLog = endpoint({
  method: 'GET',
  path: '/practice/log/fhir',
  asks: 'SEC-18',
  leaves: 'log copied',
  visitor: 'signed in',
  asksFor: copyFor,
  gives: auditBundle,
})
