import { readOutsideLog } from '../../../rules/audit/outside.ts'
import { notFound } from '../../errors.ts'
import type { Opened, Visit } from '../../visit.ts'

/** The door to the log of what was done outside a caseload. Reading it is written down too. */
export async function openOutsideLog(visit: Visit): Promise<Opened<object, 'read outside log'>> {
  await visit.enter()
  const verdict = readOutsideLog.judge({ groups: visit.account.groups })
  visit.note(verdict, { kind: 'log', id: null })
  if (!verdict.may) throw notFound()
  return {} as Opened<object, 'read outside log'>
}
