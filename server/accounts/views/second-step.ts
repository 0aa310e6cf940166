import { sql } from 'kysely'
import type { PasskeyQuestion, SecondStep } from '../../../contract/accounts/second-step.ts'
import { ownFile } from '../../keys.ts'
import { openerFor } from '../../names.ts'
import type { Opened, Visit } from '../../visit.ts'
import { findOwnSecondStep, type OwnSecondStep } from '../access/own-second-step.ts'
import type { OwnAccount } from '../access/own.ts'

/** One's own two-step sign-in, as its owner sees it. */
export async function seeSecondStep(visit: Visit, own: Opened<OwnAccount, 'own settings'>): Promise<SecondStep> {
  const { policy, since, codes, passkeys } = await findOwnSecondStep(visit)
  const file = { owner: own.account, scope: ownFile }
  const open = await openerFor(visit, [file])
  return {
    policy,
    authenticatorSince: since,
    recoveryCodesLeft: codes,
    passkeys: passkeys.map(({ id, sealed, addedAt, usedAt }) => ({
      id,
      name: open(file, id, Buffer.from(sealed, 'base64')) ?? '',
      addedAt,
      usedAt,
    })),
  }
}

type Reached = PasskeyQuestion['passkeys']

/** Which passkeys there are, as a browser asks them. */
export function reachedBy(passkeys: readonly { credential: string; transports: string[] }[]): Reached {
  return passkeys.map(({ credential, transports }) => ({
    credential,
    transports: transports as Reached[number]['transports'],
  }))
}

/** What an app or a browser calls the account: the practice and one's own address. */
export async function seeOwnAddress(
  visit: Visit,
  { account }: Opened<OwnSecondStep, 'change second step'>,
): Promise<{ practice: string; address: string }> {
  const row = await visit.one(sql<{ practice: string | null; sealed: Buffer | null }>`
    select (select value #>> '{}' from room.setting where name = 'name') as practice,
      (select sealed from room.account_address where account = ${account}) as sealed`)
  const file = { owner: account, scope: ownFile }
  const open = await openerFor(visit, [file])
  return { practice: row.practice ?? 'Alcove', address: open(file, account, row.sealed) ?? '' }
}
