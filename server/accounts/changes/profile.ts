import { sql } from 'kysely'
import { openText, seal } from '../../crypto.ts'
import { ownFile } from '../../keys.ts'
import { beginningsOf, type Name } from '../../names.ts'
import type { Opened, ToldRows, Visit } from '../../visit.ts'
import { token } from '../../crypto.ts'
import type { OwnProfile } from '../access/profile.ts'
import { tellContacts, whoKnowsMe } from './settings.ts'

type Wanted = {
  name?: Name | undefined
  description?: string | undefined
  phone?: string | undefined
  visible?: boolean | undefined
}

/** Changes what is given; the rest stays. One's own tabs hear it, contacts that somebody came or went. */
export async function changeProfile(
  visit: Visit,
  own: Opened<OwnProfile, 'own profile'>,
  { name, description, phone, visible }: Wanted,
): Promise<void> {
  const sealed = await sealerOf(visit, own.account)
  if (name) {
    const tokens = beginningsOf(name).map((word) => token(visit.practice.keys.search, 'name', word))
    const fields = tokens.map(() => 'name')
    await visit.change(
      sql`select room.write_own_name(${sealed(JSON.stringify(name))}, ${fields}::text[], ${tokens}::bytea[])`,
    )
  }
  if (description !== undefined)
    await visit.change(
      sql`select room.write_description(${own.account}, ${description === '' ? null : sealed(description)})`,
    )
  if (phone !== undefined) {
    const key = await visit.practice.keys.take({ owner: own.account, scope: ownFile })
    const now: object = own.details ? JSON.parse(openText(key, placeOf(own.account), own.details)) : {}
    await visit.change(
      sql`select room.write_own_detail(${sealed(JSON.stringify({ ...now, phone: phone || null }))}, ${visit.now})`,
    )
  }
  if (visible !== undefined) await showOnline(visit, visible)
  await tellOwnTabs(visit)
}

/** When one is away, and what clients read meanwhile; null = not away. */
export async function changeAbsence(
  visit: Visit,
  { account }: Opened<{ account: string }, 'own absence'>,
  absence: { from: string; until: string | null; text: string } | null,
): Promise<void> {
  const sealed = await sealerOf(visit, account)
  const words = absence?.text ? sealed(absence.text) : null
  await visit.change(sql`select room.write_own_absence(${absence?.from ?? null}, ${absence?.until ?? null}, ${words})`)
  await tellOwnTabs(visit)
}

/** A picture that was made anew by the server; null = none any more. */
export async function setPicture(
  visit: Visit,
  { account }: Opened<OwnProfile, 'own profile'>,
  jpeg: Buffer | null,
): Promise<void> {
  const key = await visit.practice.keys.take({ owner: account, scope: ownFile })
  const sealed = jpeg && seal(key, placeOf(account), jpeg)
  await visit.change(sql`select room.write_own_picture(${sealed}, ${visit.now})`)
  await tellOwnTabs(visit)
}

/** Contacts hear it while they may: before one is hidden, after one is shown. */
async function showOnline(visit: Visit, visible: boolean): Promise<void> {
  const before = visible ? [] : await whoKnowsMe(visit)
  await visit.change(sql`select room.write_own_visibility(${visible})`)
  tellContacts(visit, visible ? await whoKnowsMe(visit) : before)
}

async function tellOwnTabs(visit: Visit): Promise<void> {
  const [row] = await visit.change(
    sql<{ told: ToldRows }>`select room.announce_myself(${visit.now}, 'me', null) as told`,
  )
  visit.tell('me', null, row?.told)
}

async function sealerOf(visit: Visit, account: string): Promise<(words: string) => Buffer> {
  const key = await visit.practice.keys.take({ owner: account, scope: ownFile })
  return (words) => seal(key, placeOf(account), words)
}

function placeOf(account: string) {
  return { owner: account, row: account }
}
