import { no, rule, yes } from './verdict.ts'
import type { Group } from './words.ts'

export const knowPractice = rule(
  'PLT-1',
  'The name of the practice and the address of its service desk are on every page, also before signing in.',
  (_: Record<string, never>) => yes('public'),
)

export const setUpPractice = rule(
  'ORD-12',
  'Whoever holds the one-time set-up link of an empty room makes its first account (application manager, therapist and secretary) and can start at once.',
  ({ linkWorks, empty }: { linkWorks: boolean; empty: boolean }) => {
    if (!linkWorks) return no('no working set-up link')
    return empty ? yes('set-up link') : no('somebody lives here already')
  },
)

export const configure = rule(
  'PLT-2',
  'The application manager sets what the practice is called, whom to ask, how people sign in and what is asked of clients; nobody else does.',
  ({ groups }: { groups: readonly Group[] }) =>
    groups.includes('application manager') ? yes('application manager') : no('not the application manager'),
)

export const registerOneself = rule(
  'REG-1',
  'Anybody signs up as a client where the practice has opened that, in the way it has opened.',
  ({ open }: { open: boolean }) => (open ? yes('registration is open') : no('registration is not open')),
)

export const handleRegistrations = rule(
  'REG-5',
  'Who signed up and waits is seen, accepted or declined by the secretary, and by nobody else.',
  ({ groups, waits }: { groups: readonly Group[]; waits: boolean }) => {
    if (!groups.includes('secretary')) return no('not the secretary')
    return waits ? yes('secretary of the practice') : no('no such registration')
  },
)
