import { sql } from 'kysely'
import type { Practice } from '../database.ts'
import { byItself, makeVisit, type Told, type ToldRows } from '../visit.ts'
import { tellAll, type ToldOfRelation } from './changes/working.ts'

type Work = { practice: Practice; now: Date }

const atOnce = 20
const endedAtOnce = 100

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

/** What the clock has ended: whoever loses a file by it hears it at once. Gives back what to tell, and when something ends next. */
export async function endWhatIsOver({ practice, now }: Work): Promise<{ told: Told[]; next: Date | null }> {
  return await makeVisit(byItself(practice, now), async (visit) => {
    const looks = visit.change(
      sql<{ ended: [client: string, told: ToldRows][] }>`select room.end_outside(${now}, ${endedAtOnce}) as ended`,
    )
    const relations = visit.change(
      sql<{
        ended: [client: string, told: ToldOfRelation][]
      }>`select room.end_due_relations(${now}, ${endedAtOnce}) as ended`,
    )
    const asked = visit.one(
      sql<{ next: Date | null }>`select least(room.next_outside_end(), room.next_relation_end()) as next`,
    )
    const requests = visit.change(sql<{ told: ToldRows }>`select room.lapse_requests(${now}) as told`)
    const [[looked], [related], [lapsed], { next }] = await visit.last(Promise.all([looks, relations, requests, asked]))
    visit.tell('tasks', null, lapsed?.told)
    for (const [client, told] of looked?.ended ?? []) visit.tell('file', client, told)
    for (const [client, told] of related?.ended ?? []) tellAll(visit, client, told)
    return { told: visit.told, next }
  })
}
