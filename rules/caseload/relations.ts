import { no, rule, type Verdict, yes } from '../verdict.ts'
import type { Group, Kind, Relation } from '../words.ts'

/** How the visiting professional stands to a client. */
export type Standing = {
  groups: readonly Group[]
  /** A relation of theirs in force. */
  relation: Relation | null
  /** They look into the file for a while (CAS-13). */
  temporary: boolean
}

/** The professional it is about. */
export type Other = {
  kind: Kind | null
  therapist: boolean
  supervisor: boolean
  relation: Relation | null
  me: boolean
}

export const seeWhoWorks = rule(
  'TRF-9',
  'Who works with a client is seen by the related professionals, the secretary, and who looks into the file for a while; a related professional sees the whole account, except conversations with others.',
  ({ groups, relation, temporary }: Standing) => {
    if (relation === 'therapist') return yes('treatment relation')
    if (groups.includes('secretary')) return yes('secretary')
    if (relation === 'supervisor') return yes('supervisor')
    return temporary ? yes('temporary access') : no('not in your caseload')
  },
)

export const chooseColleague = rule(
  'TRF-5',
  'Whom a client can be related to is seen by a related therapist and the secretary.',
  arranges,
)

export const relateColleague = rule(
  'CAS-15',
  'A related therapist or the secretary relates an active colleague of the group therapist, for good or as a stand-in until a day; where clients are asked first nobody does.',
  ({ other, kind, requests, ...standing }: Standing & Relating) => {
    const arranged = arranges(standing)
    if (!arranged.may) return arranged
    if (requests) return no('the client is asked first')
    if (other.relation !== null) return no('already related')
    if (kind === 'supervisor') return superviseToo.judge({ other, basis: arranged.basis })
    return other.kind === 'professional' && other.therapist ? arranged : no('no active therapist')
  },
)

/** What is asked when a colleague is to be related. */
export type Relating = { other: Other; kind: Relation; requests: boolean }

export const superviseToo = rule(
  'CAS-18',
  'A supervisor is related the same way as a therapist, and only who is in the group supervisor.',
  ({ other, basis }: { other: Other; basis: string }) =>
    other.kind === 'professional' && other.supervisor ? yes(basis) : no('no active supervisor'),
)

export const transfer = rule(
  'TRF-4',
  'What somebody guides is transferred by that therapist or by the secretary, to an active therapist who works with the client.',
  ({ of, other, ...standing }: Standing & { of: 'me' | 'another'; other: Other }) => {
    const own = ownOrOffice(standing, of)
    if (!own.may) return own
    return other.therapist && other.relation === 'therapist' ? own : no('no therapist of this client')
  },
)

export const breakOff = rule(
  'TRF-8',
  'A therapist breaks the own relation with a client, and the secretary anybody’s; what that person still guided is without support from then on.',
  ({ of, ...standing }: Standing & { of: 'me' | 'another' }) => ownOrOffice(standing, of),
)

export const handOverClient = rule(
  'TRF-1',
  'A related therapist hands a client over to an active therapist in one go; where clients are asked first it is carried out with their yes.',
  ({ relation, other }: Pick<Standing, 'relation'> & { other: Other | null }) => {
    if (relation !== 'therapist') return no('not in your caseload')
    if (other === null) return yes('treatment relation')
    return other.kind === 'professional' && other.therapist && !other.me
      ? yes('treatment relation')
      : no('no active therapist')
  },
)

export const seeWithoutTherapist = rule(
  'TRF-2',
  'Nobody relates themselves to a client outside their caseload by default: the secretary does, and sees which clients nobody treats.',
  ({ groups }: { groups: readonly Group[] }) =>
    groups.includes('secretary') ? yes('secretary') : no('not the secretary'),
)

function arranges({ groups, relation }: Standing): Verdict {
  if (relation === 'therapist') return yes('treatment relation')
  return groups.includes('secretary') ? yes('secretary') : no('not in your caseload')
}

function ownOrOffice({ groups, relation }: Standing, of: 'me' | 'another'): Verdict {
  if (of === 'me' && relation === 'therapist') return yes('treatment relation')
  if (groups.includes('secretary')) return yes('secretary')
  return no(relation === 'therapist' ? 'not your own relation' : 'not in your caseload')
}
