import type { Client } from 'pg'

/** Whether a request waits for a lock somebody else holds; false when it was answered without waiting. */
export async function isHeldUp(owner: Client, request: Promise<unknown>): Promise<boolean> {
  const answered = request.then(() => true)
  for (;;) {
    const { rowCount } = await owner.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    if (rowCount) return true
    if (await Promise.race([answered, Promise.resolve(false)])) return false
  }
}
