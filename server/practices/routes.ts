import { Refused } from '../errors.ts'
import { hashPassword, isEasyToGuess } from '../passwords.ts'
import type { Routes } from '../http.ts'
import {
  linkWorks,
  openEmptyRoom,
  openPractice,
  openRegistering,
  openRegistration,
  openRegistrations,
  openSettings,
} from './access.ts'
import { acceptRegistration, declineRegistration, register } from './changes/registrations.ts'
import { changeSettings } from './changes/settings.ts'
import { setUpPractice } from './changes/set-up.ts'
import { seeDesk, seePractice, seeRegistrations, seeSettings } from './views.ts'

export const practiceRoutes: Routes<
  | 'seePractice'
  | 'setUp'
  | 'seeSettings'
  | 'changeSettings'
  | 'seeInnerDesk'
  | 'register'
  | 'listRegistrations'
  | 'acceptRegistration'
  | 'declineRegistration'
> = {
  seePractice: (call) =>
    call.asNobody().visit((visit) => {
      openPractice(visit)
      return seePractice(visit)
    }),

  setUp: async (call, { takes }) => {
    const { practice, person, token } = takes
    const own = [practice.name, person.first, person.last, person.address]
    if (isEasyToGuess(person.password, own))
      throw new Refused('wrong-fields', { fields: [{ field: 'person.password', code: 'known-bad' }] })
    refuseUnknownZone('practice.timeZone', practice.timeZone)
    await call.house.limits.countSignIn(call.from, 'set up')
    const works = await linkWorks(call.house.databases, call.practice, { token, now: call.house.clock.now() })
    // Before the visit: a transaction never spans a hash. Whoever has no working link gets none made.
    const hash = works ? await hashPassword(person.password) : ''
    await call.asNobody().visitAsOwner(async (visit) => {
      await setUpPractice(visit, await openEmptyRoom(visit, { token, works }), {
        practice,
        person: { ...person, hash },
      })
    })
  },

  seeSettings: (call) => call.visit(async (visit) => seeSettings(visit, await openSettings(visit))),

  changeSettings: (call, { takes }) =>
    call.visit(async (visit) => {
      const door = await openSettings(visit)
      if (takes.timeZone !== undefined) refuseUnknownZone('timeZone', takes.timeZone)
      await changeSettings(visit, door, takes)
      return await seeSettings(visit, door)
    }),

  seeInnerDesk: (call) =>
    call.visit(async (visit) => {
      await visit.enter()
      openPractice(visit)
      return await seeDesk(visit)
    }),

  register: async (call, { takes }) => {
    await call.house.limits.countSignIn(call.from, takes.person.address)
    await call.asNobody().visit(async (visit) => {
      await register(visit, await openRegistering(visit, takes.person.kind), takes.person)
    })
  },

  listRegistrations: (call) =>
    call.visit(async (visit) => ({ registrations: await seeRegistrations(visit, await openRegistrations(visit)) })),

  acceptRegistration: (call, { where }) =>
    call.visit(async (visit) => acceptRegistration(visit, await openRegistration(visit, where.id))),

  declineRegistration: (call, { where }) =>
    call.visit(async (visit) => declineRegistration(visit, await openRegistration(visit, where.id))),
}

function refuseUnknownZone(field: string, name: string): void {
  if (!isTimeZone(name)) throw new Refused('wrong-fields', { fields: [{ field, code: 'wrong-form' }] })
}

/** Any name that stands for a time zone: browsers spell some in older ways. */
function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
