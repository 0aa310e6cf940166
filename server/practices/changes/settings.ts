import { sql } from 'kysely'
import type { PracticeSettings } from '../../../contract/practices/settings.ts'
import { hasCode, Refused } from '../../errors.ts'
import type { Opened, ToldRows, Visit } from '../../visit.ts'

/** The database's own word for it: relating oneself beside asking the client (decision "Relate request"). */
const excludeEachOther = 'AL001'

/** Sets what is given; the rest stays. An empty value takes the setting away. Looks that it ends end at once. */
export async function changeSettings(
  visit: Visit,
  _: Opened<{ practice: string }, 'configure'>,
  given: Partial<{ [Name in keyof PracticeSettings]: PracticeSettings[Name] | undefined }>,
): Promise<void> {
  const { desk, ...rest } = given
  const rows = {
    ...rest,
    ...(desk && { deskAddress: desk.address, deskPhone: desk.phone, deskHours: desk.hours }),
  }
  const kept = Object.fromEntries(Object.entries(rows).filter(([, value]) => value !== undefined))
  try {
    const [row] = await visit.change(
      sql<{
        ended: [client: string, told: ToldRows][]
      }>`select room.change_settings(${JSON.stringify(kept)}::jsonb) as ended`,
    )
    for (const [client, told] of row?.ended ?? []) visit.tell('file', client, told)
  } catch (error) {
    throw hasCode(error, excludeEachOther) ? new Refused('ask-or-relate') : error
  }
}
