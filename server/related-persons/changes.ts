import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Visit } from '../visit.ts'

/** Ties a related person to a client (REL-21), as the owner of the database (the first people, the demo). All by account id. */
export async function tie(visit: Visit, given: { client: string; person: string; invitedBy: string }): Promise<void> {
  await visit.change(sql`insert into room.related_person (id, client, person, invited_by, began_at)
    values (${uuid()}, ${given.client}, ${given.person}, ${given.invitedBy}, ${visit.now})`)
}
