import { readConfig } from '../server/config.ts'
import { startHouse } from '../server/start.ts'
import type { Room } from './room.ts'

/** A second server on the databases of a room, on a port of its own: what another process of the same practice does. */
export async function openSecondHouse(
  room: Room,
  environment: Record<string, string> = {},
): Promise<{ second: Room; close: () => Promise<void> }> {
  const running = await startHouse(readConfig({ ...room.environment, ...environment }), {
    say: () => undefined,
    people: async () => [],
    clock: room.clock,
    webFolder: null,
  })
  const practice = running.house.databases.practices.get(room.practice.slug)
  if (!practice) throw new Error('the second house does not know the practice')
  return { second: { ...room, address: running.address, running, practice }, close: () => running.stop() }
}
