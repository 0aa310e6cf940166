import { sql } from 'kysely'
import type { z } from 'zod'
import type { linkPurpose } from '../../../contract/accounts/door.ts'
import { newPassword, unblockByLink } from '../../../rules/accounts/door.ts'
import { sha256 } from '../../crypto.ts'
import { Refused } from '../../errors.ts'
import type { Opened, Visit } from '../../visit.ts'

type Purpose = z.output<typeof linkPurpose>

/** What a link from a letter leads to. Every field empty when nobody was ever sent it. */
export type LinkFacts = {
  account: string | null
  purpose: Purpose | null
  works: boolean
  active: boolean
  name: Buffer | null
  address: Buffer | null
  second_step: boolean
}

/** A link that works now. */
export type Link = Omit<LinkFacts, 'account' | 'purpose'> & { account: string; purpose: Purpose; tokenHash: Buffer }

/** What a link is for; using nothing up. */
export async function findLink(visit: Visit, token: string): Promise<LinkFacts> {
  return await visit.one(sql<LinkFacts>`select * from room.link_facts(${hashOfLink(token)}, ${visit.now}, false)`)
}

/** The new address that a working link would confirm; sealed. */
export async function findNewAddress(
  visit: Visit,
  token: string,
): Promise<{ account: string | null; sealed: Buffer | null }> {
  return await visit.one(
    sql<{ account: string | null; sealed: Buffer | null }>`
      select * from room.address_to_confirm(${hashOfLink(token)}, ${visit.now})`,
  )
}

const rules = { password: newPassword, unblock: unblockByLink, address: newPassword }
const purposes: Record<keyof typeof rules, readonly Purpose[]> = {
  password: ['welcome', 'new password'],
  unblock: ['unblock'],
  address: ['confirm address'],
}

/** The door to using a link up. Nobody else uses it until the visit ends. Unknown, used, late, for something else: one answer. */
export async function openLink<To extends keyof typeof rules>(
  visit: Visit,
  token: string,
  to: To,
): Promise<Opened<Link, To>> {
  const tokenHash = hashOfLink(token)
  const row = await visit.one(sql<LinkFacts>`select * from room.link_facts(${tokenHash}, ${visit.now}, true)`)
  const isFor = row.purpose !== null && purposes[to].includes(row.purpose)
  const verdict = rules[to].judge({ works: row.works && isFor, active: row.active })
  visit.note(verdict, { kind: 'account', id: row.account })
  if (!verdict.may) throw new Refused('link-used')
  return { ...row, tokenHash } as Opened<Link, To>
}

/** How a link is kept. */
function hashOfLink(token: string): Buffer {
  return sha256(Buffer.from(token))
}
