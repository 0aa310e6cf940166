import { sql } from 'kysely'
import type { Client, FilePart } from '../../../contract/caseload.ts'
import { resetSecondStep } from '../../../rules/accounts/second-step.ts'
import { seeLabels } from '../../../rules/caseload.ts'
import { contact } from '../../../rules/conversations.ts'
import { type ClientDetails, unknown } from '../../accounts/changes/making.ts'
import { ownFile } from '../../keys.ts'
import { fullName, nameFrom, openerFor } from '../../names.ts'
import type { Opened, Visit } from '../../visit.ts'
import { type ClientRow, mayWith } from '../access/clients.ts'
import { formSettings } from '../changes/form.ts'

type SealedRow = Record<'name' | 'address' | 'details' | 'labels', Buffer | null>

/** A client as this reader may see them: the second wall leaves out what is not theirs. */
export async function seeClient(visit: Visit, client: Opened<ClientRow, 'read'>): Promise<Client> {
  const { id, active, change } = client
  const row = await visit.last(visit.one(sql<SealedRow>`select * from room.client_file(${id})`))
  const file = { owner: id, scope: ownFile }
  const open = await openerFor(visit, [file])
  const opened = (sealed: Buffer | null) => open(file, id, sealed)
  const mayLabel = seeLabels.judge({ groups: visit.account.groups, relation: client.relation }).may
  return {
    id,
    name: nameFrom(opened(row.name)) ?? { first: '', infix: '', last: '' },
    address: opened(row.address) ?? '',
    active,
    welcome: welcomeOf(client),
    welcomeAt: client.welcome?.at.toISOString() ?? null,
    details: detailsFrom(opened(row.details), mayLabel ? opened(row.labels) : null, isWhole(visit, client)),
    addressChange:
      change && mayWith(visit, client, 'change')
        ? { address: opened(change.sealed) ?? '', takesEffect: change.due?.toISOString() ?? null, yours: change.own }
        : null,
    shows: partsFor(visit, client),
    temporaryUntil: client.temporaryUntil?.toISOString() ?? null,
    may: mayOf(visit, client),
  }
}

/** What is kept of somebody who was made without details: nothing is known. */
function detailsFrom(kept: string | null, labels: string | null, whole: boolean): Client['details'] {
  if (!whole) return null
  const details = kept === null ? unknown : (JSON.parse(kept) as ClientDetails)
  return { ...unknown, ...details, labels: labels === null ? [] : (JSON.parse(labels) as string[]) }
}

/** Name, address and state are all a service employee sees. */
function isWhole(visit: Visit, { relation, temporaryUntil }: ClientRow): boolean {
  return relation !== null || temporaryUntil !== null || visit.account.groups.includes('secretary')
}

function welcomeOf({ used, welcome }: ClientRow): Client['welcome'] {
  if (used) return 'used'
  const states: Record<string, Client['welcome']> = {
    waiting: 'waiting',
    sent: 'sent',
    bounced: 'bounced',
    dead: 'bounced',
  }
  return states[welcome?.state ?? ''] ?? 'none'
}

/** The left menu: a related professional has the whole account, who has temporary access what is to read in it, the office what it arranges. */
function partsFor(visit: Visit, { relation, temporaryUntil }: ClientRow): FilePart[] {
  if (relation === 'therapist')
    return ['dashboard', 'details', 'conversations', 'history', 'tasks', 'professionals', 'worksheets']
  if (relation === 'supervisor' || temporaryUntil)
    return ['dashboard', 'details', 'tasks', 'professionals', 'worksheets']
  return visit.account.groups.includes('secretary') ? ['details', 'professionals', 'worksheets'] : ['details']
}

function mayOf(visit: Visit, client: ClientRow): Client['may'] {
  const { active, used, change, relation } = client
  const { kind, groups } = visit.account
  const may = (to: Parameters<typeof mayWith>[2]) => mayWith(visit, client, to)
  return {
    change: may('change'),
    activate: may('activate'),
    welcome: may('welcome') && active && !used,
    correctAddress: may('correct address'),
    proposeAddress: may('propose address') && used && !change,
    agreeToAddress: may('agree to address') && change?.due === null,
    resetSecondStep:
      used && resetSecondStep.judge({ kind: 'client', self: false, treats: relation === 'therapist', groups }).may,
    write: contact.judge({
      me: { kind, groups, active: true },
      other: { kind: 'client', active },
      same: false,
      relation,
      relatedBy: null,
      invitedByThisProfessional: false,
    }).may,
  }
}

/** What the form asks, and which colleague can be asked (ACC-4): somebody in the office, not oneself. */
export async function seeClientForm(visit: Visit, _: Opened<object, 'add client'>) {
  const { fields } = await formSettings(visit)
  const [row] = await visit.all(sql<{ secretary: string; name: Buffer }>`
    select g.account as secretary, n.sealed as name from room.account_group g
    join room.account_name n on n.account = g.account cross join lateral room.contact_facts(g.account, false) as facts
    where g.name = 'secretary' and g.account <> room.me() and facts.active order by g.given_at limit 1`)
  if (!row) return { fields, secretary: null }
  const file = { owner: row.secretary, scope: ownFile }
  const open = await openerFor(visit, [file])
  return { fields, secretary: { id: row.secretary, name: fullName(open(file, row.secretary, row.name)) ?? '' } }
}
