import { no, rule, yes } from './verdict.ts'
import type { Group } from './words.ts'

export const seeFailedLetters = rule(
  'LOG-4',
  'The application manager sees which letters could not be delivered, by number and without content; nobody else does.',
  ({ groups }: { groups: readonly Group[] }) =>
    groups.includes('application manager') ? yes('application manager') : no('not the application manager'),
)

export const seeDemoMail = rule(
  'SEC-3',
  'Letters can be looked at on a page in the demo only, where nobody exists; production and demo are never the same place.',
  ({ demo }: { demo: boolean }) => (demo ? yes('demo') : no('not a demo')),
)
