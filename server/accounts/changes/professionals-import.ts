import { sql } from 'kysely'
import type { Opened, Visit } from '../../visit.ts'
import type { Import } from '../access/professionals-import.ts'
import { createProfessional } from './making.ts'

/** Makes every account of the list that can be made, or none. Gives back how many; null = something changed, so nothing was done. */
export async function carryOut(
  visit: Visit,
  { rows, changed, done }: Opened<Import, 'import'>,
  clientKey: string,
): Promise<number | null> {
  if (done !== null) return done
  if (changed.length > 0) return null
  let added = 0
  for (const { door, name, address, identifier, groups } of rows)
    if (door) {
      await createProfessional(visit, door, {
        name,
        address,
        details: { identifier },
        labels: [],
        groups,
        active: true,
      })
      added += 1
    }
  await visit.change(sql`select room.keep_import(${clientKey}, ${visit.now}, ${added})`)
  return added
}
