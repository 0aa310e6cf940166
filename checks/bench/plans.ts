import { createHash } from 'node:crypto'
import pg from 'pg'
import type { Place } from './place.ts'
import type { Sent } from './round-trips.ts'

/** A list, and how PostgreSQL answers it as the serving role at a hundred times the data. */
export type ListPlan = {
  list: string /** One text per statement, those inside functions first. */
  plan: string[]
  findings: string[]
}

type Node = {
  'Node Type': string
  'Relation Name'?: string
  'Parent Relationship'?: string
  'Subplan Name'?: string
  'Actual Loops'?: number
  Plans?: Node[]
}

/** Plans of statements, run in a visit of this session, those inside functions too. */
export async function explain(
  place: Place,
  { database, session, conversation }: { database: string; session: string; conversation: string | null },
  { list, sent }: { list: string; sent: Sent },
): Promise<ListPlan> {
  const client = new pg.Client({ connectionString: place.url(database) })
  await client.connect()
  const nested: string[] = []
  client.on('notice', ({ message }) => nested.push(message ?? ''))
  try {
    await client.query(beginning)
    const token = createHash('sha256').update(session).digest()
    await client.query(`select * from room.enter($1, now(), '60 minutes', false)`, [token])
    if (conversation) await client.query('select * from room.conversation_facts($1, false, null)', [conversation])
    const query = { name: 'list', text: sent.text, values: sent.values }
    // Plans are kept from the second time on; what is looked at is the plan that stays.
    for (let count = 0; count < 2; count += 1) await client.query(query)
    await client.query(beginLooking)
    await client.query(query)
    await client.query('rollback')
  } finally {
    await client.end()
  }
  const trees = nested.flatMap(treesOf)
  // A function that is asked for each of some rows has one plan.
  const plan = [...new Set(trees.map((tree) => spell(tree, 0).join('\n')))]
  return { list, plan, findings: [...new Set(trees.flatMap(judge))] }
}

/** As the serving role's own connections are set. */
const beginning = `
  load 'auto_explain';
  begin;
  set local auto_explain.log_analyze = on;
  set local auto_explain.log_timing = off;
  set local auto_explain.log_nested_statements = on;
  set local auto_explain.log_level = notice;
  set local auto_explain.log_format = json;
  set local client_min_messages = notice;
  set local plan_cache_mode = force_generic_plan;
  set local jit = off;
  set local random_page_cost = 1.1;
  set local role alcove_serving`

/** The serving role may not set this itself. */
const beginLooking = `
  set local role none;
  set local auto_explain.log_min_duration = 0;
  set local role alcove_serving`

function treesOf(message: string): Node[] {
  const json = message.slice(message.indexOf('{'))
  if (!message.startsWith('duration:')) return []
  const { Plan } = JSON.parse(json) as { Plan: Node }
  return [Plan]
}

/** The tree in lines, without what was never run. */
function spell(node: Node, depth: number): string[] {
  const loops = node['Actual Loops'] ?? 0
  if (loops === 0) return []
  const name = [node['Node Type'], node['Relation Name'] && `on ${node['Relation Name']}`].filter(Boolean).join(' ')
  const about = [node['Subplan Name'], loops > 1 && `${loops} times`].filter(Boolean).join(', ')
  const line = `${'  '.repeat(depth)}${name}${about ? ` (${about})` : ''}`
  return [line, ...(node.Plans ?? []).flatMap((child) => spell(child, depth + 1))]
}

/** A sub-plan that runs again for each row, and messages that are read from one end to the other. */
function judge(node: Node): string[] {
  const perRow = node['Parent Relationship'] === 'SubPlan' && (node['Actual Loops'] ?? 0) > 1
  const wholly =
    node['Node Type'] === 'Seq Scan' &&
    (node['Relation Name'] ?? '').startsWith('message') &&
    (node['Actual Loops'] ?? 0) > 0
  return [
    ...(perRow ? [`${node['Subplan Name']} runs ${node['Actual Loops']} times`] : []),
    ...(wholly ? [`${node['Relation Name']} is read from one end to the other`] : []),
    ...(node.Plans ?? []).flatMap(judge),
  ]
}
