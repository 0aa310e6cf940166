import { randomBytes } from 'node:crypto'
import { sha256 } from '../server/crypto.ts'
import type { Room } from './room.ts'

/** A link's token as a letter would carry it, without the letter. `minutes`: how long it still works; negative = it is over. */
export async function linkFor(
  room: Room,
  account: string,
  purpose: 'welcome' | 'new password' | 'unblock' | 'confirm address',
  minutes = 60,
): Promise<string> {
  const token = randomBytes(24).toString('base64url')
  const now = room.clock.now().getTime()
  await room.query(
    'insert into room.link (token_hash, account, purpose, made_at, ends_at) values ($1, $2, $3, $4, $5)',
    [sha256(Buffer.from(token)), account, purpose, new Date(now), new Date(now + minutes * 60_000)],
  )
  return token
}
