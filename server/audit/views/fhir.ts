import { sql } from 'kysely'
import { type AuditBundle, type AuditEvent, linesInCopy } from '../../../contract/audit.ts'
import type { Method } from '../../../contract/endpoint.ts'
import { contract } from '../../../contract/index.ts'
import { openerFor } from '../../names.ts'
import type { Visit } from '../../visit.ts'
import { ownersOf, periodOf, personOf, reasonOf } from './looks.ts'

/** A line as the copying function gives it. */
type LineRow = {
  id: string
  at: Date
  action: string
  allowed: boolean
  basis: string
  rule: string
  account: string | null
  roles: string[]
  session: string | null
  on_behalf_of: string | null
  access_point: Buffer | null
  object_kind: string | null
  object: string | null
  client: string | null
  emergency: boolean
  found: number | null
  motivation: string | null
  fields: string[] | null
  name: Buffer | null
  reason: Buffer | null
}

type Asked = { from?: string | undefined; to?: string | undefined; after?: string | undefined }

/** The log as FHIR R4 AuditEvents, oldest first; the mapping stands in docs/log.md. Clients stand in it by number. */
export async function copyLog(
  visit: Visit,
  { part, path }: { part: 'looks at me' | 'all'; path: string },
  asked: Asked,
): Promise<AuditBundle> {
  const { since, until } = periodOf(visit, asked)
  const found = await visit.last(
    visit.all(sql<LineRow>`
      select * from room.copy_log(${part}, ${since}, ${until}, ${asked.after ?? null}, ${linesInCopy + 1})`),
  )
  const rows = found.slice(0, linesInCopy)
  const open = await openerFor(visit, ownersOf(rows))
  const last = found.length > rows.length ? rows.at(-1) : undefined
  const query = new URLSearchParams({ from: since.toISOString(), to: until.toISOString(), after: last?.id ?? '' })
  return {
    resourceType: 'Bundle',
    type: 'collection',
    timestamp: visit.now.toISOString(),
    ...(last && { link: [{ relation: 'next' as const, url: `${path}?${query.toString()}` }] }),
    entry: rows.map((row) => {
      const name = personOf({ ...row, kind: null }, open)?.name ?? null
      // Somebody may have typed a client's name: words stay out of what holds clients by number.
      const reason = part === 'all' ? null : reasonOf(row, open)
      const resource = auditEvent(row, {
        name,
        reason,
        practice: visit.practice.id,
        whole: part === 'all',
      })
      return { fullUrl: `urn:uuid:${row.id}`, resource }
    }),
  }
}

const hl7 = 'http://terminology.hl7.org/CodeSystem'

/** What each event does, as FHIR counts it. */
const methods: ReadonlyMap<string, Method> = new Map(
  Object.values(contract).flatMap(({ leaves, method }): [string, Method][] =>
    typeof leaves === 'string' ? [[leaves, method]] : [],
  ),
)
const actions = { GET: 'R', POST: 'C', PUT: 'U', PATCH: 'U', DELETE: 'D' } as const
const interactions = { R: 'read', C: 'create', U: 'update', D: 'delete', E: 'search-type' } as const

/** One line as an AuditEvent. `whole`: with the session, which is for the keeper of the log. */
export function auditEvent(
  row: LineRow,
  given: { name: string | null; reason: string | null; practice: string; whole: boolean },
): AuditEvent {
  const { name, reason, practice, whole } = given
  const action = actionOf(row)
  return {
    resourceType: 'AuditEvent',
    id: row.id,
    type: { system: `${hl7}/audit-event-type`, code: 'rest', display: 'RESTful Operation' },
    subtype: [
      { system: 'http://hl7.org/fhir/restful-interaction', code: interactions[action] },
      { system: 'urn:alcove:event', code: row.action },
    ],
    action,
    recorded: row.at.toISOString(),
    outcome: row.allowed ? '0' : '4',
    ...(!row.allowed && { outcomeDesc: row.basis }),
    purposeOfEvent: purposesOf(row, reason),
    agent: [actor(row, name), ...responsible(row)],
    source: {
      site: practice,
      observer: numbered('practice', practice),
      type: [{ system: `${hl7}/security-source-type`, code: '4', display: 'Application Server' }],
    },
    entity: entitiesOf(whole ? row : { ...row, session: null }),
  }
}

function actionOf({ action, found, fields }: LineRow): AuditEvent['action'] {
  if (found !== null || fields !== null) return 'E'
  const method = methods.get(action)
  return method ? actions[method] : 'E'
}

/** On what a yes rests, by which rule; the typed reason; and that access was temporary. */
function purposesOf({ allowed, basis, rule, emergency }: LineRow, reason: string | null): AuditEvent['purposeOfEvent'] {
  const coding = emergency ? [{ system: `${hl7}/v3-ActReason`, code: 'BTG', display: 'break the glass' }] : undefined
  return [
    { ...(coding && { coding }), text: allowed ? basis : 'none' },
    { coding: [{ system: 'urn:alcove:rule', code: rule }], text: `rule ${rule}` },
    ...(reason === null ? [] : [{ text: reason }]),
  ]
}

function actor({ account, roles, access_point: from }: LineRow, name: string | null): AuditEvent['agent'][number] {
  return {
    role: roles.map((role) => ({ coding: [{ system: 'urn:alcove:role', code: role }], text: role })),
    ...(account !== null && { who: numbered('account', account) }),
    ...(name !== null && { name }),
    requestor: true,
    ...(from && { network: { address: `urn:alcove:access-point:${from.toString('hex')}`, type: '5' as const } }),
  }
}

function responsible({ on_behalf_of: account }: LineRow): AuditEvent['agent'] {
  if (account === null) return []
  const type = { coding: [{ system: `${hl7}/v3-ParticipationType`, code: 'RESP', display: 'responsible party' }] }
  return [{ type, who: numbered('account', account), requestor: false }]
}

/** Whose file it is about, the thing itself, the session, and of a search which fields were sought and how many were found. */
function entitiesOf(row: LineRow): AuditEvent['entity'] {
  const { client, object, object_kind: kind, session, found, fields, motivation } = row
  const thing = { system: `${hl7}/audit-entity-type`, code: '2', display: 'System Object' }
  const detail = Object.entries({ kind, found, motivation, session }).flatMap(([type, value]) =>
    value === null ? [] : [{ type, valueString: String(value) }],
  )
  const query = fields && Buffer.from(JSON.stringify({ fields })).toString('base64')
  return [
    ...(client === null ? [] : [patient(client)]),
    {
      ...(object !== null && { what: numbered(kind ?? 'object', object) }),
      type: thing,
      ...(query && { query, role: { system: `${hl7}/object-role`, code: '24', display: 'Query' } }),
      detail,
    },
  ]
}

function patient(client: string): AuditEvent['entity'][number] {
  return {
    what: numbered('client', client),
    type: { system: `${hl7}/audit-entity-type`, code: '1', display: 'Person' },
    role: { system: `${hl7}/object-role`, code: '1', display: 'Patient' },
  }
}

/** Somebody or something by number (ACC-18): a logical reference, there is no FHIR server behind it. */
function numbered(kind: string, value: string): { identifier: { system: string; value: string } } {
  return { identifier: { system: `urn:alcove:${kind.replaceAll(' ', '-')}`, value } }
}
