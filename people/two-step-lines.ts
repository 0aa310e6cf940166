import { cast } from './cast.ts'
import { type Person, signIn } from './person.ts'
import { castPassword, type Room } from './room.ts'
import { addPasskey, clearSecondSteps, codeOf, confirmed, halfIn, setUpAuthenticator, step } from './second-step.ts'

/** What of two-step sign-in leaves an event. */
export type SecondStepEndpoint =
  | 'takeSecondStep'
  | 'confirmMyself'
  | 'beginAuthenticator'
  | 'finishAuthenticator'
  | 'makeRecoveryCodes'
  | 'beginPasskey'
  | 'addPasskey'
  | 'removePasskey'
  | 'switchOffSecondStep'
  | 'resetSecondStep'

type Given = { room: Room; noor: Person }
type Doing = (given: Given) => Promise<{ status: number }>
type Wanted = { basis: string; by: 'Noor' | 'Daan'; about: [kind: string, id: string] }
type Allowed = [call: Doing, wanted: (room: Room) => Wanted]

const own = 'own account, confirmed'

/** How Noor does each (Daan resets), and the line it leaves. Nobody keeps a second step, so that everybody signs in as before. */
export const twoStepLines: Record<SecondStepEndpoint, Allowed> = {
  takeSecondStep: line('own password and second step', async ({ room, noor }) => {
    const { secret } = await setUpAuthenticator(room, noor)
    return await step((await halfIn(room, 'Noor')).person, { code: codeOf(room, secret) })
  }),
  confirmMyself: line('own password', ({ noor }) => noor.try('confirmMyself', { takes: { password: castPassword } })),
  beginAuthenticator: line(
    own,
    after(({ noor }) => noor.try('beginAuthenticator')),
  ),
  finishAuthenticator: line(
    own,
    after(async ({ room, noor }) => {
      const { secret } = await noor.ask('beginAuthenticator')
      return await noor.try('finishAuthenticator', { takes: { code: codeOf(room, secret) } })
    }),
  ),
  makeRecoveryCodes: line(
    own,
    after(({ noor }) => noor.try('makeRecoveryCodes')),
  ),
  beginPasskey: line(
    own,
    after(({ noor }) => noor.try('beginPasskey')),
  ),
  addPasskey: line(
    own,
    after(async ({ room, noor }) => {
      await addPasskey(room, noor)
      return { status: 200 }
    }),
  ),
  removePasskey: line(
    own,
    after(async ({ room, noor }) => {
      await addPasskey(room, noor)
      const { passkeys } = await noor.ask('seeSecondStep')
      return await noor.try('removePasskey', { where: { id: passkeys[0]?.id } })
    }),
  ),
  switchOffSecondStep: line(
    own,
    after(({ noor }) => noor.try('switchOffSecondStep')),
  ),
  resetSecondStep: line(
    'treatment relation',
    async ({ room }) =>
      (await signIn(room, cast.Daan.address, castPassword)).try('resetSecondStep', { where: { id: room.ids.Noor } }),
    'Daan',
  ),
}

function line(basis: string, act: Doing, by: Wanted['by'] = 'Noor'): Allowed {
  const call: Doing = async ({ room, noor }) => {
    const answer = await act({ room, noor })
    await clearSecondSteps(room)
    return answer
  }
  return [call, (room) => ({ basis, by, about: ['account', room.ids.Noor] })]
}

/** Once password and second step were given again. */
function after(call: Doing): Doing {
  return async (given) => {
    await confirmed(given.room, given.noor)
    return await call(given)
  }
}
