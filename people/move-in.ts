import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { createAccount } from '../server/accounts/changes.ts'
import type { Databases, Practice } from '../server/database.ts'
import { makeVisit } from '../server/visit.ts'
import { cast, type CastName, practice as story, relatedPersons, relations } from './cast.ts'

/** The demo practice with its cast, made once; in a practice that has people already nothing happens. Gives back everybody's account id, or null. */
export async function moveIn(
  databases: Databases,
  given: { password: string; now: Date; practice?: Practice },
): Promise<Record<CastName, string> | null> {
  const practice = given.practice ?? (await databases.practice(story.slug, { demo: true }))
  const owner = databases.ownerOf(practice)
  const arrival = { practice: owner, tokenHash: null, now: given.now, renews: false, accessPoint: null, leaves: null }
  try {
    return await makeVisit(arrival, async (visit) => {
      // Two starts at once: the second waits here, and then finds people.
      await visit.all(sql`select pg_advisory_xact_lock(7002)`)
      const there = await visit.all(sql`select id from room.account limit 1`)
      if (there.length > 0) return null
      for (const [name, value] of Object.entries(story.settings))
        await visit.change(
          sql`insert into room.setting (name, value) values (${name}, ${JSON.stringify(value)}::jsonb)`,
        )
      const ids = {} as Record<CastName, string>
      for (const name of Object.keys(cast) as CastName[])
        ids[name] = await createAccount(visit, { ...cast[name], password: given.password })
      for (const { client, professional, kind } of relations)
        await visit.change(
          sql`insert into room.relation (id, client, professional, kind, began_at) values (${uuid()}, ${ids[client]}, ${ids[professional]}, ${kind}, ${given.now})`,
        )
      for (const { client, person, invitedBy } of relatedPersons)
        await visit.change(sql`insert into room.related_person (id, client, person, invited_by, began_at)
          values (${uuid()}, ${ids[client]}, ${ids[person]}, ${ids[invitedBy]}, ${given.now})`)
      return ids
    })
  } finally {
    await owner.pool.end()
  }
}
