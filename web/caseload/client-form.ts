import type { Client, ClientFields } from '../../contract/caseload.ts'
import type { Sent } from '../../contract/endpoint.ts'
import type { Contract } from '../../contract/index.ts'
import type { Refused } from '../api.ts'
import type { Wrong } from '../ui/error-summary.tsx'
import { dateFrom, dateInWords } from './dates.ts'
import { blank, type Name, type Typed } from './kept-form.ts'
import { clientWords } from './client-words.ts'

/** What a form about a client needs of whoever fills it in: the same for adding and for changing. */
export type ClientForm = {
  typed: Typed
  type: (name: Name, value: string) => void
  errorOf: (id: string) => string | undefined
  fields: ClientFields
}

/** The fields in the order of the page, by the server's names. */
export const names = [
  'gender',
  'first',
  'infix',
  'last',
  'birthDate',
  'address',
  'phone',
  'language',
  'identifier',
  'bsn',
  'labels',
] as const satisfies readonly Name[]

/** How much a field is wanted: as the rules say, or as the practice does (ACC-7). */
export function wantedOf(name: Name, fields: ClientFields): 'off' | 'optional' | 'mandatory' {
  if (name === 'infix' || name === 'language') return 'optional'
  if (name === 'labels') return fields.label
  return name === 'phone' || name === 'identifier' || name === 'bsn' || name === 'birthDate'
    ? fields[name]
    : 'mandatory'
}

/** What is missing, and a date that is none: told before anything is sent. */
export function missingIn(typed: Typed, asked: readonly Name[], fields: ClientFields): Wrong[] {
  const { write, notADate } = clientWords().form
  return asked.flatMap((name) => {
    const isEmpty = typed[name].trim() === ''
    if (isEmpty && wantedOf(name, fields) === 'mandatory')
      return [{ id: idOf(name), error: write[name as keyof typeof write] }]
    return name === 'birthDate' && !isEmpty && dateFrom(typed.birthDate) === null
      ? [{ id: idOf(name), error: notADate }]
      : []
  })
}

export function wrongFrom({ fields }: Refused): Wrong[] {
  return names.flatMap((name) => {
    const found = fields.find(({ field }) => field.split('.')[0] === name)
    return found
      ? [{ id: idOf(name), label: clientWords().form[name], error: found.title, refused: true as const }]
      : []
  })
}

export function idOf(name: Name): string {
  return `client-${name}`
}

type Details = Sent<Contract['changeClient']>['takes']

/** As the server takes it; what is not asked here is left out. */
export function detailsFrom(typed: Typed, fields: ClientFields): Details {
  const given = (name: Name) => (wantedOf(name, fields) === 'off' ? null : typed[name].trim() || null)
  const { gender, first, infix, last } = typed
  const labels = (given('labels') ?? '').split(',').map((label) => label.trim())
  return {
    gender: gender as Details['gender'],
    first: first.trim(),
    infix: infix.trim(),
    last: last.trim(),
    birthDate: given('birthDate') && dateFrom(typed.birthDate),
    phone: given('phone'),
    identifier: given('identifier'),
    bsn: given('bsn'),
    labels: labels.filter((label) => label !== ''),
  }
}

/** The other way round: what is known, as one would have typed it. */
export function typedFrom({ name, details }: Client): Typed {
  if (!details) return { ...blank(), ...name }
  const { gender, birthDate, phone, identifier, bsn, labels } = details
  return {
    ...blank(),
    ...name,
    gender,
    birthDate: birthDate ? dateInWords(birthDate) : '',
    phone: phone ?? '',
    identifier: identifier ?? '',
    bsn: bsn ?? '',
    labels: labels.join(', '),
  }
}
