import type { Room } from './room.ts'

/** A line of the log, as it stands there. */
export type Line = {
  action: string
  rule: string
  allowed: boolean
  basis: string
  account: string | null
  session: string | null
  roles: string[]
  object_kind: string
  object: string | null
  client: string | null
}

/** The lines that something leaves, in the order in which they were written. */
export async function linesOf(room: Room, act: () => Promise<unknown>): Promise<Line[]> {
  const before = await room.query<{ id: string }>('select id from room.audit')
  await act()
  const there = new Set(before.map(({ id }) => id))
  const after = await room.query<Line & { id: string }>('select * from room.audit order by tx, id')
  return after.filter(({ id }) => !there.has(id))
}
