import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Group, Kind, Language } from '../../rules/words.ts'
import { later } from '../clock.ts'
import { seal, token } from '../crypto.ts'
import { ownFile } from '../keys.ts'
import { beginningsOf, type Name } from '../names.ts'
import { type Opened, sessionLimits, type Settings, type ToldRows, type Visit } from '../visit.ts'
import { addressToken, type OwnAccount } from './access.ts'

/** A new session: the token goes to the browser and is kept nowhere; its hash is kept. Always new, so that none can be planted. */
export function newSession(): { token: string; tokenHash: Buffer } {
  const bytes = randomBytes(32)
  const secret = bytes.toString('base64url')
  return { token: secret, tokenHash: hashToken(secret) }
}

/** How a session cookie is looked up. */
export function hashToken(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

/** Begins a session; for nobody the same statement runs and nothing begins. */
export async function beginSession(
  visit: Visit,
  door: Opened<{ account: string }, 'sign in'> | null,
  tokenHash: Buffer,
): Promise<void> {
  const ends = later(visit.now, sessionLimits.longest * 60_000)
  await visit.change(
    sql`select room.begin_session(${door?.account ?? null}, ${uuid()}, ${tokenHash}, ${visit.now}, ${ends})`,
  )
}

/** Ends the session and tells its tabs. */
export async function endOwnSession(visit: Visit, session: Opened<{ session: string }, 'end'>): Promise<void> {
  await visit.change(sql`select room.end_session(${visit.now})`)
  const [row] = await visit.change(
    sql<{ told: ToldRows }>`select room.announce_myself(${visit.now}, 'signed out', ${session.session}) as told`,
  )
  visit.tell('signed out', session.session, row?.told)
}

/** Changes one's own settings; what is not given stays. */
export async function changeOwnSettings(
  visit: Visit,
  own: Opened<OwnAccount, 'own settings'>,
  wanted: { [Setting in keyof Settings]?: Settings[Setting] | undefined },
): Promise<Opened<OwnAccount, 'own settings'>> {
  const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
  const settings: Settings = { ...own.settings, ...given }
  const { language, enterSends, theme, mails, quietHours } = settings
  const [row] = await visit.change(sql<{ told: ToldRows }>`
    with changed as (
      update room.account_setting set language = ${language}, enter_sends = ${enterSends}, theme = ${theme}, mails = ${mails},
        quiet_from = ${minutes(quietHours?.from)}, quiet_until = ${minutes(quietHours?.until)}
      where account = ${own.account} returning 1)
    select room.announce_myself(${visit.now}, 'me', null) as told from changed`)
  visit.tell('me', null, row?.told)
  return { ...own, settings }
}

/** 22:30 as minutes after midnight. */
function minutes(timeOfDay: string | undefined): number | null {
  if (timeOfDay === undefined) return null
  const [hours = 0, rest = 0] = timeOfDay.split(':').map(Number)
  return hours * 60 + rest
}

/** A sign of life. When it is news, the contacts' streams are told that somebody came. */
export async function beHere(visit: Visit, _: Opened<OwnAccount, 'own settings'>): Promise<void> {
  const [row] = await visit.change(sql<{ news: boolean }>`select room.be_here(${visit.now}) as news`)
  if (!row?.news) return
  const contacts = await visit.all(sql<{ account: string }>`select c.account from room.who_knows_me() as c (account)`)
  visit.tell(
    'presence',
    null,
    contacts.map(({ account }) => [null, account]),
  )
}

/** A person to be: everything that is sealed about them, and what they may do. */
export type NewAccount = {
  kind: Kind
  groups: Group[]
  name: Name
  address: string
  /** Made by hashPassword, before the visit. */
  hash: string
  /** null = as their browser says. */
  language: Language | null
}

/** Makes an account as the owner of the database (the first people, the demo): names and address sealed, search tokens beside them. Gives back its id. */
export async function createAccount(visit: Visit, given: NewAccount): Promise<string> {
  const id = uuid()
  const { keys } = visit.practice
  const key = await keys.take({ owner: id, scope: ownFile })
  const sealed = (text: string) => seal(key, { owner: id, row: id }, text)
  await visit.change(sql`insert into room.account (id, kind, created_at) values (${id}, ${given.kind}, ${visit.now})`)
  await visit.change(
    sql`insert into room.account_name (account, kind, sealed) values (${id}, ${given.kind}, ${sealed(JSON.stringify(given.name))})`,
  )
  await visit.change(
    sql`insert into room.account_address (account, sealed, token) values (${id}, ${sealed(given.address)}, ${addressToken(visit.practice, given.address)})`,
  )
  await visit.change(
    sql`insert into room.account_password (account, hash, changed_at) values (${id}, ${given.hash}, ${visit.now})`,
  )
  await visit.change(sql`insert into room.account_setting (account, language) values (${id}, ${given.language})`)
  for (const group of given.groups)
    await visit.change(
      sql`insert into room.account_group (account, name, given_at) values (${id}, ${group}, ${visit.now})`,
    )
  const tokens = beginningsOf(given.name).map((word) => token(keys.search, 'name', word))
  await visit.change(sql`insert into room.search_token (field, token, account)
    select 'name', token, ${id}::uuid from unnest(${tokens}::bytea[]) as t (token) union all select 'address', ${addressToken(visit.practice, given.address)}::bytea, ${id}::uuid`)
  return id
}
