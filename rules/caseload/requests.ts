import { no, rule, yes } from '../verdict.ts'
import type { Group, Kind, Relation } from '../words.ts'

/** What decides whether somebody may ask a client to relate a professional. */
export type Asking = {
  groups: readonly Group[]
  /** A relation of the asker with the client that is in force. */
  relation: Relation | null
  /** The asker asks for themselves. */
  self: boolean
  /** The practice lets professionals ask clients outside their caseload, and this one typed a reason that has not run out. */
  outside: boolean
  /** Relate requests are switched on (TRF-10). */
  switchedOn: boolean
}

/** Why asking is refused where it is only not switched on. */
export const notSwitchedOn = 'relate requests are not switched on'

export const askToRelate = rule(
  'TRF-11',
  'Where relate requests are switched on, the secretary asks a client for any therapist or supervisor and a related therapist for a colleague; a professional outside asks for oneself, with a typed reason, where the practice allows that.',
  ({ groups, relation, self, outside, switchedOn }: Asking) => {
    const arranges = groups.includes('secretary') || (relation === 'therapist' && !self)
    if (arranges && switchedOn) return yes(groups.includes('secretary') ? 'secretary' : 'treatment relation')
    if (self && relation === null && outside) return yes('typed reason')
    return no(arranges ? notSwitchedOn : 'not in your caseload')
  },
)

export const seeRequests = rule(
  'TRF-17',
  'What was asked of a client, and a refusal, is seen by the related professionals and the secretary, and for a while by who has temporary access.',
  ({ groups, relation, temporary }: Pick<Asking, 'groups' | 'relation'> & { temporary: boolean }) => {
    if (relation === 'therapist') return yes('treatment relation')
    if (groups.includes('secretary')) return yes('secretary')
    if (relation === 'supervisor') return yes('supervisor')
    return temporary ? yes('temporary access') : no('not in your caseload')
  },
)

export const cancelRequest = rule(
  'TRF-13',
  'A request that waits is taken back by whoever asked, and any by the secretary.',
  ({ groups, mine }: { groups: readonly Group[]; mine: boolean }) => {
    if (mine) return yes('own request')
    return groups.includes('secretary') ? yes('secretary') : no('not your request')
  },
)

export const seeRequest = rule(
  'TRF-15',
  'The client reads who asks, for whom, why in their own words, and what the professional would see: the whole account, without answers not yet sent and without conversations with others.',
  ({ asked }: { asked: boolean }) => (asked ? yes('own account') : no('somebody else was asked')),
)

export const answerRequest = rule(
  'TRF-14',
  'The client alone accepts or rejects, once, and only while it is still possible: nobody took it back, and whoever asked and whom it is for are there as before.',
  ({ asked, answer, state }: { asked: boolean; answer: 'accept' | 'reject'; state: 'open' | 'over' | 'lapsed' }) => {
    if (!asked) return no('somebody else was asked')
    if (state !== 'open') return no(state)
    return yes(answer === 'accept' ? 'accepted by the client' : 'rejected by the client')
  },
)

export const seeWhatWaits = rule(
  'TSK-1',
  'A request is a task for the client who is asked; a professional sees those that they asked themselves.',
  ({ kind }: { kind: Kind }) => {
    if (kind === 'client') return yes('own account')
    return kind === 'professional' ? yes('own requests') : no('is asked nothing')
  },
)
