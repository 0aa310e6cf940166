import { sql } from 'kysely'
import type { RelateRequest, RelateRequestLine, RequestState } from '../../../contract/caseload/requests.ts'
import { cancelRequest } from '../../../rules/caseload/requests.ts'
import type { Relation } from '../../../rules/words.ts'
import { ownFile } from '../../keys.ts'
import { fullName, openerFor } from '../../names.ts'
import type { Opened, Visit } from '../../visit.ts'
import type { AskedClient, RequestRow } from '../access/requests.ts'

/** What waits for a client's answer, and what they refused. */
export async function seeRequestsOf(
  visit: Visit,
  { id, mayAsk }: Opened<AskedClient, 'see requests'>,
): Promise<{ mayAsk: boolean; requests: RelateRequestLine[] }> {
  const asked = visit.all(sql<LineRow>`
    select q.*, p.sealed as professional_name, a.sealed as asker_name from room.relate_requests_of(${id}) q
    left join room.account_name p on p.account = q.professional left join room.account_name a on a.account = q.asked_by`)
  const rows = await visit.last(asked)
  const nameOf = await nameOpener(
    visit,
    rows.flatMap((row) => [row.professional, row.asked_by]),
  )
  const requests = rows.map((row) => ({
    id: row.id,
    professional: { id: row.professional, name: nameOf(row.professional, row.professional_name) },
    as: row.kind,
    askedBy: nameOf(row.asked_by, row.asker_name),
    askedAt: row.asked_at.toISOString(),
    state: row.outcome ?? ('open' as const),
    endedAt: row.ended_at?.toISOString() ?? null,
    mayCancel: row.outcome === null && cancelRequest.judge({ groups: visit.account.groups, mine: row.mine }).may,
  }))
  return { mayAsk, requests }
}

/** What waits for one's own answer, or for an answer to oneself. */
export async function seeMyRequests(visit: Visit, _: Opened<object, 'see what waits'>) {
  const rows = await visit.last(visit.all(sql<OwnRow>`select * from room.my_relate_requests()`))
  const nameOf = await nameOpener(
    visit,
    rows.map(({ professional }) => professional),
  )
  const requests = rows.map((row) => ({
    id: row.id,
    client: row.client,
    professional: nameOf(row.professional, row.name),
    as: row.kind,
    askedAt: row.asked_at.toISOString(),
    mine: row.asked_by === visit.account.id,
  }))
  return { requests }
}

/** A request as the client reads it (TRF-15). */
export async function seeRequest(visit: Visit, request: Opened<RequestRow, 'read'>): Promise<RelateRequest> {
  const shown = await visit.last(visit.one(sql<ShownRow>`select * from room.request_shown(${request.id})`))
  const { professional, asked_by: asker, leaver } = shown
  const file = { owner: asker, scope: ownFile }
  const open = await openerFor(visit, [file])
  const nameOf = await nameOpener(visit, [professional, asker, ...(leaver ? [leaver] : [])])
  return {
    id: request.id,
    state: stateOf(request),
    professional: nameOf(professional, shown.professional_name),
    as: shown.kind,
    askedBy: asker === professional ? null : nameOf(asker, shown.asked_by_name),
    askedAt: shown.asked_at.toISOString(),
    endedAt: shown.ended_at?.toISOString() ?? null,
    motivation: open(file, shown.motivation, shown.reason),
    leaver: leaver && nameOf(leaver, shown.leaver_name),
    worksheets: shown.tools,
  }
}

function stateOf({ outcome, stands }: RequestRow): RequestState {
  if (outcome === null) return stands ? 'open' : 'lapsed'
  return outcome as RequestState
}

async function nameOpener(visit: Visit, people: string[]): Promise<(of: string, sealed: Buffer | null) => string> {
  const open = await openerFor(
    visit,
    people.map((owner) => ({ owner, scope: ownFile })),
  )
  return (owner, sealed) => fullName(open({ owner, scope: ownFile }, owner, sealed)) ?? ''
}

type LineRow = {
  id: string
  professional: string
  kind: Relation
  asked_by: string
  asked_at: Date
  ended_at: Date | null
  outcome: 'rejected' | null
  mine: boolean
  professional_name: Buffer | null
  asker_name: Buffer | null
}
type OwnRow = {
  id: string
  client: string
  professional: string
  kind: Relation
  asked_by: string
  asked_at: Date
  name: Buffer
}
type ShownRow = {
  kind: Relation
  asked_at: Date
  ended_at: Date | null
  professional: string
  professional_name: Buffer
  asked_by: string
  asked_by_name: Buffer
  motivation: string
  reason: Buffer
  leaver: string | null
  leaver_name: Buffer | null
  tools: number
}
