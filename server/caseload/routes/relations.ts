import type { Routes } from '../../http.ts'
import {
  openBreaking,
  openHandOver,
  openProfessionals,
  openRelating,
  openTransfer,
  openWithoutTherapist,
} from '../access/relations.ts'
import { handOver } from '../changes/handing-over.ts'
import { breakRelation, relateColleague, transferTools } from '../changes/working.ts'
import { seeHandOver } from '../views/hand-over.ts'
import { listWithoutTherapist, seeProfessionals, seeRelatable } from '../views/relations.ts'

/** Who works with a client. */
export const relationRoutes: Routes<
  | 'seeProfessionals'
  | 'seeRelatable'
  | 'relateProfessional'
  | 'transferTools'
  | 'endRelation'
  | 'seeHandOver'
  | 'handOver'
  | 'listWithoutTherapist'
> = {
  seeProfessionals: (call, { where }) =>
    call.visit(async (visit) => seeProfessionals(visit, await openProfessionals(visit, where.id, 'professionals'))),

  seeRelatable: (call, { where }) =>
    call.visit(async (visit) => seeRelatable(visit, await openProfessionals(visit, where.id, 'choices'))),

  relateProfessional: (call, { where, takes }) =>
    call.visit(async (visit) => {
      const wish = { client: where.id, with: takes.professional, clientKey: takes.clientKey }
      await relateColleague(visit, await openRelating(visit, wish, takes.kind), takes)
    }),

  transferTools: (call, { where, takes }) =>
    call.visit(async (visit) => {
      const wish = { client: where.id, with: takes.to, clientKey: takes.clientKey }
      await transferTools(visit, await openTransfer(visit, wish, where.professional), {
        ...takes,
        from: where.professional,
      })
    }),

  endRelation: (call, { where, takes }) =>
    call.visit(async (visit) => {
      const wish = { client: where.id, with: where.professional, clientKey: null }
      await breakRelation(visit, await openBreaking(visit, wish), takes.unguided)
    }),

  seeHandOver: (call, { where }) =>
    call.visit(async (visit) => seeHandOver(visit, await openProfessionals(visit, where.id, 'see hand-over'))),

  handOver: (call, { where, takes }) =>
    call.visit(async (visit) => {
      const wish = { client: where.id, with: takes.to, clientKey: takes.clientKey }
      return await handOver(visit, await openHandOver(visit, wish), takes)
    }),

  listWithoutTherapist: (call) =>
    call.visit(async (visit) => listWithoutTherapist(visit, await openWithoutTherapist(visit))),
}
