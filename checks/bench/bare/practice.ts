import type { KeyObject } from 'node:crypto'
import pg from 'pg'
import { Keys, practiceKey } from './sealing.ts'
import { hint, type Statement } from './statements.ts'

/** Where a practice's rows and keys are. */
export type Where = { id: string; slug: string; database: string; keys: string }

/** One practice as the bare server holds it. */
export type Practice = {
  id: string
  pool: pg.Pool
  keys: Keys
  /** Tells the other processes what was told here: a message that comes in by one is heard by who listens at another. */
  hint: (told: unknown) => void
}

/** Planned once, never compiled, as ours. */
const settings = '-c plan_cache_mode=force_generic_plan -c jit=off -c random_page_cost=1.1'

/** As many connections as ours has. */
const connections = 5

pg.types.setTypeParser(pg.types.builtins.INT8, Number)

export async function openPractice(where: Where, master: KeyObject): Promise<Practice> {
  const keys = new pg.Pool({ connectionString: where.keys, max: 3, pipeline: true })
  const pool = new pg.Pool({ connectionString: where.database, max: connections, pipeline: true, options: settings })
  const ring = new Keys(keys, where.id, await practiceKey(keys, master, where.id))
  return { id: where.id, pool, keys: ring, hint: hinter(keys) }
}

/** How long hints wait for each other, ms; as in ours. */
const gatherFor = 10

/** Hints go by a database that all processes share, together. */
function hinter(shared: pg.Pool): Practice['hint'] {
  let waiting: string[] = []
  const send = () => {
    void shared.query({ ...hint, values: [waiting] })
    waiting = []
  }
  return (told) => {
    if (waiting.length === 0) setTimeout(send, gatherFor)
    waiting.push(JSON.stringify(told))
  }
}

/** What is asked on one connection: each `ask` goes out at once, and is answered in turn. */
export type Ask = <Row extends pg.QueryResultRow>(
  statement: Statement | 'begin' | 'commit' | 'rollback',
  values?: unknown[],
) => Promise<Row[]>

/** Borrows a connection. */
export async function on<T>({ pool }: Practice, act: (ask: Ask) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    return await act(async (statement, values = []) => {
      const query = typeof statement === 'string' ? { text: statement } : { ...statement, values }
      return (await client.query(query)).rows
    })
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error))
    throw error
  } finally {
    client.release(broken)
  }
}
