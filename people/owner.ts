import pg from 'pg'
import type { Room } from './room.ts'

/** The three kinds of database of an installation. */
export type Which = 'register' | 'keys' | 'room'

/** One connection past both walls, closed afterwards: to look at what lies in a database, or to take something away. */
export async function asOwnerOf<T>(room: Room, which: Which, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const url = new URL(room.environment.ALCOVE_DATABASE_URL ?? '')
  if (which === 'keys') url.pathname = `${url.pathname}_keys`
  if (which === 'room') url.pathname = `/${room.practice.databaseName}`
  return await closing(new pg.Client({ connectionString: url.href }), act)
}

/** The same as the role that serves requests, with no account entered: what that role may do by itself. */
export async function asServing<T>(room: Room, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const { servingRegister } = room.running.house.databases
  return await closing(new pg.Client({ ...servingRegister, database: room.practice.databaseName }), act)
}

async function closing<T>(client: pg.Client, act: (client: pg.Client) => Promise<T>): Promise<T> {
  await client.connect()
  try {
    return await act(client)
  } finally {
    await client.end()
  }
}
