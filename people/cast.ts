import type { Group, Kind, Language } from '../rules/words.ts'

/** The cast: people who do not exist, for development, tests and the demo. Addresses: first name in lower case @linde.example. */
export const cast = {
  Noor: person('Noor Bakker', 'client', {
    details: { gender: 'female', birthDate: '1994-03-12', identifier: 'L-1001' },
  }),
  Tom: person('Tom Hughes', 'client', {
    language: 'en',
    details: { gender: 'male', birthDate: '1987-11-02', identifier: 'L-1002' },
  }),
  Daan: person('Daan Visser', 'professional', { groups: ['therapist'] }),
  Eva: person('Eva Smit', 'professional', { groups: ['therapist'] }),
  Sanne: person('Sanne de Wit', 'professional', { groups: ['secretary'] }),
  Karim: person('Karim el Amrani', 'professional', { groups: ['application manager'] }),
  Ruth: person('Ruth Jansen', 'professional', { groups: ['supervisor'] }),
  Lies: person('Lies Bakker', 'related person'),
  Milan: person('Milan Bakker', 'related person'),
} as const satisfies Record<string, Person>

export type Person = {
  name: { first: string; infix: string; last: string }
  address: string
  kind: Kind
  groups: Group[]
  /** null = as their browser says. */
  language: Language | null
  /** What is known of a client besides. */
  details?: { gender: 'female' | 'male'; birthDate: string; phone: null; identifier: string; bsn: null }
}

export type CastName = keyof typeof cast

/** Who is related to whom. */
export const relations: { client: CastName; professional: CastName; kind: 'therapist' | 'supervisor' }[] = [
  { client: 'Noor', professional: 'Daan', kind: 'therapist' },
  { client: 'Tom', professional: 'Eva', kind: 'therapist' },
  { client: 'Noor', professional: 'Ruth', kind: 'supervisor' },
]

/** Who is close to whom, and who invited them. */
export const relatedPersons: { client: CastName; person: CastName; invitedBy: CastName }[] = [
  { client: 'Noor', person: 'Lies', invitedBy: 'Noor' },
  { client: 'Noor', person: 'Milan', invitedBy: 'Daan' },
]

/** How the practice presents itself. */
export const practice = {
  slug: 'linde',
  settings: {
    name: 'De Linde',
    language: 'nl',
    timeZone: 'Europe/Amsterdam',
    deskAddress: 'servicedesk@linde.example',
    deskPhone: '020 123 45 67',
  },
}

type Known = Pick<NonNullable<Person['details']>, 'gender' | 'birthDate' | 'identifier'>

function person(
  name: string,
  kind: Kind,
  { groups = [], language = null, details }: Partial<Pick<Person, 'groups' | 'language'>> & { details?: Known } = {},
): Person {
  const [first = '', ...rest] = name.split(' ')
  const last = rest.at(-1) ?? ''
  return {
    name: { first, infix: rest.slice(0, -1).join(' '), last },
    address: `${first.toLowerCase()}@linde.example`,
    kind,
    groups,
    language,
    ...(details && { details: { ...details, phone: null, bsn: null } }),
  }
}
