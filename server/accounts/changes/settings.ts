import { sql } from 'kysely'
import type { Opened, Settings, ToldRows, Visit } from '../../visit.ts'
import type { OwnAccount } from '../access/own.ts'

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

/** The privacy statement was shown, and will not be again (SEC-17). */
export async function markPrivacySeen(
  visit: Visit,
  own: Opened<OwnAccount, 'own settings'>,
): Promise<Opened<OwnAccount, 'own settings'>> {
  await visit.change(sql`select room.see_privacy(${visit.now})`)
  const [row] = await visit.change(
    sql<{ told: ToldRows }>`select room.announce_myself(${visit.now}, 'me', null) as told`,
  )
  visit.tell('me', null, row?.told)
  return { ...own, privacySeen: true }
}

/** A sign of life. When it is news, the contacts' streams are told that somebody came. */
export async function beHere(visit: Visit, _: Opened<OwnAccount, 'own settings'>): Promise<void> {
  const [row] = await visit.change(sql<{ news: boolean }>`select room.be_here(${visit.now}) as news`)
  if (!row?.news) return
  tellContacts(visit, await whoKnowsMe(visit))
}

/** Who may see whether one is here, as things are now in this visit. */
export async function whoKnowsMe(visit: Visit): Promise<{ account: string }[]> {
  return await visit.all(sql<{ account: string }>`select c.account from room.who_knows_me() as c (account)`)
}

/** Tells the streams of these people that somebody came or went. */
export function tellContacts(visit: Visit, contacts: { account: string }[]): void {
  visit.tell(
    'presence',
    null,
    contacts.map(({ account }) => [null, account]),
  )
}
