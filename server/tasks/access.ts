import { ownTasks } from '../../rules/tasks.ts'
import { notFound } from '../errors.ts'
import type { Opened, Visit } from '../visit.ts'

/** The door to one's own list. */
export async function openTasks(visit: Visit): Promise<Opened<{ account: string }, 'tasks'>> {
  await visit.enter()
  const { id, kind } = visit.account
  const verdict = ownTasks.judge({ kind })
  visit.note(verdict, { kind: 'account', id, client: kind === 'client' ? id : null })
  if (!verdict.may) throw notFound()
  return { account: id } as Opened<{ account: string }, 'tasks'>
}
