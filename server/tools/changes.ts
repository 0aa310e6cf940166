import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { NewQuestion, Question } from '../../contract/tools.ts'
import { asUuid, mac, openText, seal } from '../crypto.ts'
import { Refused } from '../errors.ts'
import { type KeyName, ownFile } from '../keys.ts'
import type { Query } from '../query.ts'
import type { Opened, ToldRows, Visit } from '../visit.ts'
import type { FileRow, ToolRow } from './access.ts'

/** What a therapist prepares. */
type Prepared = { title: string; text: string; questions: NewQuestion[] }
/** Text and questions as they are sealed. */
export type ToolBody = { text: string; questions: Question[] }

/** Prepares a tool for a client; the same key again is the same tool, once. Gives back its id. */
export async function prepareTool(
  visit: Visit,
  { client }: Opened<FileRow, 'prepare'>,
  { guidedBy, clientKey, ...words }: Prepared & { guidedBy: string | null; clientKey: string },
): Promise<string> {
  const id = idFor(visit, client, clientKey)
  const guide = guidedBy?.toLowerCase() ?? null
  const [there, guides] = await Promise.all([
    visit.all(sql`select from room.tool where id = ${id}`),
    visit.all(sql<{ id: string }>`select id from room.guides_of(${client}) as g (id)`),
  ])
  if (there.length > 0) return id
  refuseStranger(guide, guides)
  const { title, body } = await sealWords(visit, client, { id, ...words })
  await tell(
    visit,
    client,
    sql`select room.prepare_tool(${id}, ${client}, 'worksheet', ${guide}, ${clientKey}, ${title}, ${body}, ${visit.now}) as told`,
  )
  visit.leaveWork()
  return id
}

/** Other words, as long as nothing is begun. */
export async function changeTool(visit: Visit, tool: Opened<ToolRow, 'arrange'>, words: Prepared): Promise<void> {
  refuseBegun(tool)
  const { title, body } = await sealWords(visit, tool.owner, { id: tool.id, ...words })
  await tell(visit, tool.owner, sql`select room.change_tool(${tool.id}, ${title}, ${body}, ${visit.now}) as told`)
}

/** Who guides it from now on; null: nobody reads along, and the answers are open again. */
export async function guideTool(
  visit: Visit,
  tool: Opened<ToolRow, 'arrange'>,
  guidedBy: string | null,
): Promise<void> {
  const guide = guidedBy?.toLowerCase() ?? null
  refuseStranger(guide, await visit.all(sql<{ id: string }>`select id from room.guides_of(${tool.owner}) as g (id)`))
  await tell(visit, tool.owner, sql`select room.guide_tool(${tool.id}, ${guide}, ${visit.now}) as told`)
}

export async function takeAwayTool(visit: Visit, tool: Opened<ToolRow, 'arrange'>): Promise<void> {
  refuseBegun(tool)
  await tell(visit, tool.owner, sql`select room.take_away_tool(${tool.id}, ${visit.now}) as told`)
}

/** Saves an answer as far as it is typed; the last one holds. */
export async function saveAnswer(
  visit: Visit,
  tool: Opened<ToolRow, 'answer'>,
  given: { question: string; value: string },
): Promise<{ savedAt: string }> {
  refuseClosed(tool)
  const question = given.question.toLowerCase()
  const { questions } = await bodyOf(visit, tool)
  const asked = questions.find(({ id }) => id === question)
  if (!asked) throw new Refused('wrong-fields', { fields: [{ field: 'question', code: 'unknown' }] })
  if (!isAnswer(asked, given.value))
    throw new Refused('wrong-fields', { fields: [{ field: 'value', code: 'wrong-form' }] })
  const sealed = seal(await keyOf(visit, tool.owner), { owner: tool.owner, row: question }, given.value)
  await tell(visit, tool.owner, sql`select room.save_answer(${tool.id}, ${question}, ${sealed}, ${visit.now}) as told`)
  return { savedAt: visit.now.toISOString() }
}

/** Sends the answers to the guide. The same key again is the same sending; another one while they lie there is refused. */
export async function sendAnswers(visit: Visit, tool: Opened<ToolRow, 'answer'>, clientKey: string): Promise<void> {
  const [before, answers] = await Promise.all([
    visit.all(sql`select from room.tool_sent where tool = ${tool.id} and client_key = ${clientKey}`),
    visit.all(sql<{ question: string; sealed: Buffer }>`
      select question, sealed from room.tool_answer where tool = ${tool.id} order by question`),
  ])
  if (before.length > 0) return
  refuseClosed(tool)
  if (tool.guidedBy === null) throw new Refused('nobody-guides')
  const key = await keyOf(visit, tool.owner)
  const given = answers
    .map(({ question, sealed }) => ({ question, value: openText(key, { owner: tool.owner, row: question }, sealed) }))
    .filter(({ value }) => value !== '')
  if (given.length === 0) throw new Refused('nothing-answered')
  const id = uuid({ msecs: visit.now.getTime() })
  const sealed = seal(key, { owner: tool.owner, row: id }, JSON.stringify(given))
  await tell(
    visit,
    tool.owner,
    sql`select room.send_answers(${tool.id}, ${id}, ${clientKey}, ${sealed}, ${visit.now}) as told`,
  )
  visit.leaveWork()
}

