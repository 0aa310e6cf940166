import { sql } from 'kysely'
import type { Task } from '../../contract/tasks.ts'
import { ownFile } from '../keys.ts'
import { fullName, openerFor } from '../names.ts'
import type { FileRow } from '../tools/access.ts'
import type { Opened, Visit } from '../visit.ts'

/** What there is to do for whoever asks, oldest first. */
export async function listTasks(visit: Visit, { account }: Opened<{ account: string }, 'tasks'>) {
  const rows = await visit.last(visit.all(sql<TaskRow>`select * from room.my_tasks() order by since, id`))
  return { tasks: await tasksFrom(visit, rows, account) }
}

/** What this client has to do, and what the reader has to do for the client (TSK-3). */
export async function listClientTasks(visit: Visit, { client }: Opened<FileRow, 'tasks'>) {
  const theirs = visit.all(sql<TaskRow>`
    select 'tool' as what, t.id, t.owner as client, t.kind as tool_kind, c.title, null as person, null as person_name,
      case when t.feedback_at is not null then 'feedback' when t.started_at is not null then 'started' else 'prepared' end as state,
      coalesce(t.feedback_at, t.started_at, t.prepared_at) as since
    from room.tool t join room.tool_content c on c.tool = t.id
    where t.owner = ${client} and t.done_at is null and t.archived_at is null and (t.waits_since is null or t.guided_by is null)
    order by since, t.id`)
  const mine = visit.all(sql<TaskRow>`
    select m.what, m.id, m.client, m.tool_kind, c.title, m.state, m.since, null as person, null as person_name
    from room.my_tasks() m left join room.tool_content c on c.tool = m.id where m.client = ${client} order by m.since, m.id`)
  const [open, own] = await visit.last(Promise.all([theirs, mine]))
  return { client: await tasksFrom(visit, open, client), mine: await tasksFrom(visit, own, client) }
}

type TaskRow = {
  what: Task['what']
  id: string
  client: string
  tool_kind: Task['kind']
  state: 'open' | NonNullable<Task['state']>
  since: Date
  title: Buffer | null
  person: string | null
  person_name: Buffer | null
}

async function tasksFrom(visit: Visit, rows: TaskRow[], owner: string): Promise<Task[]> {
  const people = rows.flatMap(({ person }) => (person === null ? [] : [file(person)]))
  const open = await openerFor(visit, rows.length > 0 ? [file(owner), ...people] : [])
  return rows.map((row) => ({
    what: row.what,
    id: row.id,
    kind: row.tool_kind,
    state: row.state === 'open' ? null : row.state,
    title: open(file(row.client), row.id, row.title),
    person:
      row.person === null
        ? null
        : { id: row.person, name: fullName(open(file(row.person), row.person, row.person_name)) },
    since: row.since.toISOString(),
  }))
}

function file(owner: string) {
  return { owner, scope: ownFile }
}
