import type { Call } from '../../call.ts'
import { Refused } from '../../errors.ts'
import type { Routes } from '../../http.ts'
import { openContacts } from '../access/contacts.ts'
import { openOwnAccount, openOwnSession } from '../access/own.ts'
import { findSecondSteps } from '../access/second-step.ts'
import { findCredentials, knock, openDoor, passwordMatches } from '../access/sign-in.ts'
import { beginHalfOpen } from '../changes/second-step.ts'
import { beginSession, endOwnSession, newSession, settleKnock } from '../changes/sessions.ts'
import { beHere, changeOwnSettings } from '../changes/settings.ts'
import { seeContacts } from '../views/contacts.ts'
import { seeMe } from '../views/own.ts'

export const accountRoutes: Routes<'signIn' | 'signOut' | 'seeMe' | 'changeMySettings' | 'listContacts' | 'beHere'> = {
  // Two visits with the hash between them: a transaction never spans a hash. Right, wrong and unknown run the same statements.
  signIn: async (call, { takes }) => {
    await call.house.limits.countSignIn(call.from, takes.address)
    const nobody = call.asNobody()
    const { device, seat } = call
    const found = await nobody.visitWithoutLine((visit) => knock(visit, { address: takes.address, device }))
    const isRight = await passwordMatches(found.hash, takes.password)
    const session = newSession()
    const known = newSession()
    const toCome = await nobody.visit(async (visit) => {
      const now = await findCredentials(visit, takes.address)
      const ways = await findSecondSteps(visit, now.account)
      const secondStep = ways.length > 0
      const matches = isRight && now.hash === found.hash
      const door = openDoor(visit, now, { matches, blocked: found.blocked, secondStep, session: session.id })
      // One of the two begins, or neither: the same statements run.
      await beginHalfOpen(visit, secondStep ? door : null, session.tokenHash)
      await beginSession(visit, secondStep ? null : door, { ...session, seat })
      await settleKnock(visit, door, { address: takes.address, device, newDevice: known.tokenHash })
      return door && ways
    })
    if (!toCome) throw new Refused('wrong-sign-in')
    if (toCome.length > 0) {
      call.setHalfOpen(session.token)
      call.setDevice(known.token)
      return { toCome }
    }
    await endFormer(call)
    call.setSession(session.token)
    call.setDevice(known.token)
    return await call.as(session.tokenHash).visitWithoutLine(async (visit) => seeMe(visit, await openOwnAccount(visit)))
  },

  signOut: async (call) => {
    await call.visit(async (visit) => endOwnSession(visit, await openOwnSession(visit)))
    call.clearSession()
  },

  seeMe: (call) => call.visit(async (visit) => seeMe(visit, await openOwnAccount(visit))),

  changeMySettings: (call, { takes }) =>
    call.visit(async (visit) => seeMe(visit, await changeOwnSettings(visit, await openOwnAccount(visit), takes))),

  listContacts: (call, { asksFor }) =>
    call.visit(async (visit) => {
      const { contacts, more } = await openContacts(visit, asksFor.find ?? null)
      return { contacts: await seeContacts(visit, contacts), more }
    }),

  beHere: (call) => call.visit(async (visit) => beHere(visit, await openOwnAccount(visit))),
}

/** Signing in again ends what this browser had open before, whoever it was. */
export async function endFormer(call: Call): Promise<void> {
  const end = call.former()?.visit(async (visit) => endOwnSession(visit, await openOwnSession(visit)))
  await end?.catch((error: unknown) => {
    if (!(error instanceof Refused)) throw error
  })
}
