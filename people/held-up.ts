import type { Client } from 'pg'

/** Whether a request waits for what this connection's transaction has locked; false when it was answered without waiting. */
export async function isHeldUp(owner: Client, request: Promise<unknown>): Promise<boolean> {
  const answered = request.then(() => true)
  for (;;) {
    const { rowCount } = await owner.query(
      'select from pg_locks l where not l.granted and pg_backend_pid() = any (pg_blocking_pids(l.pid))',
    )
    if (rowCount) return true
    if (await Promise.race([answered, Promise.resolve(false)])) return false
  }
}
