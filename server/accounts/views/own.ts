import type { Me } from '../../../contract/accounts.ts'
import { ownFile } from '../../keys.ts'
import { fullName, openerFor } from '../../names.ts'
import { pictureOf } from '../../shown.ts'
import type { Opened, Visit } from '../../visit.ts'
import type { OwnAccount } from '../access/own.ts'

/** The visiting person, as they see themselves. */
export async function seeMe(visit: Visit, own: Opened<OwnAccount, 'own settings'>): Promise<Me> {
  const file = { owner: own.account, scope: ownFile }
  const open = await openerFor(visit, [file])
  return {
    id: own.account,
    name: fullName(open(file, own.account, own.name)) ?? '',
    picture: pictureOf(own.account, own),
    kind: own.kind,
    groups: own.groups,
    ...own.settings,
    session: { idleMinutes: own.idleMinutes, endsAt: own.endsAt.toISOString() },
    privacySeen: own.privacySeen,
    setUpFirst: visit.account.setUpFirst,
  }
}
