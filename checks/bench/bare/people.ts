import { argon2, createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { v7 as uuid } from 'uuid'
import { auditRow } from './audit.ts'
import { type Ask, on, type Practice } from './practice.ts'
import { mac, open, ownFile } from './sealing.ts'
import * as statements from './statements.ts'

/** Who visits. */
export type Me = {
  session: string
  account: string
  kind: string
  language: string
  groups: string[]
  /** No sign of life was written down for a minute. */
  stale: boolean
}

/** Writes a sign of life down where one is due: it travels along. */
export function renewal(ask: Ask, { session, stale }: Me, now: Date): Promise<unknown>[] {
  return stale ? [ask(statements.renew, [session, now])] : []
}

/** A sealed name as people read it. */
export function readName({ keys }: Practice, account: string, sealed: Buffer): string {
  const { first, infix, last } = JSON.parse(
    open(keys.get({ owner: account, scope: ownFile }), account + account, sealed),
  )
  return infix === '' ? `${first} ${last}` : `${first} ${infix} ${last}`
}

export function isOnline(seenAt: Date | null, now: number): boolean {
  return seenAt !== null && now - seenAt.getTime() < 180_000
}

type Found = {
  account: string
  kind: string
  hash: string
  name: Buffer
  language: string
  enter_sends: boolean
  theme: string
  mails: string
  quiet_from: number | null
  quiet_until: number | null
  groups: string[]
}

const hash = promisify(argon2)

/** Signs somebody in: one look, one hash, one transaction. Gives back the cookie and who they are. */
export async function signIn(
  practice: Practice,
  given: { address: string; password: string },
): Promise<{ token: string; body: unknown } | null> {
  const address = mac(practice.keys.search, `address\u0000${given.address.trim().toLowerCase()}`).subarray(0, 16)
  const [found] = await on(practice, (ask) => ask<Found>(statements.credentials, [address]))
  if (!found || !(await matches(found.hash, given.password))) return null
  const token = randomBytes(32).toString('base64url')
  const now = new Date()
  const session = uuid()
  await Promise.all([
    practice.keys.load([{ owner: found.account, scope: ownFile }]),
    on(practice, async (ask) => {
      await Promise.all([
        ask('begin'),
        ask(statements.beginSession, [
          session,
          sessionHash(token),
          found.account,
          now,
          new Date(now.getTime() + 43_200_000),
        ]),
        ask(statements.audit, signedIn(practice, found.account, now)),
        ask('commit'),
      ])
    }),
  ])
  return { token, body: meOf(practice, found) }
}

function meOf(practice: Practice, found: Found) {
  const { kind, groups, language, enter_sends: enterSends, theme, mails } = found
  const name = readName(practice, found.account, found.name)
  return { name, kind, groups, language, enterSends, theme, mails, quietHours: null }
}

function signedIn(practice: Practice, account: string, now: Date) {
  const event = { action: 'signed in', rule: 'SEC-1', basis: 'right password' }
  return auditRow(practice, { me: null, ...event, kind: 'account', object: account, now })
}

export function sessionHash(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

async function matches(kept: string, given: string): Promise<boolean> {
  const [, , , cost = '', nonce = '', tag = ''] = kept.split('$')
  const [memory = 0, passes = 0, parallelism = 0] = cost.split(',').map((part) => Number(part.slice(2)))
  const expected = Buffer.from(tag, 'base64')
  const message = Buffer.from(given.normalize('NFC'))
  const options = {
    message,
    nonce: Buffer.from(nonce, 'base64'),
    memory,
    passes,
    parallelism,
    tagLength: expected.length,
  }
  return timingSafeEqual(await hash('argon2id', options), expected)
}

/** The plain limit of a sign-in: one hash of the usual cost. */
export async function hashOnce(): Promise<string> {
  const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }
  return (
    await hash('argon2id', { message: Buffer.from('four random words here'), nonce: randomBytes(16), ...cost })
  ).toString('base64')
}
