import { no, rule, yes } from '../verdict.ts'
import type { Group } from '../words.ts'

export const readOutsideLog = rule(
  'LOG-1',
  'Searches, openings and temporary access outside the own caseload, with the reasons as typed and which fields were searched, are read by the application manager, and by nobody else; the client stands there by number.',
  ({ groups }: { groups: readonly Group[] }) =>
    groups.includes('application manager') ? yes('application manager') : no('not the application manager'),
)
