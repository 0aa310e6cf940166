import type { Participant } from '../../contract/conversations.ts'
import type { Group, Kind } from '../../rules/words.ts'
import { text } from '../text/text.ts'

/** How people are called here: each reader sees the names that are theirs to know (CNV-18 to CNV-21). */

export function nameOf({ naming, name }: Participant): string {
  const { you, anonymous } = text().conversations
  return naming === 'you' ? you : (name ?? anonymous)
}

export function namesOf(people: readonly Participant[]): string {
  return text().room.list(people.map(nameOf))
}

/** In speech: `Daan wrote to you`. A nickname is one name, however many words it has. */
export function firstNameOf(person: Participant): string {
  const name = nameOf(person)
  return person.naming === 'nickname' ? name : firstName(name)
}

export function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name
}

export function roleOf({ kind, groups }: { kind: Kind; groups: readonly Group[] }): string {
  const { list, roles } = text().room
  return groups.length > 0 ? list(groups.map((group) => roles[group])) : roles[kind]
}

export function roleIn(person: Participant): string {
  return person.naming === 'nickname' ? text().conversations.nickname : roleOf(person)
}

export function lookOf({ naming, kind }: Pick<Participant, 'naming' | 'kind'>): 'professional' | 'person' | 'nickname' {
  if (naming === 'nickname') return 'nickname'
  return kind === 'professional' ? 'professional' : 'person'
}

/** The subject, or who else is in it. */
export function titleOf(subject: string | null, others: readonly Participant[]): string {
  return subject ?? text().conversations.with(namesOf(others))
}

export function othersOf(people: readonly Participant[]): Participant[] {
  return people.filter(({ naming }) => naming !== 'you')
}
