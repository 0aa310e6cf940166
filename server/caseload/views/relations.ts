import { sql } from 'kysely'
import type { GuidedTool, Related } from '../../../contract/caseload/relations.ts'
import { breakOff, chooseColleague, handOverClient } from '../../../rules/caseload/relations.ts'
import type { Relation } from '../../../rules/words.ts'
import { ownFile } from '../../keys.ts'
import { fullName, type Name, nameFrom, type Opener, openerFor, sortedByName, spokenName } from '../../names.ts'
import type { Opened, Visit } from '../../visit.ts'
import type { RelationsRow } from '../access/relations.ts'

type WorksRow = {
  professional: string
  kind: Relation
  began_at: Date
  ends_at: Date | null
  stands_in_for: string | null
  active: boolean
  name: Buffer | null
  for_name: Buffer | null
}
type ToolRow = {
  id: string
  kind: 'worksheet'
  guided_by: string | null
  prepared_at: Date
  waits: boolean
  title: Buffer | null
}

/** Who works with a client, and what each guides; titles only for who reads the file (decision "Secretary"). */
export async function seeProfessionals(visit: Visit, client: Opened<RelationsRow, 'professionals'>) {
  const standing = { groups: visit.account.groups, relation: client.relation, temporary: client.temporary }
  const [rows, tools, [lost]] = await visit.last(
    Promise.all([
      visit.all(sql<WorksRow>`select w.*, n.sealed as name, f.sealed as for_name from room.who_works_with(${client.id}) as w
        left join lateral (select n.sealed from room.account_name n where n.account = w.professional offset 0) as n on true
        left join lateral (select n.sealed from room.account_name n where n.account = w.stands_in_for offset 0) as f on true`),
      visit.all(guidedTools(client.id)),
      visit.all(sql<{ lost: number }>`select count(*)::integer as lost from room.tool t
        where t.owner = ${client.id} and t.guided_by is null and t.lost_guide_at is not null`),
    ]),
  )
  const open = await openerFor(visit, keysFor(client.id, rows))
  const treats = rows.filter(({ kind, active }) => kind === 'therapist' && active)
  const professionals = rows.map((row): Related => {
    const of = row.professional === visit.account.id ? 'me' : 'another'
    const own = breakOff.judge({ ...standing, of }).may
    const guides = tools.filter((tool) => tool.guided_by === row.professional)
    return Object.assign(personOf(open, row), {
      me: of === 'me',
      guides: guides.map((tool) => seeTool(open, client.id, tool)),
      last: treats.length === 1 && treats[0] === row,
      may: { transfer: own && guides.length > 0, end: own },
    })
  })
  return {
    professionals,
    lost: lost?.lost ?? 0,
    may: {
      relate: chooseColleague.judge(standing).may,
      handOver: handOverClient.judge({ relation: client.relation, other: null }).may,
    },
    asksClient: client.requests,
  }
}

function personOf(open: Opener, row: WorksRow) {
  const { professional: id, stands_in_for: stands } = row
  return {
    id,
    name: nameOf(open, id, row.name),
    relation: row.kind,
    since: row.began_at.toISOString(),
    until: row.ends_at?.toISOString() ?? null,
    standsInFor: stands === null ? null : { id: stands, name: nameOf(open, stands, row.for_name) },
    active: row.active,
  }
}

/** What is guided of a client, as the second wall shows it: titles are content, and not for the secretary. */
export function guidedTools(client: string) {
  return sql<ToolRow>`select t.id, t.kind, t.guided_by, t.prepared_at, t.waits_since is not null as waits, c.title
    from room.tool t left join room.tool_content c on c.tool = t.id
    where t.owner = ${client} and t.guided_by is not null order by t.prepared_at, t.id`
}

/** One tool for the screen. */
export function seeTool(open: Opener, client: string, tool: ToolRow): GuidedTool {
  const { id, kind, prepared_at: at, waits, title } = tool
  return { id, kind, preparedAt: at.toISOString(), waits, title: open({ owner: client, scope: ownFile }, id, title) }
}

function keysFor(client: string, rows: WorksRow[]) {
  const people = rows.flatMap((row) => [row.professional, row.stands_in_for ?? row.professional])
  return [client, ...people].map((owner) => ({ owner, scope: ownFile }))
}

function nameOf(open: Opener, account: string, sealed: Buffer | null): string {
  return fullName(open({ owner: account, scope: ownFile }, account, sealed)) ?? ''
}

/** Whom a client can be related to, in the order of their names. */
export async function seeRelatable(visit: Visit, client: Opened<RelationsRow, 'choices'>) {
  const rows = await visit.last(
    visit.all(sql<{ id: string; kinds: Relation[]; name: Buffer }>`
      select r.professional as id, array_agg(r.kind order by r.kind desc) as kinds, n.sealed as name
      from room.can_be_related(${client.id}) as r join room.account_name n on n.account = r.professional group by 1, 3`),
  )
  const named = await nameAll(visit, rows)
  return {
    choices: named.map(({ id, name, kinds }) => ({
      id,
      name: spokenName(name),
      as: kinds,
      me: id === visit.account.id,
    })),
  }
}

/** Rows of people with their names opened, in the reader's order. */
export async function nameAll<Row extends { id: string; name: Buffer | null }>(visit: Visit, rows: Row[]) {
  const open = await openerFor(
    visit,
    rows.map(({ id }) => ({ owner: id, scope: ownFile })),
  )
  const named = rows.map((row) => {
    const name: Name = nameFrom(open({ owner: row.id, scope: ownFile }, row.id, row.name)) ?? {
      first: '',
      infix: '',
      last: '',
    }
    return { ...row, name }
  })
  return sortedByName(named, visit.account.settings.language ?? 'nl')
}

/** Whoever nobody treats, and whose tools lost their guide by the clock: the secretary's to settle. */
export async function listWithoutTherapist(visit: Visit, _: Opened<object, 'without therapist'>) {
  const most = 200
  const rows = await visit.last(
    visit.all(sql<{ id: string; nobody: boolean; tools: number; name: Buffer }>`
      select w.client as id, w.nobody, w.tools, n.sealed as name from room.without_therapist(${most + 1}) as w
      join room.account_name n on n.account = w.client`),
  )
  const named = await nameAll(visit, rows.slice(0, most))
  return {
    clients: named.map(({ id, name, nobody, tools }) => ({ id, name: spokenName(name), nobody, tools })),
    more: rows.length > most,
  }
}
