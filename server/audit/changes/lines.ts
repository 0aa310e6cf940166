import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { contract } from '../../../contract/index.ts'
import type { Verdict } from '../../../rules/verdict.ts'
import { mac } from '../../crypto.ts'
import { prepared } from '../../query.ts'
import type { Visit } from '../../visit.ts'

/**
 * What a line is about. `motivation`: the typed reason it rests on, by id. `onBehalfOf`: who answers for it, where somebody acts for a
 * colleague.
 */
export type About = {
  kind: string
  id: string | null
  client?: string | null
  motivation?: string | null
  onBehalfOf?: string | null
}

/** One look, as NEN 7513 wants it: the fact, never the content. */
export type Line = {
  action: string
  rule: string
  verdict: Verdict
  about: About
  /** What came of it, where something new did: a line of a yes names this one. A refused or undone change has made nothing. */
  made?: { kind: string; id: string }
  /** Who acts, where the visit itself cannot know: somebody who is just signing in. */
  by: { id: string; kind: string; groups: readonly string[]; session: string } | null
  /** How many a search found; null = not a search. */
  found: number | null
  /** Which fields a search outside the own caseload sought in, never the words (CAS-6); null = not such a search. */
  fields?: readonly string[] | null
}

/** Writes the visit's lines, unchained, each with its MAC; the sealer chains them after the commit. `run` sends without waiting. */
export async function writeLines(
  visit: Visit,
  run: (query: ReturnType<typeof prepared>) => Promise<unknown>,
): Promise<void> {
  const lines = visit.lines.filter((line) => !alreadyTold(visit, line))
  await Promise.all(lines.map((line) => run(lineQuery(visit, line))))
  for (const line of lines) visit.afterwards.push(() => remember(visit, line))
}

function lineQuery(visit: Visit, line: Line) {
  const account = line.by ?? visit.accountOrNobody
  const accessPoint = visit.arrival.accessPoint?.() ?? null
  const object = (line.verdict.may && line.made) || line.about
  const row = {
    id: uuid({ msecs: visit.now.getTime() }),
    at: visit.now.toISOString(),
    action: line.action,
    allowed: line.verdict.may,
    basis: line.verdict.may ? line.verdict.basis : line.verdict.because,
    rule: line.rule,
    account: account?.id ?? null,
    roles: account ? [account.kind, ...account.groups] : ['nobody'],
    session: account?.session ?? null,
    accessPoint: accessPoint?.toString('hex') ?? null,
    kind: object.kind,
    object: object.id,
    client: line.about.client ?? null,
    found: line.found,
    onBehalfOf: line.about.onBehalfOf ?? null,
    emergency: line.verdict.may && line.verdict.basis === temporaryAccess,
    motivation: line.about.motivation ?? null,
    fields: line.fields ?? null,
  }
  return prepared(sql`insert into room.audit
    (id, at, action, allowed, basis, rule, account, roles, session, access_point, object_kind, object, client, found,
     on_behalf_of, emergency, motivation, fields, mac)
    values (${row.id}, ${row.at}, ${row.action}, ${row.allowed}, ${row.basis}, ${row.rule}, ${row.account}, ${row.roles}, ${row.session},
      ${accessPoint}, ${row.kind}, ${row.object}, ${row.client}, ${row.found},
      ${row.onBehalfOf}, ${row.emergency}, ${row.motivation}, ${row.fields}, ${mac(visit.practice.keys.audit, canonical(row))})`)
}

/** The basis of a look for a while into a file outside the own caseload: the line says that it was no ordinary one. */
const temporaryAccess = 'temporary access'

/** What the MAC covers: every field, in this order. A verifier spells it the same way. */
function canonical(row: Record<string, unknown>): string {
  return JSON.stringify(['alcove audit 2', ...Object.values(row)])
}

/** Refreshing what is open, in the same session within 15 minutes, is covered by the first line. */
const coveredFor = 15 * 60_000
const rememberAtMost = 20_000
const told = new Map<string, number>()

function alreadyTold(visit: Visit, line: Line): boolean {
  if (!line.verdict.may || !covered.has(line.action)) return false
  const at = told.get(spell(visit, line))
  return at !== undefined && visit.now.getTime() - at < coveredFor && visit.now.getTime() >= at
}

/** What takes the log or a file out of the room leaves a line each time. */
const copies: ReadonlySet<string> = new Set(['who looked copied', 'log copied'])

/** Saved again and again while somebody types for themselves; sending leaves its own line. */
const typing = 'answer saved'

/** Only looking is covered, and typing; every other change leaves its own line. */
const covered: ReadonlySet<string> = new Set([
  typing,
  ...Object.values(contract).flatMap(({ method, leaves }) =>
    method === 'GET' && typeof leaves === 'string' && !copies.has(leaves) ? [leaves] : [],
  ),
])

function remember(visit: Visit, line: Line): void {
  if (!line.verdict.may || !covered.has(line.action)) return
  if (told.size >= rememberAtMost) {
    const oldest = told.keys().next().value
    if (oldest !== undefined) told.delete(oldest)
  }
  told.set(spell(visit, line), visit.now.getTime())
}

/** The same look on another basis, or for another reason, is another one. */
function spell(visit: Visit, { action, verdict, about }: Line): string {
  const basis = verdict.may ? verdict.basis : verdict.because
  return `${visit.practice.id} ${visit.accountOrNobody?.session} ${action} ${about.id} ${basis} ${about.motivation ?? ''}`
}
