import { no, rule, yes } from './verdict.ts'
import type { Group, Relation } from './words.ts'

/** How a professional stands to one client, as the database tells it. */
export type ClientFacts = {
  groups: readonly Group[]
  /** A relation between the two that has not ended. */
  relation: Relation | null
  /** A read-only look for a while, from outside the caseload (CAS-13). */
  temporary: boolean
}

export const readDetails = rule(
  'CAS-1',
  'A professional opens only the clients of the own caseload; the secretary opens the details of every client, and a service employee sees name, address and whether the account is active; temporary access opens a client for reading, for a while.',
  ({ groups, relation, temporary }: ClientFacts) => {
    if (relation === 'therapist') return yes('treatment relation')
    if (temporary) return yes('temporary access')
    if (groups.includes('secretary')) return yes('secretary')
    if (relation === 'supervisor') return yes('supervisor')
    return groups.includes('service employee') ? yes('service employee') : no('not in your caseload')
  },
)

export const findClients = rule(
  'CAS-2',
  'Therapists and supervisors find the clients of their own caseload by name, e-mail address, ID and date of birth; the secretary and a service employee find every client.',
  ({ groups }: { groups: readonly Group[] }) => {
    if (groups.includes('secretary')) return yes('secretary')
    if (groups.includes('service employee')) return yes('service employee')
    return groups.includes('therapist') || groups.includes('supervisor') ? yes('own caseload') : no('has no clients')
  },
)

export const addClient = rule(
  'ACC-6',
  'A therapist or the secretary adds a client; the therapist who does is related to that client at once.',
  ({ groups }: { groups: readonly Group[] }) => {
    if (groups.includes('therapist')) return yes('therapist')
    return groups.includes('secretary') ? yes('secretary') : no('adds no clients')
  },
)

export const changeDetails = rule(
  'ACC-7',
  'The details of a client are kept by the related therapists and the secretary; the client sees them and keeps the own phone number.',
  ({ self = false, ...facts }: Kept & { self?: boolean }) => (self ? yes('own account') : keptBy(facts)),
)

export const seeLabels = rule(
  'ACC-11',
  'Labels on a client are seen by the related professionals and the secretary, and never by the client.',
  ({ groups, relation }: Pick<ClientFacts, 'groups' | 'relation'>) => {
    if (relation !== null) return yes('treatment relation')
    return groups.includes('secretary') ? yes('secretary') : no('not for this reader')
  },
)

export const welcomeAgain = rule(
  'ACC-13',
  'A related therapist, the secretary or a service employee sends the letter of welcome once more.',
  (facts: Kept) => {
    const kept = keptBy(facts)
    return kept.may || !facts.groups.includes('service employee') ? kept : yes('service employee')
  },
)

export const correctAddress = rule(
  'ACC-14',
  'As long as nobody has signed in with it, a wrong e-mail address is corrected at once by a related therapist or the secretary, and by nobody afterwards.',
  ({ used, ...facts }: Kept & { used: boolean }) => {
    const kept = keptBy(facts)
    return kept.may && used ? no('signed in with it already') : kept
  },
)

export const activate = rule(
  'ACC-15',
  'A client is deactivated and reactivated by a related therapist or the secretary; everything is kept.',
  keptBy,
)

/** Who proposed a change of address, and as what; null = nobody did. */
export type Proposal = { own: boolean; asSecretary: boolean; asTherapist: boolean }

/** What somebody wants with a change of address. self: it is the client's own. */
export type ChangeOfAddress = { to: 'propose' | 'agree' | 'stop'; self?: boolean; proposal: Proposal | null }

export const changeAddress = rule(
  'ACC-2',
  'An address that is in use changes only when the secretary and a related therapist, two people, agree; it is told to both addresses and takes 72 hours, in which either of them or the client stops it.',
  ({ to, self = false, proposal, ...facts }: Kept & ChangeOfAddress) => {
    if (self) return to === 'stop' ? yes('own account') : no('not by oneself')
    const kept = keptBy(facts)
    if (!kept.may || to !== 'agree') return kept
    if (!proposal) return no('nothing was proposed')
    if (proposal.own) return no('own proposal')
    if (proposal.asSecretary && facts.relation === 'therapist') return yes('treatment relation')
    if (proposal.asTherapist && facts.groups.includes('secretary')) return yes('secretary')
    return no('the same kind of role')
  },
)

/** What changing asks: temporary access is no ground for it (CAS-14). */
type Kept = Pick<ClientFacts, 'groups' | 'relation'>

function keptBy({ groups, relation }: Kept) {
  if (relation === 'therapist') return yes('treatment relation')
  return groups.includes('secretary') ? yes('secretary') : no('not in your caseload')
}
