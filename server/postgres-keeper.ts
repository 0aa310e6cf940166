import { setTimeout as pause } from 'node:timers/promises'
import { log } from './log.ts'
import { type Postgres, startPostgres } from './postgres.ts'

/** A PostgreSQL that is started again when it ends without being asked to; its address stays the same. */
export type KeptPostgres = Pick<Postgres, 'url' | 'stop'>

/** Between two tries to start it again, ms: the first comes at once. */
const shortest = 100
const longest = 5_000

/** Starts the embedded PostgreSQL and keeps it running until `stop`. The first start fails as `startPostgres` does. */
export async function keepPostgres(wanted: { folder: string; durable?: boolean }): Promise<KeptPostgres> {
  const first = await startPostgres(wanted)
  const { socketFolder } = first
  let running = first
  const stopped = new AbortController()
  const watch = async () => {
    for (let wait = shortest; !stopped.signal.aborted; ) {
      await running.exited
      if (stopped.signal.aborted) return
      log.warn('the database ended')
      try {
        running = await startPostgres({ ...wanted, socketFolder })
        log.info('the database is back')
        wait = shortest
      } catch (error) {
        log.error('the database did not start', error)
        await pause(wait, undefined, { signal: stopped.signal }).catch(() => undefined)
        wait = Math.min(longest, wait * 2)
      }
    }
  }
  const watching = watch()
  const stop = async () => {
    stopped.abort()
    await running.stop()
    await watching
    // Started again in that very moment.
    await running.stop()
  }
  return { url: (database) => first.url(database), stop }
}
