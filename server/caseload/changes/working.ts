import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Relation } from '../../../rules/words.ts'
import { seal } from '../../crypto.ts'
import { Refused } from '../../errors.ts'
import { ownFile } from '../../keys.ts'
import type { Opened, ToldRows, Visit } from '../../visit.ts'
import type { RelationsRow } from '../access/relations.ts'
import { dayIn, formSettings } from './form.ts'

/** What a function tells of who works with a client. */
export type ToldOfRelation = { file: ToldRows; tasks: ToldRows; conversations: [string, ToldRows][] } | null

/** Relates a colleague (CAS-15). A secretary who relates herself says why; that stands in the log with it. */
export async function relateColleague(
  visit: Visit,
  client: Opened<RelationsRow, 'relate'>,
  given: {
    kind: Relation
    until: string | null
    standsInFor: string | null
    motivation: string | null
    clientKey: string
  },
): Promise<void> {
  const { other } = client
  if (client.keyUsed) throw new Refused('key-used')
  if (client.doneBefore || !other) return
  const asSecretary = other.me && client.relation !== 'therapist'
  if (asSecretary && given.motivation === null)
    throw new Refused('wrong-fields', { fields: [{ field: 'motivation', code: 'missing' }] })
  if (given.standsInFor !== null) await checkStandIn(visit, client, given)
  const ends = await endOf(visit, given.until)
  if (asSecretary && given.motivation !== null) {
    const reason = await keepReason(visit, given.motivation)
    for (const line of visit.lines) line.about.motivation = reason
  }
  const [row] = await visit.change(sql<{ told: ToldOfRelation }>`
    select room.relate(${client.id}, ${other.id}, ${given.kind}, ${ends}, ${given.standsInFor}, ${given.clientKey}, ${visit.now}) as told`)
  // The house learns when it ends.
  if (ends) visit.leaveWork()
  tellAll(visit, client.id, row?.told)
}

/** Moves what somebody guides to a colleague who works with the client (TRF-6); tools that are not theirs any more: look again. */
export async function transferTools(
  visit: Visit,
  client: Opened<RelationsRow, 'transfer'>,
  { from, tools, clientKey }: { from: string; tools: string[]; clientKey: string },
): Promise<void> {
  const { other } = client
  if (client.keyUsed) throw new Refused('key-used')
  if (client.doneBefore || !other) return
  const wanted = [...new Set(tools.map((tool) => tool.toLowerCase()))]
  const { there } = await visit.one(sql<{ there: number }>`select count(*)::integer as there from room.tool t
    where t.owner = ${client.id} and t.guided_by = ${from} and t.id = any (${wanted}::uuid[])`)
  if (there !== wanted.length) throw new Refused('look-again')
  const [row] = await visit.change(sql<{ told: ToldOfRelation }>`
    select room.transfer_tools(${client.id}, ${from}, ${other.id}, ${wanted}::uuid[], ${clientKey}, ${visit.now}) as told`)
  tellAll(visit, client.id, row?.told)
}

/** Ends a relation (TRF-8). `unguided`: what the screen said would be without support; anything else now, and nothing happens. */
export async function breakRelation(
  visit: Visit,
  client: Opened<RelationsRow, 'break'>,
  unguided: string[],
): Promise<void> {
  const { other } = client
  if (!other) return
  const { same } = await visit.one(
    sql<{ same: boolean }>`select room.guides_exactly(${client.id}, ${other.id}, ${unguided}::uuid[]) as same`,
  )
  if (!same) throw new Refused('look-again')
  const [row] = await visit.change(
    sql<{ told: ToldOfRelation }>`select room.break_relation(${client.id}, ${other.id}, ${visit.now}) as told`,
  )
  tellAll(visit, client.id, row?.told)
}

/** Everybody who is concerned hears of it after the commit. */
export function tellAll(visit: Visit, client: string, told: ToldOfRelation | undefined): void {
  visit.tell('file', client, told?.file)
  visit.tell('tasks', null, told?.tasks)
  for (const [conversation, rows] of told?.conversations ?? []) visit.tell('conversation', conversation, rows)
}

/** A stand-in ends with that day in the practice's own time; a day that is over is refused. */
export async function endOf(visit: Visit, until: string | null): Promise<Date | null> {
  if (until === null) return null
  const { timeZone } = await formSettings(visit)
  if (until < dayIn(timeZone, visit.now))
    throw new Refused('wrong-fields', { fields: [{ field: 'until', code: 'day-is-over' }] })
  const { ends } = await visit.one(
    sql<{ ends: Date }>`select ((${until}::date + 1)::timestamp at time zone ${timeZone}) as ends`,
  )
  return ends
}

/** A typed reason, sealed with the key of who typed it. It opens nothing by itself. */
export async function keepReason(visit: Visit, words: string): Promise<string> {
  const id = uuid({ msecs: visit.now.getTime() })
  const owner = visit.account.id
  const sealed = seal(await visit.practice.keys.take({ owner, scope: ownFile }), { owner, row: id }, words)
  await visit.change(sql`select room.keep_reason(${id}, ${sealed}, ${visit.now})`)
  return id
}

/** Somebody stands in for a therapist of this client, until a day. */
async function checkStandIn(
  visit: Visit,
  client: RelationsRow,
  { until, standsInFor, kind }: { until: string | null; standsInFor: string | null; kind: Relation },
): Promise<void> {
  const rows = await visit.all(sql`select from room.who_works_with(${client.id}) as w
    where w.professional = ${standsInFor} and w.kind = 'therapist'`)
  const wrong = standsInFor?.toLowerCase() === client.other?.id || kind !== 'therapist' || rows.length === 0
  if (until === null) throw new Refused('wrong-fields', { fields: [{ field: 'until', code: 'missing' }] })
  if (wrong) throw new Refused('wrong-fields', { fields: [{ field: 'standsInFor', code: 'unknown' }] })
}
