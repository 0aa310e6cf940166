import { sql } from 'kysely'
import type { Sent, Tool, ToolLine, ToolState } from '../../contract/tools.ts'
import { arrangeTools, giveFeedback, readTool } from '../../rules/tools.ts'
import { ownFile } from '../keys.ts'
import { fullName, type Opener, openerFor } from '../names.ts'
import type { Opened, Visit } from '../visit.ts'
import type { FileRow, ToolRow } from './access.ts'
import { bodyPlace, feedbackPlace, liesWithGuide, type ToolBody } from './changes.ts'

/** More than anybody works with; a list is one statement all the same. */
const most = 500

/** The tools of a client, newest first, with what stands around them. Kind and dates for who may read no word of them. */
export async function listTools(visit: Visit, { client, ...facts }: Opened<FileRow, 'list'>) {
  const standing = { groups: visit.account.groups, owner: false, ...facts }
  const [rows, people, close] = await visit.last(
    Promise.all([
      visit.all(linesOf(client)),
      visit.all(sql<PersonRow>`
        select n.account, n.sealed from room.guides_of(${client}) as g (id) join room.account_name n on n.account = g.id`),
      visit.all(sql<{ many: number }>`select room.close_to(${client}) as many`),
    ]),
  )
  const open = await openerFor(visit, [file(client), ...people.map(({ account }) => file(account))])
  const arranges = arrangeTools.judge(standing).may
  return {
    tools: rows.map((row) => lineFrom(row, open)),
    relatedPersons: readTool.judge(standing).may ? (close[0]?.many ?? 0) : null,
    guides: people
      .filter(() => arranges)
      .map(({ account, sealed }) => ({
        id: account,
        name: fullName(open(file(account), account, sealed)) ?? '',
        you: account === visit.account.id,
      })),
  }
}

/** One's own tools, newest first. */
export async function listMyTools(visit: Visit, { owner }: Opened<{ owner: string }, 'own tools'>) {
  const rows = await visit.last(visit.all(linesOf(owner)))
  const open = await openerFor(visit, [file(owner)])
  return { tools: rows.map((row) => lineFrom(row, open)) }
}

/** One tool as this reader sees it: what is not sent yet only by its owner, which the second wall sees to. */
export async function seeTool(visit: Visit, tool: Opened<ToolRow, 'read'>): Promise<Tool> {
  const { id, owner, facts } = tool
  const [words, answers, sent, people] = await visit.last(
    Promise.all([
      visit.all(sql<{ title: Buffer; body: Buffer }>`select title, body from room.tool_content where tool = ${id}`),
      visit.all(sql<AnswerRow>`select question, saved_at, sealed from room.tool_answer where tool = ${id}`),
      visit.all(sql<SentRow>`
        select s.id, s.at, s.sealed, f.given_by, f.at as feedback_at, f.sealed as feedback
        from room.tool_sent s left join room.tool_feedback f on f.sent = s.id where s.tool = ${id} order by s.at desc, s.id desc`),
      visit.all(sql<PersonRow>`select account, sealed from room.people_of_tool(${id})`),
    ]),
  )
  const open = await openerFor(visit, [file(owner), ...people.map(({ account }) => file(account))])
  const names = new Map(people.map((row) => [row.account, fullName(open(file(row.account), row.account, row.sealed))]))
  const body = open(file(owner), bodyPlace(id), words[0]?.body ?? null)
  const { text, questions } = body === null ? { text: '', questions: [] } : (JSON.parse(body) as ToolBody)
  const opened = (row: string, sealed: Buffer | null) => open(file(owner), row, sealed)
  return {
    ...lineFrom({ ...asLine(tool), title: words[0]?.title ?? null }, open),
    owner,
    guide: tool.guidedBy === null ? null : { id: tool.guidedBy, name: names.get(tool.guidedBy) ?? null },
    text,
    questions,
    answers: answers.map(({ question, saved_at: at, sealed }) => ({
      question,
      value: opened(question, sealed) ?? '',
      savedAt: at.toISOString(),
    })),
    sent: sent.map((row) => sentFrom(row, { opened, names })),
    may: {
      answer: facts.owner,
      arrange: arrangeTools.judge(facts).may,
      feedback: giveFeedback.judge(facts).may,
    },
  }
}

type PersonRow = { account: string; sealed: Buffer }
type AnswerRow = { question: string; saved_at: Date; sealed: Buffer }
type SentRow = {
  id: string
  at: Date
  sealed: Buffer
  given_by: string | null
  feedback_at: Date | null
  feedback: Buffer | null
}
type LineRow = {
  id: string
  owner: string
  kind: 'worksheet'
  guided_by: string | null
  prepared_at: Date
  started_at: Date | null
  waits_since: Date | null
  feedback_at: Date | null
  done_at: Date | null
  archived_at: Date | null
  title: Buffer | null
}

function linesOf(owner: string) {
  return sql<LineRow>`
    select t.id, t.owner, t.kind, t.guided_by, t.prepared_at, t.started_at, t.waits_since, t.feedback_at, t.done_at, t.archived_at, c.title
    from room.tool t left join room.tool_content c on c.tool = t.id
    where t.owner = ${owner} order by t.prepared_at desc, t.id desc limit ${most}`
}

function asLine(tool: ToolRow): Omit<LineRow, 'title'> {
  return {
    id: tool.id,
    owner: tool.owner,
    kind: tool.kind,
    guided_by: tool.guidedBy,
    prepared_at: tool.preparedAt,
    started_at: tool.startedAt,
    waits_since: tool.waitsSince,
    feedback_at: tool.feedbackAt,
    done_at: tool.doneAt,
    archived_at: tool.archivedAt,
  }
}

function lineFrom(row: LineRow, open: Opener): ToolLine {
  const lies = { waitsSince: row.waits_since, guidedBy: row.guided_by }
  const changed = row.done_at ?? row.feedback_at ?? row.waits_since ?? row.started_at ?? row.prepared_at
  return {
    id: row.id,
    kind: row.kind,
    title: open(file(row.owner), row.id, row.title),
    state: stateOf(row),
    guided: row.guided_by !== null,
    openAgain: row.waits_since !== null && !liesWithGuide(lies) && row.done_at === null,
    archived: row.archived_at !== null,
    preparedAt: row.prepared_at.toISOString(),
    changedAt: changed.toISOString(),
  }
}

function stateOf(row: LineRow): ToolState {
  if (row.done_at) return 'done'
  if (liesWithGuide({ waitsSince: row.waits_since, guidedBy: row.guided_by })) return 'waiting'
  if (row.feedback_at) return 'feedback'
  return row.started_at ? 'started' : 'prepared'
}

function sentFrom(
  row: SentRow,
  {
    opened,
    names,
  }: { opened: (row: string, sealed: Buffer | null) => string | null; names: Map<string, string | null> },
): Sent {
  const answers = opened(row.id, row.sealed)
  return {
    id: row.id,
    at: row.at.toISOString(),
    answers: answers === null ? [] : (JSON.parse(answers) as Sent['answers']),
    feedback: row.feedback_at && {
      by: (row.given_by && names.get(row.given_by)) ?? null,
      at: row.feedback_at.toISOString(),
      text: opened(feedbackPlace(row.id), row.feedback),
    },
  }
}

function file(owner: string) {
  return { owner, scope: ownFile }
}
