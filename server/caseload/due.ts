import { sql } from 'kysely'
import type { Practice } from '../database.ts'
import { byItself, makeVisit } from '../visit.ts'

type Work = { practice: Practice; now: Date }

const atOnce = 20

/** Addresses whose three days are over are where people sign in from now on (decision "Address changes"). */
export async function moveDueAddresses({ practice, now }: Work): Promise<void> {
  await makeVisit(byItself(practice, now), (visit) =>
    visit.last(visit.change(sql`select room.move_due_addresses(${now}, ${atOnce})`)),
  )
}

/** When an address moves next; null = nothing waits. */
export async function nextAddressDue({ practice, now }: Work): Promise<Date | null> {
  return await makeVisit(byItself(practice, now), async (visit) => {
    const asked = visit.one(sql<{ due: Date | null }>`select room.next_address_due() as due`)
    return (await visit.last(asked)).due
  })
}
