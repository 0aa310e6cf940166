import { useState } from 'preact/hooks'
import { type Language, languages } from '../../rules/words.ts'
import { Refused } from '../api.ts'
import { lookAtPractice, setUp } from '../session.ts'
import { language, text } from '../text/text.ts'
import type { Wrong } from '../ui/error-summary.tsx'
import { usePosting } from '../ui/posting.ts'

/** The fields in the order of the page, by the server's names. */
const names = [
  'practice.name',
  'practice.deskAddress',
  'practice.deskPhone',
  'practice.language',
  'practice.timeZone',
  'person.first',
  'person.infix',
  'person.last',
  'person.address',
  'person.password',
] as const

export type FieldName = (typeof names)[number]
type Filled = Record<FieldName, string>
export type SetUpForm = ReturnType<typeof useSetUp>

/** The form as it is filled in, what is wrong with it, and sending it. */
export function useSetUp(token: string) {
  const [filled, setFilled] = useState<Filled>(blank)
  const posting = usePosting({
    missing: () => missingIn(filled),
    send: async () => {
      try {
        await setUp(takenFrom(filled, token))
      } catch (error) {
        // The answer may have got lost, or somebody else was first: then this practice has a name by now.
        if (!(error instanceof Refused) || error.code === 'link-over') await lookAtPractice().catch(() => {})
        throw error
      }
    },
    namedIn: wrongFrom,
  })
  return {
    ...posting,
    filled,
    fill: (name: FieldName, value: string) => setFilled((before) => ({ ...before, [name]: value })),
  }
}

/** A field's address on the page. */
export function idOf(name: FieldName): string {
  return name.replace('.', '-')
}

export function labelOf(name: FieldName): string {
  const { setUp: words } = text().practices
  const [, field] = name.split('.') as ['practice' | 'person', keyof typeof words & ('name' | 'first')]
  return words[field]
}

function blank(): Filled {
  const empty = Object.fromEntries(names.map((name) => [name, ''])) as Filled
  return { ...empty, 'practice.language': language.peek(), 'practice.timeZone': ownZone() }
}

/** The time zones that can be chosen. */
export const zones = Intl.supportedValuesOf('timeZone')

/** The browser's own, where it can be chosen. */
function ownZone(): string {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  return zones.includes(timeZone) ? timeZone : 'Europe/Amsterdam'
}

function missingIn(filled: Filled): Wrong[] {
  const { write } = text().practices.setUp
  const missing = Object.entries(write).filter(([name]) => filled[name as FieldName].trim() === '')
  return missing.map(([name, error]) => ({ id: idOf(name as FieldName), error }))
}

function wrongFrom({ fields }: Refused): Wrong[] {
  return names.flatMap((name) => {
    const found = fields.find(({ field }) => field === name)
    return found ? [{ id: idOf(name), label: labelOf(name), error: found.title, refused: true as const }] : []
  })
}

function takenFrom(filled: Filled, token: string): Parameters<typeof setUp>[0] {
  const trimmed = (name: FieldName) => filled[name].trim()
  const chosen: Language = languages.find((one) => one === filled['practice.language']) ?? language.peek()
  return {
    token,
    practice: {
      name: trimmed('practice.name'),
      deskAddress: trimmed('practice.deskAddress'),
      deskPhone: trimmed('practice.deskPhone') || null,
      language: chosen,
      timeZone: filled['practice.timeZone'],
    },
    person: {
      first: trimmed('person.first'),
      infix: trimmed('person.infix') || null,
      last: trimmed('person.last'),
      address: trimmed('person.address'),
      password: filled['person.password'],
    },
  }
}
