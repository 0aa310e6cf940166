import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { day, id, moment } from '../fields.ts'

/** A line of what was done outside a caseload, as the application manager reads it (LOG-1). */
export const outsideLine = z.strictObject({
  id,
  at: moment,
  /** The event, by its name in the log. */
  action: z.string(),
  allowed: z.boolean(),
  /** The basis of a yes, the reason of a no. */
  basis: z.string(),
  person: z.strictObject({ id, name: z.string(), roles: z.array(z.string()) }),
  /** As typed; null = none was given, or it cannot be read any more. */
  motivation: z.string().nullable(),
  /** Which fields were searched, never the words. */
  fields: z.array(z.string()),
  found: z.int().nullable(),
  /** By number; never by name. */
  client: id.nullable(),
})
export type OutsideLine = z.output<typeof outsideLine>

export const seeOutsideLog = endpoint({
  method: 'GET',
  path: '/practice/outside-log',
  asks: 'LOG-1',
  leaves: 'log of looks outside read',
  visitor: 'signed in',
  asksFor: z.strictObject({
    person: id.optional(),
    from: day.optional(),
    until: day.optional(),
    /** The last line of the page before. */
    before: id.optional(),
    beforeAt: moment.optional(),
  }),
  gives: z.strictObject({
    lines: z.array(outsideLine),
    more: z.boolean(),
    /** Everybody who ever gave a reason, to choose from. */
    people: z.array(z.strictObject({ id, name: z.string() })),
  }),
})
export type OutsideLog = z.output<typeof seeOutsideLog.gives>
