import { test as base } from 'vitest'
import { cast, type CastName } from './cast.ts'
import { type Person, signIn } from './person.ts'
import { castPassword, openRoom, type Room, type RoomSettings } from './room.ts'

/**
 * `room`: one running practice per test file, over real HTTP on databases of its own. Another setting for a file:
 * `test.override('settings', { environment: { … } })`.
 * `as('Noor', 'Daan')`: those people, signed in, each with a new session.
 */
export const test = base
  .extend('settings', { scope: 'file' }, (): RoomSettings => ({}))
  .extend('room', { scope: 'file' }, async ({ settings }, { onCleanup }): Promise<Room> => {
    const { room, close } = await openRoom(settings)
    onCleanup(close)
    return room
  })
  .extend('as', async ({ room }, { onCleanup }) => {
    const everybody: Person[] = []
    onCleanup(() => everybody.forEach((person) => person.leave()))
    return async <Names extends CastName[]>(...names: Names): Promise<{ [Index in keyof Names]: Person }> => {
      const people = []
      for (const name of names) people.push(await signIn(room, cast[name].address, castPassword))
      everybody.push(...people)
      return people as { [Index in keyof Names]: Person }
    }
  })
