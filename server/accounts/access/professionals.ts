import { sql } from 'kysely'
import { listColleagues, seeColleague } from '../../../rules/accounts/professionals.ts'
import type { Group } from '../../../rules/words.ts'
import { notFound } from '../../errors.ts'
import type { ShownRow } from '../../shown.ts'
import type { Opened, Visit } from '../../visit.ts'
import { nameTokens } from './contacts.ts'
import { joinShown, shownColumns } from './shown.ts'

/** A colleague as the database shows them to this reader. `welcomed`: chose a password once; null = not this reader's to know. */
export type Colleague = ShownRow & {
  account: string
  groups: Group[]
  active: boolean
  welcomed: boolean | null
  name: Buffer | null
  seenAt: Date | null
}

/** How many the list shows at once; in a larger practice one finds people by name. */
const shownAtOnce = 500

export type Sought = {
  find?: string | undefined
  group?: Group | undefined
  state?: 'active' | 'inactive' | 'all' | undefined
}

/** The door to the list of colleagues: professionals only, and the inactive for the application manager only. */
export async function openColleagues(
  visit: Visit,
  { find, group, state = 'active' }: Sought,
): Promise<{ rows: Opened<Colleague, 'see'>[]; more: boolean }> {
  const tokens = find === undefined ? [] : nameTokens(visit, find)
  const rows = await visit.all(sql<Colleague>`
    select who.account, who.groups, who.active, who.welcomed, who.seen_at as "seenAt", n.sealed as name, ${shownColumns}
    from room.colleagues(${tokens}::bytea[], ${group ?? null}, ${state !== 'active'}, ${shownAtOnce + 1}) as who
    left join lateral (select n.sealed from room.account_name n where n.account = who.account offset 0) as n on true
    ${joinShown(sql`who.account`)}`)
  const { kind, groups } = visit.account
  const professional = kind === 'professional'
  const manages = groups.includes('application manager')
  const list = listColleagues.judge({ professional })
  const verdict = list.may ? seeColleague.judge({ professional, manages, active: state === 'active' }) : list
  visit.note(verdict, { kind: 'accounts', id: null })
  if (!verdict.may) throw notFound()
  const wanted = rows.slice(0, shownAtOnce).filter(({ active }) => state !== 'inactive' || !active)
  return { rows: wanted as Opened<Colleague, 'see'>[], more: rows.length > shownAtOnce }
}

/** What the doors to one professional ask, with the counts they depend on. */
export type ProfessionalFacts = {
  found: boolean
  active: boolean
  groups: Group[]
  welcomed: boolean
  otherManager: boolean
  otherSecretary: boolean
  manages: boolean
  nowActive: number
  most: number
}

/** `hold`: nothing of it changes until this visit ends; null = about nobody yet. */
export async function askFacts(visit: Visit, id: string | null, hold: boolean): Promise<ProfessionalFacts> {
  return await visit.one(sql<ProfessionalFacts>`
    select f.found, f.active, f.groups, f.welcomed, f.other_manager as "otherManager", f.other_secretary as "otherSecretary",
      f.manages, f.now_active as "nowActive", f.most
    from room.professional_facts(${id}, ${hold}) as f`)
}

/** One colleague whole: what only the application manager sees is null for everybody else. */
export type ColleagueFile = Colleague & {
  facts: ProfessionalFacts
  address: Buffer | null
  details: Buffer | null
  labels: Buffer | null
}

/** The door to one colleague's profile. */
export async function openColleague(visit: Visit, id: string): Promise<Opened<ColleagueFile, 'see'>> {
  const asked = visit.all(colleagueRow(id))
  const [facts, rows] = await Promise.all([askFacts(visit, id, false), asked])
  const { found, active, manages, groups, welcomed } = facts
  const verdict = seeColleague.judge({ professional: found, manages, active })
  visit.note(verdict, { kind: 'account', id })
  const [row] = rows
  if (!row || !verdict.may) throw notFound()
  return { ...row, facts, groups, active, welcomed } as Opened<ColleagueFile, 'see'>
}

function colleagueRow(id: string) {
  return sql<Omit<ColleagueFile, 'facts' | 'groups' | 'active' | 'welcomed'>>`
    select wanted.account, n.sealed as name, a.sealed as address, d.sealed as details, l.sealed as labels, ${shownColumns},
      (select h.seen_at from room.presence h where h.account = wanted.account) as "seenAt"
    from (select ${id}::uuid as account) as wanted
    left join room.account_name n on n.account = wanted.account
    left join room.account_address a on a.account = wanted.account
    left join room.account_detail d on d.account = wanted.account
    left join room.account_label l on l.account = wanted.account
    ${joinShown(sql`wanted.account`)}`
}
