import { z } from 'zod'
import { groups } from '../../rules/words.ts'
import { endpoint } from '../endpoint.ts'
import {
  clientKey,
  group,
  id,
  newAddress,
  optionalLine,
  personInfix,
  personName,
  searchText,
  typed,
  typedOrNothing,
} from '../fields.ts'
import { away, picture } from './shown.ts'

/** A colleague in the list, as every professional sees them. */
export const professionalLine = z.strictObject({
  id,
  name: z.string(),
  groups: z.array(group),
  active: z.boolean(),
  online: z.boolean(),
  away,
  /** The sentence that clients read. */
  description: z.string().nullable(),
  picture,
  /** For the application manager: no password was chosen yet. */
  waiting: z.boolean(),
})
export type ProfessionalLine = z.output<typeof professionalLine>

/** How many active professionals there are, and how many there may be (ORD-5). */
const places = z.strictObject({ active: z.int(), most: z.int() })

/** What only the application manager sees and changes. */
const managed = z.strictObject({
  first: z.string(),
  infix: z.string(),
  last: z.string(),
  address: z.string(),
  identifier: z.string().nullable(),
  labels: z.array(z.string()),
  /** The only active one: it cannot be deactivated, nor leave the group. */
  lastManager: z.boolean(),
  /** The only active one: without them nobody does what a secretary does. */
  lastSecretary: z.boolean(),
  places,
})
export type Managed = z.output<typeof managed>

export const professional = z.strictObject({
  ...professionalLine.shape,
  /** Oneself. */
  self: z.boolean(),
  managed: managed.nullable(),
})
export type Professional = z.output<typeof professional>

/** The longest description, in characters. */
export const descriptionLimit = 500

export const description = typedOrNothing(descriptionLimit)

/** What the application manager writes about a professional (ACC-12). */
export const professionalFields = z.strictObject({
  first: personName,
  infix: personInfix,
  last: personName,
  address: newAddress,
  /** The practice's own ID; '' = none. Unique. */
  identifier: optionalLine,
  description,
  labels: z.array(typed(40)).max(20),
  groups: z.array(group).min(1).max(groups.length),
  /** Said yes to "a colleague has almost the same name". */
  evenIfAlike: z.boolean().optional(),
})

const where = z.strictObject({ id })

export const listProfessionals = endpoint({
  method: 'GET',
  path: '/professionals',
  asks: 'ORD-7',
  leaves: { none: 'colleagues know each other' },
  visitor: 'signed in',
  /** `find`: beginnings of names. `state`: without it the active; the others are the application manager's to see. */
  asksFor: z.strictObject({
    find: searchText.optional(),
    group: group.optional(),
    state: z.enum(['active', 'inactive', 'all']).optional(),
  }),
  gives: z.strictObject({
    professionals: z.array(professionalLine),
    /** There are more than are shown. */
    more: z.boolean(),
  }),
})

export const seeProfessional = endpoint({
  method: 'GET',
  path: '/professionals/:id',
  asks: 'ACC-3',
  leaves: 'professional read',
  visitor: 'signed in',
  where,
  gives: professional,
})

export const addProfessional = endpoint({
  method: 'POST',
  path: '/professionals',
  asks: 'ACC-12',
  leaves: 'professional added',
  visitor: 'signed in',
  /** `active`: false = made, not welcomed, and activated later. */
  takes: professionalFields.extend({ active: z.boolean() }),
  gives: z.strictObject({ id }),
})

export const changeProfessional = endpoint({
  method: 'PUT',
  path: '/professionals/:id',
  asks: 'ACC-12',
  leaves: 'professional changed',
  visitor: 'signed in',
  where,
  /** `evenLast`: said yes to what then nobody can do. */
  takes: professionalFields.extend({ evenLast: z.boolean().optional() }),
})

export const deactivateProfessional = endpoint({
  method: 'PUT',
  path: '/professionals/:id/deactivation',
  asks: 'ACC-12',
  leaves: 'professional deactivated',
  visitor: 'signed in',
  where,
  takes: z.strictObject({ evenLast: z.boolean().optional() }),
})

export const activateProfessional = endpoint({
  method: 'DELETE',
  path: '/professionals/:id/deactivation',
  asks: 'ORD-5',
  leaves: 'professional activated',
  visitor: 'signed in',
  where,
})

export const welcomeProfessional = endpoint({
  method: 'POST',
  path: '/professionals/:id/welcome',
  asks: 'ACC-12',
  leaves: 'professional welcomed again',
  visitor: 'signed in',
  where,
})

/** What becomes of a row of an import. */
export const importOutcome = z.enum([
  'will be added',
  'there already',
  'double in the file',
  'over the limit',
  'wrong address',
  'wrong name',
  'wrong ID',
  'unknown role',
  'identifier taken',
])
export type ImportOutcome = z.output<typeof importOutcome>

/** One row as it was read; `line` counts as a spreadsheet does, the heading included. */
export const importRow = z.strictObject({
  line: z.int(),
  name: z.string(),
  address: z.string(),
  groups: z.array(group),
  outcome: importOutcome,
})
export type ImportRow = z.output<typeof importRow>

/** The most rows that one import takes. */
export const importLimit = 1000
/** An import in bytes, and somewhat more for its wrapping. */
const importBytes = 1_200_000
const csv = z.string().refine((text) => text.isWellFormed() && !text.includes('\u0000'), 'not-text')

export const previewImport = endpoint({
  method: 'POST',
  path: '/professionals/import/preview',
  asks: 'ACC-19',
  leaves: { none: 'nothing happens yet' },
  visitor: 'signed in',
  takesAtMost: importBytes,
  takes: z.strictObject({ text: csv }),
  gives: z.strictObject({ rows: z.array(importRow), places }),
})

export const importProfessionals = endpoint({
  method: 'POST',
  path: '/professionals/import',
  asks: 'ACC-19',
  leaves: 'professionals imported',
  visitor: 'signed in',
  takesAtMost: importBytes,
  /** `seen`: what the preview said of each row. Where that is not so any more, nothing is added and the rows are given anew. */
  takes: z.strictObject({ text: csv, seen: z.array(importOutcome).max(importLimit), clientKey }),
  gives: z.strictObject({
    /** How many were added; null = none, because `changed` names lines whose outcome is another by now. */
    added: z.int().nullable(),
    rows: z.array(importRow),
    changed: z.array(z.int()),
    places,
  }),
})
