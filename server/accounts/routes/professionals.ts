import type { z } from 'zod'
import type { ImportRow, professionalFields } from '../../../contract/accounts/professionals.ts'
import type { Routes } from '../../http.ts'
import { calledIn } from '../access/import-rows.ts'
import { type JudgedRow, openImport, openPreview } from '../access/professionals-import.ts'
import {
  openActivation,
  openAddition,
  openChange,
  openDeactivation,
  openWelcome,
} from '../access/professionals-managing.ts'
import { openColleague, openColleagues } from '../access/professionals.ts'
import { carryOut } from '../changes/professionals-import.ts'
import { activate, addProfessional, changeProfessional, deactivate, welcomeAgain } from '../changes/professionals.ts'
import { seeColleague, seeColleagues } from '../views/professionals.ts'

type Names =
  | 'listProfessionals'
  | 'seeProfessional'
  | 'addProfessional'
  | 'changeProfessional'
  | 'deactivateProfessional'
  | 'activateProfessional'
  | 'welcomeProfessional'
  | 'previewImport'
  | 'importProfessionals'

export const professionalRoutes: Routes<Names> = {
  listProfessionals: (call, { asksFor }) =>
    call.visit(async (visit) => {
      const { rows, more } = await openColleagues(visit, asksFor)
      return { professionals: await seeColleagues(visit, rows), more }
    }),

  seeProfessional: (call, { where }) =>
    call.visit(async (visit) => seeColleague(visit, await openColleague(visit, where.id))),

  addProfessional: (call, { takes }) =>
    call.visit(async (visit) => {
      const given = givenFrom(takes)
      const door = await openAddition(visit, { ...given, active: takes.active })
      await addProfessional(visit, door, { ...given, active: takes.active })
      return { id: door.account }
    }),

  changeProfessional: (call, { where, takes }) =>
    call.visit(async (visit) => {
      const given = givenFrom(takes)
      const door = await openChange(visit, where.id, { ...given, evenLast: takes.evenLast ?? false })
      await changeProfessional(visit, door, given)
    }),

  deactivateProfessional: (call, { where, takes }) =>
    call.visit(async (visit) => deactivate(visit, await openDeactivation(visit, where.id, takes.evenLast ?? false))),

  activateProfessional: (call, { where }) =>
    call.visit(async (visit) => activate(visit, await openActivation(visit, where.id))),

  welcomeProfessional: (call, { where }) =>
    call.visit(async (visit) => welcomeAgain(visit, await openWelcome(visit, where.id))),

  previewImport: (call, { takes }) =>
    call.visit(async (visit) => {
      const { rows, places } = await openPreview(visit, takes.text)
      return { rows: rows.map(seeRow), places }
    }),

  importProfessionals: (call, { takes }) =>
    call.visit(async (visit) => {
      const door = await openImport(visit, takes.text, takes)
      const added = await carryOut(visit, door, takes.clientKey)
      return { added, rows: door.rows.map(seeRow), changed: door.changed, places: door.places }
    }),
}

/** What was typed, as accounts are made of it. */
function givenFrom(takes: z.output<typeof professionalFields>) {
  const { first, infix, last, address, description, groups } = takes
  const identifier = takes.identifier || null
  return {
    name: { first, infix, last },
    address,
    identifier,
    details: { identifier },
    description,
    labels: takes.labels.map((label) => label.trim()),
    groups: [...new Set(groups)],
    evenIfAlike: takes.evenIfAlike ?? false,
  }
}

function seeRow(row: JudgedRow): ImportRow {
  const { line, address, groups, outcome } = row
  return { line, name: calledIn(row), address, groups, outcome }
}
