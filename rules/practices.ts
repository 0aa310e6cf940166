import { no, rule, yes } from './verdict.ts'

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
