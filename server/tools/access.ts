import { sql } from 'kysely'
import { clientTasks } from '../../rules/tasks.ts'
import { answerTool, arrangeTools, giveFeedback, listTools, readTool, type ToolFacts } from '../../rules/tools.ts'
import type { Verdict } from '../../rules/verdict.ts'
import type { Relation } from '../../rules/words.ts'
import { notFound } from '../errors.ts'
import type { Opened, Visit } from '../visit.ts'

/** A client whose tools are looked at, and how this visitor stands to them. */
export type FileRow = { client: string; relation: Relation | null; temporary: boolean }

/** What one may come to do with a client's tools as a whole, and the rule that is asked for it. */
const fileRules = { list: listTools, prepare: arrangeTools, tasks: clientTasks }

/** The door to a client's tools. Not there and not yours are the same answer at the same cost; a relation to write by is held. */
export async function openToolsOf<To extends keyof typeof fileRules>(
  visit: Visit,
  given: string,
  to: To,
): Promise<Opened<FileRow, To>> {
  const id = given.toLowerCase()
  const { client, relation, motivation } = await visit.one(
    sql<StandingRow>`select * from room.file_standing(${id}, ${to === 'prepare'})`,
  )
  const facts = { groups: visit.account.groups, owner: false, relation, temporary: motivation !== null }
  const verdict: Verdict =
    client === null ? { may: false, because: 'not in your caseload' } : fileRules[to].judge(facts)
  visit.note(verdict, { kind: 'account', id, client, motivation })
  if (client === null || !verdict.may) throw notFound()
  return { client, relation, temporary: facts.temporary } as Opened<FileRow, To>
}

/** A tool behind its door: its moments, and how this visitor stands to it. */
export type ToolRow = {
  id: string
  owner: string
  kind: 'worksheet'
  guidedBy: string | null
  preparedAt: Date
  startedAt: Date | null
  waitsSince: Date | null
  feedbackAt: Date | null
  doneAt: Date | null
  archivedAt: Date | null
  facts: ToolFacts & { guide: boolean }
}

/** What one may come to do with a tool, and the rule that is asked for it. */
export const toolRules = { read: readTool, arrange: arrangeTools, answer: answerTool, feedback: giveFeedback }
export type Purpose = keyof typeof toolRules

/** The only way from an id to a tool. What is to be changed is held until the visit ends, with the relation it rests on. */
export async function openTool<To extends Purpose>(visit: Visit, given: string, to: To): Promise<Opened<ToolRow, To>> {
  const id = given.toLowerCase()
  const row = await visit.one(sql<FactsRow>`select * from room.tool_facts(${id}, ${to !== 'read'})`)
  const facts = {
    groups: visit.account.groups,
    owner: row.owner === visit.account.id,
    relation: row.relation,
    temporary: row.motivation !== null,
    guide: row.guided_by === visit.account.id,
  }
  const verdict: Verdict =
    row.owner === null ? { may: false, because: 'not a tool of theirs' } : toolRules[to].judge(facts)
  visit.note(verdict, { kind: 'tool', id, client: row.owner, motivation: row.motivation })
  if (row.owner === null || !verdict.may) throw notFound()
  const opened: ToolRow = {
    id,
    owner: row.owner,
    kind: row.kind,
    guidedBy: row.guided_by,
    preparedAt: row.prepared_at,
    startedAt: row.started_at,
    waitsSince: row.waits_since,
    feedbackAt: row.feedback_at,
    doneAt: row.done_at,
    archivedAt: row.archived_at,
    facts,
  }
  return opened as Opened<ToolRow, To>
}

/** The door to one's own tools. */
export async function openOwnTools(visit: Visit): Promise<Opened<{ owner: string }, 'own tools'>> {
  await visit.enter()
  const { id, groups } = visit.account
  const verdict = readTool.judge({ groups, owner: true, relation: null, temporary: false })
  visit.note(verdict, { kind: 'account', id, client: id })
  return { owner: id } as Opened<{ owner: string }, 'own tools'>
}

type StandingRow = { client: string | null; relation: Relation | null; motivation: string | null }
type FactsRow = {
  owner: string | null
  kind: 'worksheet'
  guided_by: string | null
  prepared_at: Date
  started_at: Date | null
  waits_since: Date | null
  feedback_at: Date | null
  done_at: Date | null
  archived_at: Date | null
  relation: Relation | null
  motivation: string | null
}
