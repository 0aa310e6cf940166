import type { Call } from '../../call.ts'
import { Refused } from '../../errors.ts'
import { originAt } from '../../house.ts'
import type { Routes } from '../../http.ts'
import { newPasskey, type Site, siteAt } from '../../passkeys.ts'
import { openOwnAccount } from '../access/own.ts'
import {
  findOwnHash,
  findOwnSecondStep,
  firstStep,
  openConfirmation,
  openOwnPasskey,
  openOwnSecondStep,
  openReset,
} from '../access/own-second-step.ts'
import { openQuestionAtDoor, openSecondStep } from '../access/second-step.ts'
import { passwordMatches } from '../access/sign-in.ts'
import {
  addPasskey,
  askAtDoor,
  askPasskey,
  beginAuthenticator,
  confirm,
  countWrongProof,
  countWrongStep,
  finishAuthenticator,
  finishHalfOpen,
  makeRecoveryCodes,
  removePasskey,
  resetSecondStep,
  switchOffSecondStep,
  takeQuestion,
} from '../changes/second-step.ts'
import { beginSession, newSession } from '../changes/sessions.ts'
import { seeMe } from '../views/own.ts'
import { reachedBy, seeOwnAddress, seeSecondStep } from '../views/second-step.ts'
import { endFormer } from './own.ts'

type AtDoor = 'takeSecondStep' | 'askPasskeyAtDoor'
type AboutMe = 'seeSecondStep' | 'confirmMyself' | 'askPasskeyAgain'
type Changing =
  | 'beginAuthenticator'
  | 'finishAuthenticator'
  | 'makeRecoveryCodes'
  | 'beginPasskey'
  | 'addPasskey'
  | 'removePasskey'
  | 'switchOffSecondStep'

/** The second half of signing in. */
const atDoor: Routes<AtDoor> = {
  // Always a new session: what this browser held before, half open or whole, never becomes it.
  takeSecondStep: async (call, { takes }) => {
    const session = newSession()
    const stepped = await call.asNobody().visit(async (visit) => {
      const given = await openSecondStep(visit, call.halfOpen, {
        answer: takes.answer,
        site: siteOf(call),
        session: session.id,
      })
      if (given.door === null) {
        if (given.counts) await countWrongStep(visit, given.counts)
        return given.refusal
      }
      await finishHalfOpen(visit, given.door)
      await beginSession(visit, given.door, { ...session, seat: call.seat })
      return null
    })
    if (stepped?.code === 'step-over') call.setHalfOpen(null)
    if (stepped) throw stepped
    await endFormer(call)
    call.setHalfOpen(null)
    call.setSession(session.token)
    return await call.as(session.tokenHash).visitWithoutLine(async (visit) => seeMe(visit, await openOwnAccount(visit)))
  },

  askPasskeyAtDoor: (call) =>
    call.asNobody().visitWithoutLine(async (visit) => {
      const asked = await openQuestionAtDoor(visit, call.halfOpen)
      const challenge = await askAtDoor(visit, asked)
      return { challenge, site: siteOf(call).site, passkeys: reachedBy(asked.passkeys) }
    }),
}

const aboutMe: Routes<AboutMe> = {
  seeSecondStep: (call) => call.visit(async (visit) => seeSecondStep(visit, await openOwnAccount(visit))),

  // Like signing in: the hash is computed between two visits, never in one.
  confirmMyself: async (call, { takes }) => {
    const { hash } = await call.visitWithoutLine((visit) => findOwnHash(visit))
    const isRight = await passwordMatches(hash, takes.password)
    const isPasskey = takes.answer !== undefined && 'passkey' in takes.answer
    const challenge = isPasskey ? await call.visitWithoutLine((visit) => takeQuestion(visit, 'confirm')) : null
    const refusal = await call.visit(async (visit) => {
      const answered = takes.answer ? { answer: takes.answer, challenge, site: siteOf(call) } : null
      const given = await openConfirmation(visit, { hash, right: isRight }, answered)
      if (given.door === null) {
        if (given.counts) await countWrongProof(visit, given.counts)
        return given.refusal
      }
      await confirm(visit, given.door)
      return null
    })
    if (refusal) throw refusal
  },

  askPasskeyAgain: (call) =>
    call.visit(async (visit) => {
      const own = await openOwnAccount(visit)
      const { passkeys } = await findOwnSecondStep(visit)
      const challenge = await askPasskey(visit, own, 'confirm')
      return { challenge, site: siteOf(call).site, passkeys: reachedBy(passkeys) }
    }),
}

const changing: Routes<Changing> = {
  beginAuthenticator: (call) =>
    call.visit(async (visit) => {
      const own = await openOwnSecondStep(visit, 'authenticator')
      const called = await seeOwnAddress(visit, own)
      return await beginAuthenticator(visit, own, called)
    }),

  finishAuthenticator: (call, { takes }) =>
    call.visit(async (visit) => {
      const own = await openOwnSecondStep(visit, 'authenticator')
      const step = await firstStep(visit, own, takes.code)
      return { recoveryCodes: await finishAuthenticator(visit, own, step) }
    }),

  makeRecoveryCodes: (call) =>
    call.visit(async (visit) => ({
      recoveryCodes: await makeRecoveryCodes(visit, await openOwnSecondStep(visit, 'renew codes')),
    })),

  beginPasskey: (call) =>
    call.visit(async (visit) => {
      const own = await openOwnSecondStep(visit, 'set up')
      const { practice, address } = await seeOwnAddress(visit, own)
      const challenge = await askPasskey(visit, own, 'add')
      const person = { id: Buffer.from(own.account.replaceAll('-', ''), 'hex').toString('base64url'), address }
      return { challenge, site: siteOf(call).site, practice, person, passkeys: reachedBy(own.passkeys) }
    }),

  addPasskey: async (call, { takes }) => {
    const { name, transports, ...given } = takes
    const challenge = await call.visitWithoutLine((visit) => takeQuestion(visit, 'add'))
    const passkey = challenge === null ? null : await newPasskey(siteOf(call), { challenge, given })
    return await call.visit(async (visit) => {
      const own = await openOwnSecondStep(visit, 'set up')
      if (!passkey) throw new Refused('passkey-not-added')
      return { recoveryCodes: await addPasskey(visit, own, { ...passkey, transports, name }) }
    })
  },

  removePasskey: (call, { where }) =>
    call.visit(async (visit) => removePasskey(visit, await openOwnPasskey(visit, where.id))),

  switchOffSecondStep: (call) =>
    call.visit(async (visit) => switchOffSecondStep(visit, await openOwnSecondStep(visit, 'take away'))),
}

export const secondStepRoutes: Routes<AtDoor | AboutMe | Changing | 'resetSecondStep'> = {
  ...atDoor,
  ...aboutMe,
  ...changing,
  resetSecondStep: (call, { where }) =>
    call.visit(async (visit) => resetSecondStep(visit, await openReset(visit, where.id))),
}

/** Passkeys are bound to where the practice's pages are, as the settings say; never to what a request says. */
function siteOf({ house, practice }: Call): Site {
  return siteAt(originAt(house.config, house.databases, practice))
}
