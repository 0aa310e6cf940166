import { no, rule, yes } from '../verdict.ts'

/** What a door knows of a link from a letter. */
export type LinkFacts = {
  /** Not used, not withdrawn, in time, and for what is asked of it. */
  works: boolean
  active: boolean
}

function byLink({ works, active }: LinkFacts) {
  if (!works) return no('no working link')
  return active ? yes('link to own address') : no('account is not active')
}

export const unblockByLink = rule(
  'SEC-6',
  'After ten wrong passwords in a row an account is blocked for devices it does not know, until the link in a letter to its own address is used.',
  byLink,
)

export const changePassword = rule(
  'SEC-7',
  'Who is signed in changes their own password, types the present one once more and gives the second step again where they have one; everywhere else they are signed out.',
  ({ knowsPresent, stepGiven }: { knowsPresent: boolean; stepGiven: boolean }) => {
    if (!knowsPresent) return no('not the present password')
    return stepGiven ? yes('own account and present password') : no('the second step was not given again')
  },
)

export const newPassword = rule(
  'SEC-8',
  'A new password is asked for with an address, and set with a link from a letter to that address: once, in time, and only for an active account.',
  byLink,
)

export const ownSessions = rule(
  'SEC-15',
  'Everybody sees where they are signed in, and ends any of it; nobody else’s.',
  ({ own }: { own: boolean }) => (own ? yes('own account') : no('no session of one’s own')),
)

export const seePrivacyStatement = rule(
  'SEC-17',
  'Everybody is shown the privacy statement at the first sign-in, and finds it later.',
  ({ signedIn }: { signedIn: boolean }) => (signedIn ? yes('own account') : no('not signed in')),
)

export const changeAddress = rule(
  'ACC-17',
  'Clients and related persons change their own address, confirmed from the old one; professionals do not change their own address or groups.',
  ({ professional, knowsPresent }: { professional: boolean; knowsPresent: boolean }) => {
    if (professional) return no('the application manager changes it')
    return knowsPresent ? yes('own account and present password') : no('not the present password')
  },
)
