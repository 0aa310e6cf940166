import { randomBytes } from 'node:crypto'
import { sha256 } from '../server/crypto.ts'
import type { Room } from './room.ts'

/** A link as a letter carries it. `minutes`: how long it still works (an hour where none is said); negative = it is over. */
export type Sent = { to: string; for: 'welcome' | 'new password' | 'unblock' | 'confirm address'; minutes?: number }

/** A link's token, without the letter. */
export async function linkFor(room: Room, sent: Sent): Promise<string> {
  const token = randomBytes(24).toString('base64url')
  const now = room.clock.now()
  const ends = new Date(now.getTime() + (sent.minutes ?? 60) * 60_000)
  await room.query(
    'insert into room.link (token_hash, account, purpose, made_at, ends_at) values ($1, $2, $3, $4, $5)',
    [sha256(Buffer.from(token)), sent.to, sent.for, now, ends],
  )
  return token
}
