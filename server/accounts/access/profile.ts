import { sql } from 'kysely'
import { ownAbsence, ownProfile, type ProfileField, seePicture } from '../../../rules/accounts/profile.ts'
import { notFound } from '../../errors.ts'
import { versionOf } from '../../shown.ts'
import type { Opened, Visit } from '../../visit.ts'

/** Everything that stands in one's own profile, sealed. Days as YYYY-MM-DD. */
export type OwnProfile = {
  account: string
  name: Buffer | null
  address: Buffer | null
  details: Buffer | null
  labels: Buffer | null
  description: Buffer | null
  awayFrom: string | null
  awayUntil: string | null
  awayText: Buffer | null
  visible: boolean | null
  pictureAt: Date | null
}

/** The door to one's own profile: to see it, or to change these fields of it. What is changed in part is held meanwhile. */
export async function openProfile(
  visit: Visit,
  fields: readonly ProfileField[],
): Promise<Opened<OwnProfile, 'own profile'>> {
  const held = fields.includes('phone') ? visit.all(sql`select room.hold_own_detail()`) : null
  const [row] = (await Promise.all([held, visit.all(ownRow)]))[1]
  const { account } = visit
  const verdict = ownProfile.judge({ own: row?.account === account.id, kind: account.kind, fields })
  visit.note(verdict, { kind: 'account', id: account.id, client: account.kind === 'client' ? account.id : null })
  if (!row || !verdict.may) throw notFound()
  return row as Opened<OwnProfile, 'own profile'>
}

/** The door to one's own absence (PRF-4). */
export async function openAbsence(visit: Visit): Promise<Opened<{ account: string }, 'own absence'>> {
  await visit.enter()
  const { id, kind } = visit.account
  const verdict = ownAbsence.judge({ own: true, kind })
  visit.note(verdict, { kind: 'account', id })
  if (!verdict.may) throw notFound()
  return { account: id } as Opened<{ account: string }, 'own absence'>
}

/** The door to somebody's picture: one's own, or a contact's. An older version is gone. */
export async function openPicture(
  visit: Visit,
  { id, version }: { id: string; version: string },
): Promise<Opened<{ account: string; sealed: Buffer }, 'see'>> {
  const [facts, [row]] = await Promise.all([
    visit.one(sql<{ known: boolean }>`select * from room.picture_facts(${id})`),
    visit.all(
      sql<{ sealed: Buffer; at: Date }>`select p.sealed, p.at from room.account_picture p where p.account = ${id}`,
    ),
  ])
  const verdict = seePicture.judge({ self: id === visit.account.id, contacts: facts.known })
  if (!row || !verdict.may || versionOf(row.at) !== version) throw notFound()
  return { account: id, sealed: row.sealed } as Opened<{ account: string; sealed: Buffer }, 'see'>
}

const ownRow = sql<OwnProfile>`
  select a.id as account, n.sealed as name, e.sealed as address, d.sealed as details, l.sealed as labels, p.sealed as description,
    p.away_from::text as "awayFrom", p.away_until::text as "awayUntil", p.away_text as "awayText", p.visible, i.at as "pictureAt"
  from room.account a
  left join room.account_name n on n.account = a.id
  left join room.account_address e on e.account = a.id
  left join room.account_detail d on d.account = a.id
  left join room.account_label l on l.account = a.id
  left join room.account_profile p on p.account = a.id
  left join room.account_picture i on i.account = a.id
  where a.id = room.me()`
