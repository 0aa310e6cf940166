import type { Routes } from '../../http.ts'
import {
  openAnswering,
  openAsking,
  openCancelling,
  openRequest,
  openRequestsOf,
  openWhatWaits,
} from '../access/requests.ts'
import { answerRequest, askToRelate, cancelRequest } from '../changes/requests.ts'
import { seeMyRequests, seeRequest, seeRequestsOf } from '../views/requests.ts'

export const requestRoutes: Routes<
  | 'askToRelate'
  | 'listRelateRequests'
  | 'listMyRelateRequests'
  | 'cancelRelateRequest'
  | 'seeRelateRequest'
  | 'answerRelateRequest'
> = {
  askToRelate: (call, { takes }) =>
    call.visit(async (visit) => ({ id: await askToRelate(visit, await openAsking(visit, takes)) })),

  listRelateRequests: (call, { where }) =>
    call.visit(async (visit) => seeRequestsOf(visit, await openRequestsOf(visit, where.id))),

  listMyRelateRequests: (call) => call.visit(async (visit) => seeMyRequests(visit, await openWhatWaits(visit))),

  cancelRelateRequest: (call, { where }) =>
    call.visit(async (visit) => cancelRequest(visit, await openCancelling(visit, where.id))),

  seeRelateRequest: (call, { where }) =>
    call.visit(async (visit) => seeRequest(visit, await openRequest(visit, where.id))),

  answerRelateRequest: (call, { where, takes }) =>
    call.visit(async (visit) => answerRequest(visit, await openAnswering(visit, where.id, takes.answer), takes.answer)),
}
