import type { Routes } from '../http.ts'
import { openHistory, openLog, openLook, openOwnLooks } from './access.ts'
import { judgeLook } from './changes/reviews.ts'
import { copyLog } from './views/fhir.ts'
import { seeLooks, seeOwnLooks } from './views/looks.ts'
import { seeLooksToReview } from './views/review.ts'

export const auditRoutes: Routes<
  'seeWhoLooked' | 'copyWhoLooked' | 'seeOwnLooks' | 'seeHistory' | 'listLooksToReview' | 'judgeLook' | 'copyLog'
> = {
  seeWhoLooked: (call, { asksFor }) =>
    call.visit(async (visit) => seeLooks(visit, await openOwnLooks(visit, 'looks at me'), asksFor)),

  copyWhoLooked: (call, { asksFor }) =>
    call.visit(async (visit) => {
      await openOwnLooks(visit, 'looks at me')
      return await copyLog(visit, { part: 'looks at me', path: '/api/me/looks/fhir' }, asksFor)
    }),

  seeOwnLooks: (call, { asksFor }) =>
    call.visit(async (visit) => seeOwnLooks(visit, await openOwnLooks(visit, 'own looks'), asksFor)),

  seeHistory: (call, { where, asksFor }) =>
    call.visit(async (visit) => seeLooks(visit, await openHistory(visit, where.id), asksFor)),

  listLooksToReview: (call, { asksFor }) =>
    call.visit(async (visit) => seeLooksToReview(visit, await openLog(visit, 'review'), asksFor)),

  judgeLook: (call, { where, takes }) =>
    call.visit(async (visit) => judgeLook(visit, await openLook(visit, where.id), takes)),

  copyLog: (call, { asksFor }) =>
    call.visit(async (visit) => {
      await openLog(visit, 'copy')
      return await copyLog(visit, { part: 'all', path: '/api/practice/log/fhir' }, asksFor)
    }),
}
