import { computed, signal } from '@preact/signals'
import { type Language, languages } from '../../rules/words.ts'
import type { dictionary as english } from './en.ts'

/** English sets the shape, Dutch fills the same: a text that is missing in one of them does not compile. */
export type Dictionary = typeof english

type Spoken = { language: Language; dictionary: Dictionary }

/** Only the dictionary of the chosen language is fetched. */
const dictionaries: Record<Language, () => Promise<{ dictionary: Dictionary }>> = {
  en: () => import('./en.ts'),
  nl: () => import('./nl.ts'),
}

const spoken = signal<Spoken | null>(null)
let wanted: Language = browserLanguage()

/** What the page speaks now. Before the first dictionary is there nothing is drawn, so nothing asks. */
export const language = computed<Language>(() => spoken.value?.language ?? wanted)

export function text(): Dictionary {
  if (!spoken.value) throw new Error('No dictionary was fetched yet.')
  return spoken.value.dictionary
}

/**
 * The words of a screen that is fetched when somebody goes there: both languages come with that screen, so that the first load stays
 * small. English sets the shape. `const words = wordsOf({ en, nl })`, and in a component `words().title`.
 */
export function wordsOf<Words>(spokenIn: Record<Language, Words>): () => Words {
  return () => spokenIn[language.value]
}

export async function speak(chosen: Language): Promise<void> {
  wanted = chosen
  if (spoken.peek()?.language === chosen) return
  const { dictionary } = await dictionaries[chosen]()
  // A later choice may have come first.
  if (wanted !== chosen) return
  spoken.value = { language: chosen, dictionary }
  document.documentElement.lang = chosen
}

/** The first of the reader's languages that we speak. */
export function browserLanguage(): Language {
  for (const tag of navigator.languages) {
    const found = languages.find((known) => known === tag.toLowerCase().split('-')[0])
    if (found) return found
  }
  return 'en'
}
