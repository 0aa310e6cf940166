import type { Call } from '../../call.ts'
import type { Routes } from '../../http.ts'
import { remakePicture } from '../../pictures.ts'
import type { ProfileField } from '../../../rules/accounts/profile.ts'
import { openAbsence, openPicture, openProfile } from '../access/profile.ts'
import { changeAbsence, changeProfile, setPicture } from '../changes/profile.ts'
import { seePicture, seeProfile } from '../views/profile.ts'

type Names = 'seeProfile' | 'changeProfile' | 'changeAbsence' | 'setPicture' | 'removePicture' | 'seePicture'

export const profileRoutes: Routes<Names> = {
  seeProfile: (call) => look(call),

  changeProfile: async (call, { takes }) => {
    const fields = Object.entries(takes).flatMap(([field, value]) =>
      value === undefined ? [] : [field as ProfileField],
    )
    await call.visit(async (visit) => changeProfile(visit, await openProfile(visit, fields), takes))
    return await look(call)
  },

  changeAbsence: async (call, { takes }) => {
    await call.visit(async (visit) => changeAbsence(visit, await openAbsence(visit), takes.absence))
    return await look(call)
  },

  // The door is asked before the work and again after it: a transaction never spans a picture.
  setPicture: async (call, { takes }) => {
    await call.visitWithoutLine((visit) => openProfile(visit, ['picture']))
    const jpeg = await remakePicture(Buffer.from(takes.picture, 'base64'))
    await call.visit(async (visit) => setPicture(visit, await openProfile(visit, ['picture']), jpeg))
    return await look(call)
  },

  removePicture: async (call) => {
    await call.visit(async (visit) => setPicture(visit, await openProfile(visit, ['picture']), null))
    return await look(call)
  },

  seePicture: (call, { where }) => call.visit(async (visit) => seePicture(visit, await openPicture(visit, where))),
}

/** What it is after a change, in a visit of its own that leaves no line. */
async function look(call: Call) {
  return await call.visitWithoutLine(async (visit) => seeProfile(visit, await openProfile(visit, [])))
}
