import { useRef, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { Professional } from '../../contract/accounts/professionals.ts'
import type { Group } from '../../rules/words.ts'
import { ask, Refused } from '../api.ts'
import type { Wrong } from '../ui/error-summary.tsx'
import { usePosting } from '../ui/posting.ts'
import { sayThere } from '../ui/toast.tsx'
import { professionalWords } from './people-words.ts'

/** The lines of text, in the order of the page, by the server's names. */
const lines = ['first', 'infix', 'last', 'address', 'identifier', 'description', 'labels'] as const
export type LineName = (typeof lines)[number]
type Filled = Record<LineName, string> & { groups: Group[]; active: boolean }
export type ProfessionalForm = ReturnType<typeof useProfessionalForm>

/** What somebody said yes to, after it was asked. */
type Sure = { evenIfAlike?: true; evenLast?: true }

/** The form as it is filled in, what is wrong with it, and sending it; `person` null = a new professional. */
export function useProfessionalForm(person: Professional | null) {
  const [filled, setFilled] = useState<Filled>(() => filledFrom(person))
  const sure = useRef<Sure>({})
  const { route } = useLocation()
  const posting = usePosting({
    missing: () => missingIn(filled),
    send: async () => {
      const id = await send(filled, person, sure.current)
      route(`/professionals/${id}`, true)
    },
    namedIn: wrongFrom,
  })
  return {
    ...posting,
    filled,
    change: (change: Partial<Filled>) => setFilled((before) => ({ ...before, ...change })),
    isNew: person === null,
    /** Says yes; the form is to be sent again. */
    insist: (to: Sure) => (sure.current = { ...sure.current, ...to }),
    /** The address is somebody's already: there are next steps. */
    exists: posting.wrong.some(({ id, refused }) => id === idOf('address') && refused),
  }
}

/** A field's address on the page. */
export function idOf(name: LineName | 'groups'): string {
  return `professional-${name}`
}

export function labelOf(name: LineName | 'groups'): string {
  return professionalWords()[name]
}

async function send(filled: Filled, person: Professional | null, sure: Sure): Promise<string> {
  const { active, ...given } = filled
  const labels = given.labels
    .split(',')
    .map((label) => label.trim())
    .filter((label) => label !== '')
  const { evenIfAlike, evenLast } = sure
  const takes = { ...given, address: given.address.trim(), labels, ...(evenIfAlike && { evenIfAlike }) }
  const { added, addedInactive, saved } = professionalWords()
  if (person) {
    await ask('changeProfessional', { where: { id: person.id }, takes: { ...takes, ...(evenLast && { evenLast }) } })
    sayThere(saved)
    return person.id
  }
  const { id } = await ask('addProfessional', { takes: { ...takes, active } })
  const name = [given.first, given.infix, given.last].filter((part) => part.trim() !== '').join(' ')
  sayThere(active ? added(name) : addedInactive(name))
  return id
}

function filledFrom(person: Professional | null): Filled {
  const { first = '', infix = '', last = '', address = '', identifier = null, labels = [] } = person?.managed ?? {}
  return {
    first,
    infix,
    last,
    address,
    identifier: identifier ?? '',
    description: person?.description ?? '',
    labels: labels.join(', '),
    groups: person?.groups ?? [],
    active: true,
  }
}

function missingIn(filled: Filled): Wrong[] {
  const { write } = professionalWords()
  const missing = (['first', 'last', 'address'] as const).filter((name) => filled[name].trim() === '')
  return [
    ...missing.map((name) => ({ id: idOf(name), error: write[name] })),
    ...(filled.groups.length === 0 ? [{ id: idOf('groups'), error: write.groups }] : []),
  ]
}

function wrongFrom({ fields }: Refused): Wrong[] {
  return [...lines, 'groups' as const].flatMap((name) => {
    const found = fields.find(({ field }) => field.split('.')[0] === name)
    return found ? [{ id: idOf(name), label: labelOf(name), error: found.title, refused: true as const }] : []
  })
}
