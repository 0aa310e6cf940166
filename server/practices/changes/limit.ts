import type { Databases, Practice } from '../../database.ts'

/** How many active professionals a practice may have from now on (ORD-6). Gives back how many it has. */
export async function allowProfessionals(databases: Databases, practice: Practice, most: number): Promise<number> {
  return await databases.asOwner(practice.databaseName, async (client) => {
    await client.query(
      `insert into room.setting (name, value) values ('professionalLimit', $1)
       on conflict (name) do update set value = excluded.value`,
      [String(most)],
    )
    const { rows } = await client.query<{ active: number }>('select active from room.professionals()')
    return rows[0]?.active ?? 0
  })
}
