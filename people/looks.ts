import { cast, type CastName } from './cast.ts'
import { signIn } from './person.ts'
import { castPassword, type Room } from './room.ts'

/** Somebody opens a client's account; gives back the number of the line it left. */
export async function lookOf(room: Room, who: CastName, client: CastName): Promise<string> {
  const person = await signIn(room, cast[who].address, castPassword)
  await person.try('seeClient', { where: { id: room.ids[client] } })
  const [line] = await room.query<{ id: string }>(
    `select id from room.audit where account = $1 and object = $2 order by at desc, id desc limit 1`,
    [room.ids[who], room.ids[client]],
  )
  return line?.id ?? ''
}
