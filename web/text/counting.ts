import type { Language } from '../../rules/words.ts'

const locales: Record<Language, string> = { en: 'en-GB', nl: 'nl-NL' }

export function localeOf(language: Language): string {
  return locales[language]
}

/** Words that go with a number: `1 unread message`, `2 unread messages`. */
export function countingIn(language: Language) {
  const rules = new Intl.PluralRules(locales[language])
  const digits = new Intl.NumberFormat(locales[language])
  return {
    number: (count: number) => digits.format(count),
    of: (count: number, words: { one: string; other: string }) =>
      `${digits.format(count)} ${rules.select(count) === 'one' ? words.one : words.other}`,
  }
}

/** `Noor and Sparrow`; `Noor, Tom en Eva`. In parts for who wants to set the names apart from what joins them. */
export function listIn(language: Language) {
  const list = new Intl.ListFormat(locales[language], { type: 'conjunction' })
  return {
    list: (names: readonly string[]) => list.format(names),
    listParts: (names: readonly string[]) => list.formatToParts(names),
  }
}
