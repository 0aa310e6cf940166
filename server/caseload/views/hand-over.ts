import { sql } from 'kysely'
import { ownFile } from '../../keys.ts'
import { fullName, openerFor, spokenName } from '../../names.ts'
import type { Opened, Visit } from '../../visit.ts'
import type { RelationsRow } from '../access/relations.ts'
import { guidedTools, nameAll, seeTool } from './relations.ts'

type TalkRow = { id: string; others: number; writer: string | null; subject: Buffer | null }
type ColleagueRow = { id: string; related: boolean; name: Buffer }

/** What somebody can hand over of a client: to whom, which tools, which conversations. */
export async function seeHandOver(visit: Visit, client: Opened<RelationsRow, 'see hand-over'>) {
  const me = visit.account.id
  const [colleagues, tools, [row], talks] = await Promise.all([
    visit.all(sql<ColleagueRow>`
      select w.id, w.related, n.sealed as name from (
        select r.professional as id, false as related from room.can_be_related(${client.id}) as r where r.kind = 'therapist'
        union all select w.professional, true from room.who_works_with(${client.id}) as w where w.kind = 'therapist' and w.active) as w
      join room.account_name n on n.account = w.id where w.id <> ${me}`),
    visit.all(guidedTools(client.id)),
    visit.all(sql<{ name: Buffer }>`select n.sealed as name from room.account_name n where n.account = ${client.id}`),
    talksWith(visit, client.id),
  ])
  const keys = talks.flatMap(({ id, writer }) => (writer ? [{ owner: writer, scope: id }] : []))
  const open = await openerFor(visit, [{ owner: client.id, scope: ownFile }, ...keys])
  const named = await nameAll(visit, colleagues)
  return {
    name: fullName(open({ owner: client.id, scope: ownFile }, client.id, row?.name ?? null)) ?? '',
    reads: client.active,
    colleagues: named.map(({ id, name, related }) => ({ id, name: spokenName(name), related })),
    tools: tools.filter((tool) => tool.guided_by === me).map((tool) => seeTool(open, client.id, tool)),
    conversations: talks.map(({ id, others, writer, subject }) => ({
      id,
      others,
      subject: writer && open({ owner: writer, scope: id }, id, subject),
    })),
    last: colleagues.every(({ related }) => !related),
    asksClient: client.requests,
  }
}

/** The conversations with this client that one administers. */
async function talksWith(visit: Visit, client: string): Promise<TalkRow[]> {
  return await visit.all(sql<TalkRow>`
    select l.conversation as id, l.others, p.account as writer, s.sealed as subject from room.led_with(${client}) as l
    left join lateral (select s.author, s.sealed from room.conversation_subject s where s.conversation = l.conversation offset 0) as s on true
    left join lateral (select p.account from room.participant p where p.id = s.author offset 0) as p on true
    order by l.conversation`)
}
