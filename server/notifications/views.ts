import type { DemoLetter, FailedLetter } from '../../contract/notifications.ts'
import { type Letter, readFolder } from '../mail.ts'
import type { Opened } from '../visit.ts'
import type { FailedRow } from './access.ts'

/** Letters that could not be delivered, newest first. */
export function seeFailedLetters({ rows }: Opened<{ rows: FailedRow[] }, 'see'>): FailedLetter[] {
  return rows.map((row) => ({
    id: row.id,
    account: row.account,
    accountKind: row.account_kind,
    letter: row.kind,
    state: row.state,
    reason: row.reason,
    attempts: row.attempts,
    writtenAt: row.created_at.toISOString(),
    endedAt: row.ended_at.toISOString(),
  }))
}

/** The demo's letters, newest first; `folder` is null where a real mail server carries them. */
export async function seeDemoMail(_: Opened<{ demo: true }, 'see'>, folder: string | null): Promise<DemoLetter[]> {
  return folder === null ? [] : (await readFolder(folder, 100)).map(asSeen)
}

function asSeen({ messageId, from, to, at, language, subject, text }: Letter): DemoLetter {
  return { id: messageId, at, from: `${from.name} <${from.address}>`, to, language, subject, text }
}
