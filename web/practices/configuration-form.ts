import { useState } from 'preact/hooks'
import type { PracticeSettings } from '../../contract/practices/settings.ts'
import { ask, type Refused } from '../api.ts'
import { lookAtPractice } from '../session.ts'
import { text } from '../text/text.ts'
import type { Wrong } from '../ui/error-summary.tsx'
import { usePosting } from '../ui/posting.ts'
import { say } from '../ui/toast.tsx'
import { configurationWords } from './configuration-words.ts'

/** What is set, in groups that are saved each by itself: the server's names, in the order of the page. */
export const groups = {
  names: ['name', 'longName', 'footer'],
  desk: ['desk.address', 'desk.phone', 'desk.hours'],
  innerDesk: ['innerDesk.address', 'innerDesk.phone', 'innerDesk.hours'],
  entering: ['twoStepProfessionals', 'twoStepClients', 'sessionMinutes'],
  clients: [
    'clientFields.birthDate',
    'clientFields.phone',
    'clientFields.identifier',
    'clientFields.bsn',
    'clientFields.label',
    'identifierAcross',
  ],
  registration: ['registration.open', 'registration.acceptance', 'registration.shown', 'registration.introduction'],
  outside: ['outside', 'temporaryAccess', 'temporaryAccessMinutes', 'relateRequests'],
  place: ['language', 'timeZone'],
} as const

export type GroupName = keyof typeof groups
export type FieldName = (typeof groups)[GroupName][number]
export type Filled = Record<FieldName, string>

/** What can be chosen, where it is not typed. */
export const choices: Partial<Record<FieldName, readonly string[]>> = {
  twoStepProfessionals: ['off', 'optional', 'required'],
  twoStepClients: ['off', 'optional', 'required'],
  'clientFields.birthDate': ['off', 'optional', 'mandatory'],
  'clientFields.phone': ['off', 'optional', 'mandatory'],
  'clientFields.identifier': ['off', 'optional', 'mandatory'],
  'clientFields.bsn': ['off', 'optional', 'mandatory'],
  'clientFields.label': ['off', 'optional', 'mandatory'],
  identifierAcross: ['no', 'yes'],
  'registration.open': ['off', 'regular', 'anonymous', 'both'],
  'registration.acceptance': ['by the secretary', 'at once'],
  'registration.shown': ['yes', 'no'],
  outside: ['off', 'read-only', 'relate', 'ask'],
  temporaryAccess: ['no', 'yes'],
  relateRequests: ['no', 'yes'],
  language: ['nl', 'en'],
}

/** One group of settings: as it is filled in, what is wrong with it, and saving it. */
export function useGroup(group: GroupName, settings: PracticeSettings, saved: (settings: PracticeSettings) => void) {
  const [filled, setFilled] = useState<Filled>(() => filledFrom(settings))
  const posting = usePosting({
    missing: () => missingIn(group, filled),
    send: async () => {
      saved(await ask('changeSettings', { takes: takenFrom(group, filled) }))
      await lookAtPractice().catch(() => {})
      say(text().accounts.saved)
    },
    namedIn: ({ fields }: Refused) =>
      groups[group].flatMap((name) => {
        const found = fields.find(({ field }) => field === name)
        return found ? [{ id: idOf(name), label: labelOf(name), error: found.title, refused: true as const }] : []
      }),
  })
  const fill = (name: FieldName, value: string) => setFilled((before) => ({ ...before, [name]: value }))
  return { ...posting, filled, fill }
}

export type Group = ReturnType<typeof useGroup>

/** A field's address on the page. */
export function idOf(name: FieldName): string {
  return `set-${name.replace('.', '-')}`
}

export function labelOf(name: FieldName): string {
  return configurationWords().label[name]
}

function missingIn(group: GroupName, filled: Filled): Wrong[] {
  const { write } = configurationWords()
  const wanted: readonly FieldName[] = ['name', 'desk.address', 'sessionMinutes', 'temporaryAccessMinutes']
  const own: readonly FieldName[] = groups[group]
  const missing = wanted.filter((name) => own.includes(name) && filled[name].trim() === '')
  return missing.map((name) => ({ id: idOf(name), error: write[name as keyof typeof write] }))
}

function filledFrom(settings: PracticeSettings): Filled {
  const names = Object.values(groups).flat()
  return Object.fromEntries(names.map((name) => [name, spell(at(settings, name))])) as Filled
}

function at(settings: PracticeSettings, name: FieldName): unknown {
  const [outer = '', inner] = name.split('.')
  const value = Object.entries(settings).find(([key]) => key === outer)?.[1] as unknown
  if (inner === undefined) return value
  return Object.entries(value ?? {}).find(([key]) => key === inner)?.[1]
}

function spell(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

type Taken = Partial<PracticeSettings>

/** The group as the server takes it: what is left empty is taken away. */
function takenFrom(group: GroupName, filled: Filled): Taken {
  if (group === 'innerDesk' && filled['innerDesk.address'].trim() === '') return { innerDesk: null }
  const taken: Record<string, unknown> = {}
  for (const name of groups[group]) {
    const [outer = '', inner] = name.split('.')
    const value = valueOf(name, filled[name].trim())
    if (inner === undefined) taken[outer] = value
    else taken[outer] = Object.assign(taken[outer] ?? {}, { [inner]: value })
  }
  return taken
}

const yesOrNo = new Set<FieldName>(['identifierAcross', 'registration.shown', 'temporaryAccess', 'relateRequests'])

function valueOf(name: FieldName, typed: string): string | number | boolean | null {
  if (name === 'sessionMinutes' || name === 'temporaryAccessMinutes') return Number(typed)
  if (yesOrNo.has(name)) return typed === 'yes'
  return typed === '' ? null : typed
}
