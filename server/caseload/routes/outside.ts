import { soughtFields } from '../../../contract/caseload/outside.ts'
import type { Routes } from '../../http.ts'
import { openClient } from '../access/clients.ts'
import { openGivingReason, openLooking, openOutsideClient, openOutsideSearch } from '../access/outside.ts'
import { beginTemporaryAccess, endTemporaryAccess, giveReason, relateMyself } from '../changes/outside.ts'
import { searchOutside, seeOutside, seeOutsideClient } from '../views/outside.ts'

/** Looking outside the own caseload. */
export const outsideRoutes: Routes<
  | 'seeOutside'
  | 'giveReason'
  | 'searchOutside'
  | 'openOutside'
  | 'relateMyself'
  | 'beginTemporaryAccess'
  | 'endTemporaryAccess'
> = {
  seeOutside: (call) => call.visit(async (visit) => seeOutside(await openLooking(visit))),

  giveReason: (call, { takes }) => call.visit(async (visit) => giveReason(visit, await openGivingReason(visit), takes)),

  searchOutside: (call, { takes: { motivation, ...sought } }) =>
    call.visit(async (visit) => {
      const fields = soughtFields.filter((field) => sought[field] !== undefined)
      return await searchOutside(visit, await openOutsideSearch(visit, { reason: motivation, fields }), sought)
    }),

  openOutside: (call, { where, takes }) =>
    call.visit(async (visit) =>
      seeOutsideClient(visit, await openOutsideClient(visit, { ...where, reason: takes.motivation, to: 'open' })),
    ),

  relateMyself: (call, { where, takes }) =>
    call.visit(async (visit) =>
      relateMyself(visit, await openOutsideClient(visit, { ...where, reason: takes.motivation, to: 'relate' })),
    ),

  beginTemporaryAccess: (call, { where, takes }) =>
    call.visit(async (visit) =>
      beginTemporaryAccess(
        visit,
        await openOutsideClient(visit, { ...where, reason: takes.motivation, to: 'temporary access' }),
      ),
    ),

  endTemporaryAccess: (call, { where }) =>
    call.visit(async (visit) => endTemporaryAccess(visit, await openClient(visit, where.id, 'end temporary access'))),
}
