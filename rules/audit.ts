import { no, rule, yes } from './verdict.ts'
import type { Group, Kind, Relation } from './words.ts'

export const readOwnLooks = rule(
  'PRF-7',
  'A client and a related person read who looked in their own account, in what role and on which basis, and take a copy of it; a professional reads the own looks; nobody reads what is another’s.',
  ({ kind, of }: { kind: Kind; of: 'looks at me' | 'own looks' }) =>
    (kind === 'professional') === (of === 'own looks') ? yes('own account') : no('not one’s own to read'),
)

export const readHistory = rule(
  'LOG-5',
  'The history of a client’s account, every action in it, is read by the related therapists; not by a supervisor, the secretary or who has temporary access.',
  ({ relation }: { relation: Relation | null }) =>
    relation === 'therapist' ? yes('treatment relation') : no('not a related therapist'),
)

/** What the log's keeper wants of it. `confirmed`: they gave the password, and the second step where they have one, just now. */
export type LogUse = { to: 'review' } | { to: 'copy'; confirmed: boolean }

export const keepLog = rule(
  'SEC-18',
  'The application manager reviews looks that are worth a question, and takes a copy of the log after confirming that it is still them; clients stand in both by number, and nobody else does either.',
  ({ groups, use }: { groups: readonly Group[]; use: LogUse }) => {
    if (!groups.includes('application manager')) return no('not the application manager')
    return use.to === 'copy' && !use.confirmed ? no('not confirmed again') : yes('application manager')
  },
)
