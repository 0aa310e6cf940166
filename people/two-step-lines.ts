import { cast } from './cast.ts'
import { type Person, signIn } from './person.ts'
import { castPassword, type Room } from './room.ts'
import { addPasskey, codeOf, confirmed, halfIn, setUpAuthenticator, step } from './second-step.ts'

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
type Allowed = { call: (given: Given) => Promise<{ status: number }>; basis: string; by?: 'Noor' | 'Daan' }

const own = 'own account, confirmed'

/** How Noor does each (Daan resets), and the basis that stands in its line. */
export const twoStepLines: Record<SecondStepEndpoint, Allowed> = {
  takeSecondStep: {
    call: async ({ room, noor }) => {
      const { secret } = await setUpAuthenticator(room, noor)
      return await step((await halfIn(room, 'Noor')).person, { code: codeOf(room, secret) })
    },
    basis: 'own password and second step',
  },
  confirmMyself: {
    call: ({ noor }) => noor.try('confirmMyself', { takes: { password: castPassword } }),
    basis: 'own password',
  },
  beginAuthenticator: { call: after(({ noor }) => noor.try('beginAuthenticator')), basis: own },
  finishAuthenticator: {
    call: after(async ({ room, noor }) => {
      const { secret } = await noor.ask('beginAuthenticator')
      return await noor.try('finishAuthenticator', { takes: { code: codeOf(room, secret) } })
    }),
    basis: own,
  },
  makeRecoveryCodes: { call: after(({ noor }) => noor.try('makeRecoveryCodes')), basis: own },
  beginPasskey: { call: after(({ noor }) => noor.try('beginPasskey')), basis: own },
  addPasskey: {
    call: after(async ({ room, noor }) => {
      await addPasskey(room, noor)
      return { status: 200 }
    }),
    basis: own,
  },
  removePasskey: {
    call: after(async ({ room, noor }) => {
      await addPasskey(room, noor)
      const { passkeys } = await noor.ask('seeSecondStep')
      return await noor.try('removePasskey', { where: { id: passkeys[0]?.id } })
    }),
    basis: own,
  },
  switchOffSecondStep: { call: after(({ noor }) => noor.try('switchOffSecondStep')), basis: own },
  resetSecondStep: {
    call: async ({ room }) =>
      (await signIn(room, cast.Daan.address, castPassword)).try('resetSecondStep', { where: { id: room.ids.Noor } }),
    basis: 'treatment relation',
    by: 'Daan',
  },
}

/** Once password and second step were given again. */
function after(call: Allowed['call']): Allowed['call'] {
  return async (given) => {
    await confirmed(given.room, given.noor)
    return await call(given)
  }
}
