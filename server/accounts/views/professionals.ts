import type { Managed, Professional, ProfessionalLine } from '../../../contract/accounts/professionals.ts'
import { ownFile } from '../../keys.ts'
import { isOnline, nameFrom, openerFor, type Opener, sortedByName, spokenName } from '../../names.ts'
import { awayOf, descriptionOf, pictureOf } from '../../shown.ts'
import type { Opened, Visit } from '../../visit.ts'
import type { Colleague, ColleagueFile } from '../access/professionals.ts'

const unreadable = { first: '', infix: '', last: '' }

/** Colleagues by last name, in the reader's language. */
export async function seeColleagues(
  visit: Visit,
  rows: readonly Opened<Colleague, 'see'>[],
): Promise<ProfessionalLine[]> {
  const open = await openerFor(visit, rows.map(fileOf))
  const people = rows.map((row) => ({ row, name: nameFrom(open(fileOf(row), row.account, row.name)) ?? unreadable }))
  return sortedByName(people, visit.account.settings.language ?? 'nl').map(({ row }) => seeLine(visit, row, open))
}

/** One colleague; address, ID and labels for the application manager only. */
export async function seeColleague(visit: Visit, row: Opened<ColleagueFile, 'see'>): Promise<Professional> {
  const open = await openerFor(visit, [fileOf(row)])
  return {
    ...seeLine(visit, row, open),
    self: row.account === visit.account.id,
    managed: row.facts.manages ? seeManaged(row, open) : null,
  }
}

function seeManaged(row: ColleagueFile, open: Opener): Managed {
  const { facts, active, groups } = row
  const opened = (sealed: Buffer | null) => open(fileOf(row), row.account, sealed)
  const details = opened(row.details)
  const labels = opened(row.labels)
  return {
    ...(nameFrom(opened(row.name)) ?? unreadable),
    address: opened(row.address) ?? '',
    identifier: details === null ? null : (JSON.parse(details) as { identifier: string | null }).identifier,
    labels: labels === null ? [] : (JSON.parse(labels) as string[]),
    lastManager: active && groups.includes('application manager') && !facts.otherManager,
    lastSecretary: active && groups.includes('secretary') && !facts.otherSecretary,
    places: { active: facts.nowActive, most: facts.most },
  }
}

function seeLine(visit: Visit, row: Colleague, open: Opener): ProfessionalLine {
  const name = nameFrom(open(fileOf(row), row.account, row.name)) ?? unreadable
  return {
    id: row.account,
    name: spokenName(name),
    groups: row.groups,
    active: row.active,
    online: row.active && isOnline(visit.now, row.seenAt),
    away: awayOf(row.account, row, open),
    description: descriptionOf(row.account, row, open),
    picture: pictureOf(row.account, row),
    waiting: row.welcomed === false && visit.account.groups.includes('application manager'),
  }
}

function fileOf({ account }: { account: string }) {
  return { owner: account, scope: ownFile }
}
