import { no, rule, yes } from '../verdict.ts'
import type { Group, Kind } from '../words.ts'

/** What the practice says about two-step sign-in, apart for professionals and for clients with those close to them. */
export type TwoStepPolicy = 'off' | 'optional' | 'required'

export const setUpFirst = rule(
  'SEC-9',
  'Where the practice requires two-step sign-in, who has not set it up sees only themselves, sets it up or signs out, and nothing else until it is done.',
  ({ mustSetUp, forSettingUp }: { mustSetUp: boolean; forSettingUp: boolean }) => {
    if (!mustSetUp) return yes('nothing to set up first')
    return forSettingUp ? yes('setting up two-step sign-in') : no('two-step sign-in is to be set up first')
  },
)

export const passSecondStep = rule(
  'SEC-10',
  'Who has two-step sign-in comes in only with a code, a recovery code or a passkey after the password; a code works once, who is often wrong waits, and the same is asked when somebody confirms that it is still them.',
  ({
    open,
    waits,
    matches,
    asked,
  }: {
    open: boolean
    waits: boolean
    matches: boolean
    asked: 'password' | 'password and second step'
  }) => {
    if (!open) return no('no sign-in waits for a second step')
    if (waits) return no('wrong too often, has to wait')
    return matches ? yes(`own ${asked}`) : no('password or second step does not match')
  },
)

/** What is to be done to one's own two-step sign-in. `take away`: replacing an authenticator, removing a passkey, switching off. */
export type SecondStepChange = 'set up' | 'renew codes' | 'take away'

export const changeSecondStep = rule(
  'SEC-11',
  'One’s own two-step sign-in is changed only within five minutes of giving the password again, taking something away also asks the second step again, and setting up needs a practice that offers it.',
  ({
    change,
    policy,
    passwordGiven,
    stepGiven,
  }: {
    change: SecondStepChange
    policy: TwoStepPolicy
    passwordGiven: boolean
    stepGiven: boolean
  }) => {
    if (change === 'set up' && policy === 'off') return no('the practice does not offer it')
    if (!passwordGiven) return no('the password was not given again')
    if (change === 'take away' && !stepGiven) return no('the second step was not given again')
    return yes('own account, confirmed')
  },
)

export const resetSecondStep = rule(
  'SEC-12',
  'When phone and codes are lost, a client’s two-step sign-in is reset by their therapist or a service employee, a related person’s by a service employee, and a professional’s by the application manager, never one’s own.',
  ({ kind, self, treats, groups }: { kind: Kind | null; self: boolean; treats: boolean; groups: readonly Group[] }) => {
    if (kind === null || self) return no('not somebody whose two-step sign-in one resets')
    if (kind === 'client' && treats) return yes('treatment relation')
    if (kind !== 'professional' && groups.includes('service employee')) return yes('service employee')
    if (kind === 'professional' && groups.includes('application manager')) return yes('application manager')
    return no('not somebody whose two-step sign-in one resets')
  },
)
