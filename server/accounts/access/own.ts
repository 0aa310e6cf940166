import { sql } from 'kysely'
import { endSession, ownSettings } from '../../../rules/accounts.ts'
import type { Group, Kind } from '../../../rules/words.ts'
import { notFound, Refused } from '../../errors.ts'
import type { Account, Opened, Settings, Visit } from '../../visit.ts'

/** One's own account, with what one may change of it. */
export type OwnAccount = {
  account: string
  kind: Kind
  groups: Group[]
  name: Buffer | null
  pictureAt: Date | null
  settings: Settings
} & Pick<Account, 'idleMinutes' | 'endsAt' | 'privacySeen'>

/** The door to oneself. */
export async function openOwnAccount(visit: Visit): Promise<Opened<OwnAccount, 'own settings'>> {
  const [row] = await visit.all(sql<Pick<OwnAccount, 'account' | 'name' | 'pictureAt'>>`
    select a.id as account, n.sealed as name, (select p.at from room.account_picture p where p.account = a.id) as "pictureAt"
    from room.account a left join room.account_name n on n.account = a.id where a.id = room.me()`)
  const { account } = visit
  const verdict = ownSettings.judge({ own: row?.account === account.id })
  visit.note(verdict, { kind: 'account', id: account.id })
  if (!row || !verdict.may) throw notFound()
  const { kind, groups, settings, idleMinutes, endsAt, privacySeen } = account
  return { ...row, kind, groups, settings, idleMinutes, endsAt, privacySeen } as Opened<OwnAccount, 'own settings'>
}

/** The door to one's own session, to end it. */
export async function openOwnSession(visit: Visit): Promise<Opened<{ session: string }, 'end'>> {
  await visit.enter()
  const verdict = endSession.judge({ signedIn: visit.accountOrNobody !== null })
  visit.note(verdict, { kind: 'session', id: visit.accountOrNobody?.session ?? null })
  if (!verdict.may) throw new Refused('signed-out')
  return { session: visit.account.session } as Opened<{ session: string }, 'end'>
}