/** What its owner does with a whole tool. Done again, gone on with again: nothing changes. */
export async function moveTool(
  visit: Visit,
  tool: Opened<ToolRow, 'answer'>,
  to: 'go on' | 'done' | 'archive' | 'restore',
): Promise<void> {
  if ((to === 'go on' || to === 'done') && liesWithGuide(tool)) throw new Refused('lies-with-guide')
  const isSo = {
    'go on': !tool.doneAt && !tool.feedbackAt,
    done: tool.doneAt,
    archive: tool.archivedAt,
    restore: !tool.archivedAt,
  }
  if (isSo[to]) return
  await tell(visit, tool.owner, sql`select room.move_tool(${tool.id}, ${to}, ${visit.now}) as told`)
}

/** Feedback on what was sent, once; the same words again change nothing. */
export async function giveFeedback(
  visit: Visit,
  tool: Opened<ToolRow, 'feedback'>,
  given: { sent: string; text: string },
): Promise<void> {
  const sent = given.sent.toLowerCase()
  const [row] = await visit.all(sql<{ sealed: Buffer | null }>`
    select f.sealed from room.tool_sent s left join room.tool_feedback f on f.sent = s.id
    where s.id = ${sent} and s.tool = ${tool.id}`)
  if (!row) throw new Refused('wrong-fields', { fields: [{ field: 'sent', code: 'unknown' }] })
  const key = await keyOf(visit, tool.owner)
  const place = { owner: tool.owner, row: feedbackPlace(sent) }
  if (row.sealed) {
    if (openText(key, place, row.sealed) === given.text) return
    throw new Refused('feedback-given')
  }
  await tell(
    visit,
    tool.owner,
    sql`select room.give_feedback(${sent}, ${seal(key, place, given.text)}, ${visit.now}) as told`,
  )
}

/** Beside the title, which has the tool's own place: two sealed values never stand in one. */
export function bodyPlace(tool: string): string {
  return `${tool}-b0`
}

/** Beside what was sent. */
export function feedbackPlace(sent: string): string {
  return `${sent}-fb`
}

/** Its answers lie with who guides it: nothing is changed under their eyes. Nobody guides it any more: they are open again. */
export function liesWithGuide({ waitsSince, guidedBy }: Pick<ToolRow, 'waitsSince' | 'guidedBy'>): boolean {
  return waitsSince !== null && guidedBy !== null
}

function refuseClosed(tool: ToolRow): void {
  if (liesWithGuide(tool)) throw new Refused('lies-with-guide')
  if (tool.doneAt || tool.feedbackAt) throw new Refused('go-on-first')
}

function refuseBegun({ startedAt, doneAt }: ToolRow): void {
  if (startedAt || doneAt) throw new Refused('tool-begun')
}

function refuseStranger(guide: string | null, guides: { id: string }[]): void {
  if (guide !== null && guides.every(({ id }) => id !== guide))
    throw new Refused('wrong-fields', { fields: [{ field: 'guidedBy', code: 'not-related' }] })
}

function isAnswer({ kind, options }: Question, value: string): boolean {
  if (value === '' || kind === 'long text') return true
  if (kind === 'choice') return options.includes(value)
  return kind === 'scale' ? /^(\d|10)$/.test(value) : value.length <= 300
}

function keyOf(visit: Visit, owner: string) {
  const name: KeyName = { owner, scope: ownFile }
  return visit.practice.keys.take(name)
}

async function bodyOf(visit: Visit, { id, owner }: ToolRow): Promise<ToolBody> {
  const row = await visit.one(sql<{ body: Buffer }>`select body from room.tool_content where tool = ${id}`)
  return JSON.parse(openText(await keyOf(visit, owner), { owner, row: bodyPlace(id) }, row.body)) as ToolBody
}

/** Each question gets a number of its own: its answers are kept under it. */
async function sealWords(visit: Visit, owner: string, { id, title, text, questions }: Prepared & { id: string }) {
  const body: ToolBody = { text, questions: questions.map((one) => ({ id: uuid(), ...one })) }
  const key = await keyOf(visit, owner)
  return {
    title: seal(key, { owner, row: id }, title.trim()),
    body: seal(key, { owner, row: bodyPlace(id) }, JSON.stringify(body)),
  }
}

async function tell(visit: Visit, client: string, query: Query<unknown>): Promise<void> {
  const [row] = (await visit.change(query)) as { told: { file?: ToldRows; tasks?: ToldRows } }[]
  visit.tell('file', client, row?.told.file)
  visit.tell('tasks', null, row?.told.tasks)
}

/** The id of a tool comes from the preparer's key: preparing again after a lost answer finds what the first try made. */
function idFor(visit: Visit, client: string, clientKey: string): string {
  const what = `prepared ${visit.account.id} ${client} ${clientKey.toLowerCase()}`
  return asUuid(mac(visit.practice.keys.search, what).subarray(0, 16))
}
