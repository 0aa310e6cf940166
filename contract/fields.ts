import { z } from 'zod'
import { groups, kinds, languages } from '../rules/words.ts'

/** Shared shapes with their limits. Lengths count characters as people do (code points), not UTF-16 units. */

/** The longest message, in characters. */
export const messageLimit = 10_000
/** The longest subject, in characters. */
export const subjectLimit = 200

/** Any id: a UUID. Unknown and foreign ids get the same answer, so only the form is checked here. */
export const id = z.uuid()

function characters(text: string): number {
  let count = 0
  for (const _ of text) count += 1
  return count
}

/** Text a person typed: no null byte, no lone surrogate (neither can be stored nor shown), not empty, at most `limit` characters. */
export function typed(limit: number) {
  return z
    .string()
    .refine((text) => text.isWellFormed() && !text.includes('\u0000'), 'not-text')
    .refine((text) => text.trim() !== '', 'empty')
    .refine((text) => characters(text) <= limit, 'too-long')
}

/** What somebody types to find a person. */
export const searchText = typed(100)

export const messageText = typed(messageLimit)
export const subjectText = typed(subjectLimit)

/** How long a typed reason is, in characters, without the blanks around it. */
export const motivationLimits = { least: 20, most: 1_000 } as const

/**
 * Why somebody looks outside the own caseload or asks to be related (CAS-5), as typed: a sentence, not blanks, one letter or one word
 * over and over. What it says nobody can check by machine; that others will read it is said before it is typed.
 */
export const motivationText = typed(motivationLimits.most * 2)
  .transform((text) => text.trim())
  .refine((text) => characters(text) <= motivationLimits.most, 'too-long')
  .refine((text) => characters(text) >= motivationLimits.least, 'motivation-too-short')
  .refine(isSentence, 'not-a-sentence')

/** Chosen by the sender, once per message or conversation: sending again with the same key gives the same thing, once. */
export const clientKey = z.uuid()

/** A position in a conversation: 1 is the first message. */
export const position = z.int().min(0).max(Number.MAX_SAFE_INTEGER)

/** A moment, ISO 8601 in UTC with milliseconds. There was no year 0, for the database neither. */
export const moment = z.iso.datetime({ precision: 3 }).refine((text) => !text.startsWith('0000'), 'wrong-form')

export const language = z.enum(languages)
export const kind = z.enum(kinds)
export const group = z.enum(groups)

/** Sign-in name (ACC-5): at most 254 characters, compared in lower case. The form is checked loosely: whoever has an account typed it right once. */
export const address = z
  .string()
  .max(254, 'too-long')
  .refine((text) => text.isWellFormed() && !text.includes('\u0000'), 'not-text')
  .refine((text) => text.trim() !== '', 'empty')

/** A name or a short line about a practice. */
export const shortText = typed(100)

/** An address to be: one @, a dot in the domain, no spaces or control characters. Kept in lower case (ACC-5). */
export const newAddress = address.refine(
  (text) => /^[^\s@<>()[\]\\,;:"\p{C}]+@[^\s@<>()[\]\\,;:"\p{C}]+\.[^\s@<>()[\]\\,;:".\p{C}]{2,}$/u.test(text.trim()),
  'not-an-address',
)

/** The longest part of a person's name, in characters. */
export const nameLimit = 100

/** Invisible and of no use in a name: zero-width spaces, soft hyphens, fillers, marks of direction. Joiners stay: scripts and emoji need them. */
const invisible = /[\u00ad\u115f\u1160\u180e\u200b\u200e\u200f\u2060-\u2064\u3164\ufeff\uffa0]/g
/** Control characters, line breaks, and what turns the direction of the text around it. */
const disturbing = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u

/** Text that may be left out: '' = nothing. */
export function typedOrNothing(limit: number) {
  return z
    .string()
    .refine((text) => text.isWellFormed() && !text.includes('\u0000'), 'not-text')
    .refine((text) => characters(text) <= limit, 'too-long')
    .transform((text) => text.trim())
}

/** A short line that may be left out (an ID, a phone number). */
export const optionalLine = typedOrNothing(40)

/** A day, YYYY-MM-DD; one that there is. */
export const day = z.iso.date().refine((text) => !text.startsWith('0000'), 'wrong-form')

/** A part of a name as it is kept: in one spelling (NFC), without what nobody sees, with single spaces. It may be empty: an infix. */
export const personInfix = z
  .string()
  .refine((text) => text.isWellFormed() && !text.includes('\u0000'), 'not-text')
  .refine((text) => !disturbing.test(text), 'not-a-name')
  .transform((text) => text.replaceAll(invisible, '').normalize('NFC').replaceAll(/\s+/gu, ' ').trim())
  // A spreadsheet would take it for a formula.
  .refine((text) => !/^[=+\-@]/.test(text), 'like-a-formula')
  .refine((text) => characters(text) <= nameLimit, 'name-too-long')

/** A first or last name: the same, and something to see in it. Apostrophes, every script and emoji are welcome. */
export const personName = personInfix.refine((text) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(text), 'empty')

/** A password to be: at least 15 characters, up to 128, no rules of composition (decision on passwords). */
export const newPassword = z
  .string()
  .refine((text) => text.isWellFormed() && !text.includes('\u0000'), 'not-text')
  .refine((text) => characters(text) >= 15, 'too-short')
  .refine((text) => characters(text) <= 128, 'too-long')

/** The same where a second step may stand beside it: then 12 are enough, which the server judges. */
export const chosenPassword = z
  .string()
  .refine((text) => text.isWellFormed() && !text.includes('\u0000'), 'not-text')
  .refine((text) => characters(text) >= 12, 'too-short')
  .refine((text) => characters(text) <= 128, 'too-long')

/** What stands behind the # of a link from a letter. */
export const linkToken = z.string().regex(/^[\w-]{20,100}$/, 'wrong-form')

/** A password as typed, up to 128 characters, every character allowed. */
export const password = z
  .string()
  .refine((text) => text.isWellFormed() && !text.includes('\u0000'), 'not-text')
  .refine((text) => text !== '', 'empty')
  .refine((text) => characters(text) <= 128, 'too-long')

/** At least three different words of letters, and more than four different letters in all of them together. */
function isSentence(text: string): boolean {
  const words = new Set(text.toLocaleLowerCase().match(/[\p{L}\p{M}]{2,}/gu))
  return words.size >= 3 && new Set([...words].join('')).size >= 5
}
