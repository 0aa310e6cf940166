import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Relation } from '../../../rules/words.ts'
import type { Visit } from '../../visit.ts'

/** Relates a professional to a client, as the owner of the database (the first people, the demo). Both by account id. */
export async function relate(
  visit: Visit,
  given: { client: string; professional: string; kind: Relation },
): Promise<void> {
  await visit.change(sql`insert into room.relation (id, client, professional, kind, began_at)
    values (${uuid()}, ${given.client}, ${given.professional}, ${given.kind}, ${visit.now})`)
}
