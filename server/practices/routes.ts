import { Refused } from '../errors.ts'
import { hashPassword, isEasyToGuess } from '../passwords.ts'
import type { Routes } from '../http.ts'
import { linkWorks, openEmptyRoom, openPractice } from './access.ts'
import { setUpPractice } from './changes.ts'
import { seePractice } from './views.ts'

export const practiceRoutes: Routes<'seePractice' | 'setUp'> = {
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
    if (!isTimeZone(practice.timeZone))
      throw new Refused('wrong-fields', { fields: [{ field: 'practice.timeZone', code: 'wrong-form' }] })
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
}

/** Any name that stands for a time zone: browsers spell some in older ways. */
function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
