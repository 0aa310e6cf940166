import pg from 'pg'
import { clusterAt } from '../server/cluster.ts'
import type { Room } from './room.ts'

/** The three kinds of database of an installation. */
export type Which = 'register' | 'keys' | 'room'

/** One connection past both walls, closed afterwards: to look at what lies in a database, or to take something away. */
export async function asOwnerOf<T>(room: Room, which: Which, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const { owner, names } = clusterOf(room)
  const databases = { register: names.register, keys: names.keys, room: room.practice.databaseName }
  return await closing(new pg.Client(owner(databases[which])), act)
}

/** The same as the role that serves requests, with no account entered: what that role may do by itself. */
export async function asServing<T>(room: Room, act: (client: pg.Client) => Promise<T>): Promise<T> {
  return await closing(new pg.Client(clusterOf(room).serving(room.practice.databaseName)), act)
}

function clusterOf(room: Room) {
  return clusterAt(room.environment.ALCOVE_DATABASE_URL ?? '', room.running.house.config.masterKey)
}

async function closing<T>(client: pg.Client, act: (client: pg.Client) => Promise<T>): Promise<T> {
  await client.connect()
  try {
    return await act(client)
  } finally {
    await client.end()
  }
}
