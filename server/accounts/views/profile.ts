import type { Profile } from '../../../contract/accounts/profile.ts'
import { openBytes } from '../../crypto.ts'
import { notFound } from '../../errors.ts'
import { ownFile, spell } from '../../keys.ts'
import { nameFrom, openerFor } from '../../names.ts'
import { pictureOf } from '../../shown.ts'
import type { Opened, Visit } from '../../visit.ts'
import type { OwnProfile } from '../access/profile.ts'
import type { ClientDetails } from '../changes/making.ts'

/** Oneself, as one shows oneself; labels only to professionals (ACC-11). */
export async function seeProfile(visit: Visit, own: Opened<OwnProfile, 'own profile'>): Promise<Profile> {
  const file = { owner: own.account, scope: ownFile }
  const open = await openerFor(visit, [file])
  const opened = (sealed: Buffer | null) => open(file, own.account, sealed)
  const details = JSON.parse(opened(own.details) ?? '{}') as Partial<ClientDetails>
  const { kind, groups } = visit.account
  const { awayFrom, awayUntil } = own
  return {
    kind,
    ...(nameFrom(opened(own.name)) ?? { first: '', infix: '', last: '' }),
    address: opened(own.address) ?? '',
    groups,
    identifier: details.identifier ?? null,
    description: opened(own.description) ?? '',
    labels: JSON.parse(opened(own.labels) ?? '[]') as string[],
    phone: details.phone ?? null,
    absence: awayFrom === null ? null : { from: awayFrom, until: awayUntil, text: opened(own.awayText) ?? '' },
    visible: own.visible ?? true,
    picture: pictureOf(own.account, own),
  }
}

/** The bytes of a picture. */
export async function seePicture(
  visit: Visit,
  { account, sealed }: Opened<{ account: string; sealed: Buffer }, 'see'>,
): Promise<Buffer> {
  const file = { owner: account, scope: ownFile }
  const key = (await visit.practice.keys.find([file])).get(spell(file))
  // The person was destroyed, and the picture with them.
  if (!key) throw notFound()
  return openBytes(key, { owner: account, row: account }, sealed)
}
