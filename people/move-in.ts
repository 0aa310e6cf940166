import { createAccount } from '../server/accounts/changes/making.ts'
import { relate } from '../server/caseload/changes/relations.ts'
import type { Databases } from '../server/database.ts'
import { isEmpty, writeSettings } from '../server/practices/changes/set-up.ts'
import { hashPassword } from '../server/passwords.ts'
import { tie } from '../server/related-persons/changes.ts'
import { makeVisit, type Visit } from '../server/visit.ts'
import { type CastName, cast, practice as story, relatedPersons, relations } from './cast.ts'

/** The demo practice with its cast, made once; where people live already nothing happens. Gives back everybody's account id, or null. */
export async function moveIn(
  databases: Databases,
  given: { password: string; now: Date },
): Promise<Record<CastName, string> | null> {
  const practice = databases.ownerOf(await databases.practice(story.slug, { demo: true }))
  const arrival = { practice, tokenHash: null, now: given.now, renews: false, accessPoint: null, leaves: null }
  try {
    // Looked at first without: nine passwords to hash would slow every start.
    if (!(await makeVisit(arrival, isEmpty))) return null
    const hashes = await hashesFor(given.password)
    return await makeVisit(arrival, async (visit) => ((await isEmpty(visit)) ? await everybody(visit, hashes) : null))
  } finally {
    await practice.pool.end()
  }
}

async function hashesFor(password: string): Promise<Record<CastName, string>> {
  const names = Object.keys(cast) as CastName[]
  const hashes = await Promise.all(names.map(() => hashPassword(password)))
  return Object.fromEntries(names.map((name, index) => [name, hashes[index]])) as Record<CastName, string>
}

async function everybody(visit: Visit, hashes: Record<CastName, string>): Promise<Record<CastName, string>> {
  await writeSettings(visit, story.settings)
  const ids = {} as Record<CastName, string>
  for (const name of Object.keys(cast) as CastName[])
    ids[name] = await createAccount(visit, { ...cast[name], hash: hashes[name], privacySeen: true })
  for (const { client, professional, kind } of relations)
    await relate(visit, { client: ids[client], professional: ids[professional], kind })
  for (const { client, person, invitedBy } of relatedPersons)
    await tie(visit, { client: ids[client], person: ids[person], invitedBy: ids[invitedBy] })
  return ids
}
