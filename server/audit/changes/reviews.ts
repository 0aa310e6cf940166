import { sql } from 'kysely'
import { seal } from '../../crypto.ts'
import { ownFile } from '../../keys.ts'
import type { Opened, Visit } from '../../visit.ts'

/** What came of a look that was looked at again: fine, or asked about. The note is sealed with the key of who wrote it. */
export async function judgeLook(
  visit: Visit,
  { line }: Opened<{ line: string }, 'judge look'>,
  { outcome, note }: { outcome: 'fine' | 'asked'; note?: string | undefined },
): Promise<void> {
  const owner = visit.account.id
  const key = note === undefined ? null : await visit.practice.keys.take({ owner, scope: ownFile })
  const sealed = key && note !== undefined ? seal(key, { owner, row: line }, note) : null
  await visit.change(sql`select room.judge_look(${line}, ${outcome}, ${sealed}, ${visit.now})`)
}
