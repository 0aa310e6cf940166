import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { ImportOutcome } from '../../../contract/accounts/professionals.ts'
import { importProfessionals, manageProfessional } from '../../../rules/accounts/professionals.ts'
import { notFound } from '../../errors.ts'
import type { Opened, Visit } from '../../visit.ts'
import { readImport, type ReadRow } from './import-rows.ts'
import { askTaken, clashesOf } from './professionals-managing.ts'
import { askFacts } from './professionals.ts'

/** A row with what becomes of it; `door`: to the account to be, where one will be. */
export type JudgedRow = Omit<ReadRow, 'wrong'> & {
  outcome: ImportOutcome
  door: Opened<{ account: string }, 'add professional'> | null
}

export type Import = {
  rows: JudgedRow[]
  changed: number[]
  places: { active: number; most: number }
  done: number | null
}

/** The door to looking at what an import would do. */
export async function openPreview(visit: Visit, text: string): Promise<Opened<Import, 'preview'>> {
  const { manages, rows, places } = await judgeAll(visit, await readForManager(visit, text), false)
  const verdict = importProfessionals.judge({ manages, asShown: true })
  visit.note(verdict, { kind: 'accounts', id: null })
  if (!verdict.may) throw notFound()
  const seen: Import = { rows, places, changed: [], done: null }
  return seen as Opened<Import, 'preview'>
}

/**
 * The door to carrying it out. Counts and who manages are held, so that it happens as it is judged here. `done`: how many were
 * added when it was sent before with this key.
 */
export async function openImport(
  visit: Visit,
  text: string,
  { seen, clientKey }: { seen: readonly ImportOutcome[]; clientKey: string },
): Promise<Opened<Import, 'import'>> {
  const read = await readForManager(visit, text)
  const judged = judgeAll(visit, read, true)
  const before = visit.one(sql<{ added: number | null }>`select room.import_done(${clientKey}) as added`)
  const [{ manages, rows, places }, { added: done }] = await Promise.all([judged, before])
  const changed = rows.flatMap(({ line, outcome }, index) => (outcome === seen[index] ? [] : [line]))
  const asShown = done !== null || (changed.length === 0 && seen.length === rows.length)
  const verdict = importProfessionals.judge({ manages, asShown })
  visit.note(verdict, { kind: 'accounts', id: null })
  if (!manages) throw notFound()
  if (verdict.may && done === null) noteEach(visit, rows)
  return { rows, changed: done === null ? changed : [], places, done } as Opened<Import, 'import'>
}

/** Nobody else is told anything of a list: for them it is empty, and the door says no. */
async function readForManager(visit: Visit, text: string): Promise<ReadRow[]> {
  await visit.enter()
  return visit.account.groups.includes('application manager') ? readImport(text) : []
}

/** Each account that is made has its own line, as if it were added alone. */
function noteEach(visit: Visit, rows: readonly JudgedRow[]): void {
  for (const { door } of rows)
    if (door) visit.note(manageProfessional.judge({ manages: true }), { kind: 'account', id: door.account })
}

async function judgeAll(visit: Visit, read: readonly ReadRow[], hold: boolean) {
  const held = askFacts(visit, null, hold)
  const asked = askTaken(visit, read, null)
  const [facts, taken] = await Promise.all([held, asked])
  let active = facts.nowActive
  const rows = read.map(({ wrong, ...row }): JudgedRow => {
    const clashes = clashesOf(visit.practice, row, taken)
    const clash = clashes.address ? 'there already' : clashes.identifier ? 'identifier taken' : null
    const over = active >= facts.most ? 'over the limit' : null
    const outcome: ImportOutcome = wrong ?? clash ?? over ?? 'will be added'
    if (outcome !== 'will be added') return { ...row, outcome, door: null }
    active += 1
    return { ...row, outcome, door: { account: uuid() } as Opened<{ account: string }, 'add professional'> }
  })
  return { manages: facts.manages, rows, places: { active: facts.nowActive, most: facts.most } }
}
