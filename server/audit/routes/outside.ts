import type { Routes } from '../../http.ts'
import { openOutsideLog } from '../access/outside.ts'
import { seeOutsideLog } from '../views/outside.ts'

/** The application manager's log of what was done outside a caseload. */
export const outsideLogRoutes: Routes<'seeOutsideLog'> = {
  seeOutsideLog: (call, { asksFor }) =>
    call.visit(async (visit) => seeOutsideLog(visit, await openOutsideLog(visit), asksFor)),
}
