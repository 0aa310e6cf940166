import { no, rule, yes } from '../verdict.ts'
import type { Group, Relation } from '../words.ts'

/** What the practice allows about clients outside the own caseload (decision "Searching outside your caseload"). */
export type Allowed = {
  outside: 'off' | 'read-only' | 'relate' | 'ask'
  temporaryAccess: boolean
  /** Nobody is related without the client's acceptance. */
  relateRequests: boolean
}

/** Who looks, and whether a typed reason of their own still holds. */
export type OutsideFacts = Allowed & { groups: readonly Group[]; reason: boolean }

/** The same about one client. */
export type OutsideClientFacts = OutsideFacts & { relation: Relation | null }

export const lookOutside = rule(
  'CAS-4',
  'Therapists look outside their own caseload only where the practice has switched that on; by default nobody does.',
  ({ groups, outside, temporaryAccess }: Pick<OutsideFacts, 'groups' | 'outside' | 'temporaryAccess'>) => {
    if (!groups.includes('therapist')) return no('not a therapist')
    return outside !== 'off' || temporaryAccess
      ? yes('switched on by the practice')
      : no('switched off by the practice')
  },
)

export const searchOutside = rule(
  'CAS-5',
  'Searching and opening outside the own caseload takes a typed reason of one’s own, not older than half an hour; then one sees name, state and who is related, and nothing of the file.',
  (facts: OutsideFacts) => {
    const looks = lookOutside.judge(facts)
    if (!looks.may) return looks
    return facts.reason ? yes('typed reason') : no('no reason that holds')
  },
)

export const giveReason = rule(
  'CAS-6',
  'A reason is typed by therapists who may look outside their caseload, and by the secretary before relating herself; the client and the application manager read it as typed.',
  (facts: Pick<OutsideFacts, 'groups' | 'outside' | 'temporaryAccess'>) =>
    facts.groups.includes('secretary') ? yes('secretary') : lookOutside.judge(facts),
)

export const relateOneself = rule(
  'CAS-11',
  'A therapist relates themselves to a client outside the caseload, with a typed reason, only where the practice has chosen that and does not have the client asked.',
  (facts: OutsideClientFacts) => {
    const looks = searchOutside.judge(facts)
    if (!looks.may) return looks
    if (facts.outside !== 'relate') return no('not chosen by the practice')
    if (facts.relateRequests) return no('the client is asked')
    return facts.relation === null ? looks : no('related already')
  },
)

export const takeTemporaryAccess = rule(
  'CAS-13',
  'A therapist opens a file outside the caseload for reading, with a typed reason, for as long as the practice has set, only where it has switched that on.',
  (facts: OutsideClientFacts) => {
    const looks = searchOutside.judge(facts)
    if (!looks.may) return looks
    if (!facts.temporaryAccess) return no('switched off by the practice')
    return facts.relation === null ? looks : no('related already')
  },
)

export const endTemporaryAccess = rule(
  'CAS-14',
  'Temporary access changes nothing in the file; who has it ends it early, the practice by switching it off, and otherwise the clock does.',
  ({ temporary }: { temporary: boolean }) => (temporary ? yes('temporary access') : no('no temporary access')),
)
