import { no, rule, yes } from './verdict.ts'

type Facts = { active: boolean; passwordMatches: boolean; blocked: boolean; secondStep: boolean }

/** Signing in: nothing about why it failed ever reaches the screen, only the log. */
export const signIn = rule(
  'SEC-1',
  'A person with an active account signs in directly in the browser with address and password, and with a second step where they have one.',
  ({ active, passwordMatches, blocked, secondStep }: Facts) => {
    if (!passwordMatches) return no('address and password do not match')
    if (blocked) return no('blocked for devices it does not know')
    if (!active) return no('account is not active')
    return yes(secondStep ? 'own address and password, second step to come' : 'own address and password')
  },
)

export const endSession = rule(
  'SEC-13',
  'Who is signed in may sign out; that ends this session at once, in every tab.',
  ({ signedIn }: { signedIn: boolean }) => (signedIn ? yes('own session') : no('not signed in')),
)

export const ownSettings = rule(
  'PRF-3',
  'Everybody sees and changes their own settings, and nobody else does.',
  ({ own }: { own: boolean }) => (own ? yes('own account') : no('another account')),
)
