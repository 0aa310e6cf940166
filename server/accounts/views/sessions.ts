import type { z } from 'zod'
import type { listMySessions } from '../../../contract/accounts/door.ts'
import type { Opened } from '../../visit.ts'
import type { SessionLine } from '../access/sessions.ts'

type Sessions = z.output<typeof listMySessions.gives>

/** Where somebody is signed in, as they see it. */
export function seeMySessions(lines: readonly Opened<SessionLine, 'see'>[]): Sessions {
  return {
    sessions: lines.map(({ id, browser, system, beganAt, seenAt, mine }) => ({
      id,
      browser,
      system,
      beganAt: beganAt.toISOString(),
      seenAt: seenAt.toISOString(),
      thisOne: mine,
    })),
  }
}
