import type { Language } from '../../rules/words.ts'

const locales: Record<Language, string> = { en: 'en-GB', nl: 'nl-NL' }

export function localeOf(language: Language): string {
  return locales[language]
}

type Words = { one: string; other: string }

/** Words that go with a number: `1 unread message`, `2 unread messages`. */
export function countingIn(language: Language) {
  const rules = new Intl.PluralRules(locales[language])
  const digits = new Intl.NumberFormat(locales[language])
  const number = (count: number) => digits.format(count)
  const word = (count: number, { one, other }: Words) => (rules.select(count) === 'one' ? one : other)
  return { number, word, of: (count: number, words: Words) => `${number(count)} ${word(count, words)}` }
}

/** `Noor and Sparrow`; `Noor, Tom en Eva`. In parts for who wants to set the names apart from what joins them. */
export function listIn(language: Language) {
  const list = new Intl.ListFormat(locales[language], { type: 'conjunction' })
  return {
    list: (names: readonly string[]) => list.format(names),
    listParts: (names: readonly string[]) => list.formatToParts(names),
  }
}
