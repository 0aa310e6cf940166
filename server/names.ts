import type { KeyObject } from 'node:crypto'
import type { Language } from '../rules/words.ts'
import { openText, type Place } from './crypto.ts'
import { type KeyName, spell } from './keys.ts'
import { log } from './log.ts'
import type { Visit } from './visit.ts'

/** Opens a sealed value: null when there is none, or when it does not open: its key was destroyed, or somebody changed it. */
export type Opener = (key: KeyName | null, row: string, sealed: Buffer | null) => string | null

/** Fetches the keys that a view needs, all at once, and gives back what opens its values. */
export async function openerFor(visit: Visit, names: readonly KeyName[]): Promise<Opener> {
  const keys = await visit.practice.keys.find([...new Map(names.map((name) => [spell(name), name])).values()])
  return (name, row, sealed) => {
    const key = name && keys.get(spell(name))
    return key && sealed ? openedOrGone(key, { owner: name.owner, row }, sealed) : null
  }
}

/** One value that does not open must not take all others of a view along. */
function openedOrGone(key: KeyObject, place: Place, sealed: Buffer): string | null {
  try {
    return openText(key, place, sealed)
  } catch {
    log.warn('a sealed value does not open')
    return null
  }
}

/** How a name is kept, before sealing: in its parts, as Dutch names are. */
export type Name = { first: string; infix: string; last: string }

/** A kept name in its parts; null when it cannot be read any more. */
export function nameFrom(kept: string | null): Name | null {
  return kept === null ? null : (JSON.parse(kept) as Name)
}

/** A kept name as people read it. */
export function fullName(kept: string | null): string | null {
  const name = nameFrom(kept)
  return name && spokenName(name)
}

/** First name, infix and last name in one. */
export function spokenName({ first, infix, last }: Name): string {
  return [first, infix, last].filter((part) => part !== '').join(' ')
}

/** Made once: making one costs more than sorting with it. */
const orders: Record<Language, (a: string, b: string) => number> = {
  nl: new Intl.Collator('nl').compare,
  en: new Intl.Collator('en').compare,
}

/** People in the order their readers expect: by last name without the infix (Sanne de Wit under W), then first name. */
export function sortedByName<Who extends { name: Name }>(people: readonly Who[], language: Language): Who[] {
  const order = orders[language]
  return people.toSorted(
    ({ name: a }, { name: b }) =>
      order(a.last || a.first, b.last || b.first) || order(a.first, b.first) || order(a.infix, b.infix),
  )
}

/** A sign of life older than this means nothing, ms (CNV-7). */
const onlineFor = 3 * 60_000

/** Seen within the last three minutes. */
export function isOnline(now: Date, seenAt: Date | null): boolean {
  return seenAt !== null && now.getTime() - seenAt.getTime() < onlineFor
}

/** What a name is found under: every beginning of each of its parts. */
export function beginningsOf({ first, infix, last }: Name): string[] {
  const beginnings = wordsOf(`${first} ${infix} ${last}`).flatMap((part) =>
    [...part].map((_, index, all) => all.slice(0, index + 1).join('')),
  )
  return [...new Set(beginnings)]
}

/** The words of a name or a search as they are compared: lower case, accents off (é and e are one), apostrophes and hyphens divide. */
export function wordsOf(text: string): string[] {
  return text
    .split(/[\s'’-]+/u)
    .map((word) => word.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase())
    .filter((word) => word !== '')
}

/** Letters that look like others: Cyrillic and Greek for Latin, figures for letters. */
const lookAlikes = new Map(
  [...'аaеeоoрpсcуyхxіiѕsјjԁdհhкkмmтtвbнnαaεeοoρpυuνvιiκkτtχx0o1l3e5sⅼlıi|l'].flatMap((letter, index, all) =>
    index % 2 === 0 ? [[letter, all[index + 1] ?? letter] as const] : [],
  ),
)

/** Whether two names are the same to a hasty eye: accents, capitals, spaces, infixes' places and look-alike letters aside. */
export function isAlike(one: Name, other: Name): boolean {
  return skeleton(one) === skeleton(other)
}

function skeleton(name: Name): string {
  const letters = wordsOf(spokenName(name)).join('')
  return [...letters]
    .map((letter) => lookAlikes.get(letter) ?? letter)
    .join('')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
    .replaceAll('i', 'l')
}
