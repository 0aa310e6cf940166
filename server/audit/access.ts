import { sql } from 'kysely'
import { keepLog, type LogUse, readHistory, readOwnLooks } from '../../rules/audit.ts'
import type { Relation } from '../../rules/words.ts'
import { findOwnSecondStep } from '../accounts/access/own-second-step.ts'
import { notFound, Refused } from '../errors.ts'
import type { Opened, Visit } from '../visit.ts'

/** A part of the log that this visitor may read. `about`: whose account, where it is another's. */
export type Reading = { part: 'looks at me' | 'own looks' | 'history'; about: string | null }

/** The door to who looked in one's own account, and to one's own looks. */
export async function openOwnLooks(
  visit: Visit,
  part: 'looks at me' | 'own looks',
): Promise<Opened<Reading, 'read log'>> {
  await visit.enter()
  const { id, kind } = visit.account
  const verdict = readOwnLooks.judge({ kind, of: part })
  visit.note(verdict, { kind: 'log', id, client: kind === 'client' ? id : null })
  if (!verdict.may) throw notFound()
  return { part, about: null } as Opened<Reading, 'read log'>
}

/** The door to the history of a client's account (LOG-5). Not there and not yours are the same answer at the same cost. */
export async function openHistory(visit: Visit, given: string): Promise<Opened<Reading, 'read log'>> {
  const id = given.toLowerCase()
  const { client, relation } = await visit.one(
    sql<{ client: string | null; relation: Relation | null }>`
      select client, relation from room.client_facts(${id}, false)`,
  )
  const verdict = readHistory.judge({ relation: client === null ? null : relation })
  visit.note(verdict, { kind: 'account', id, client })
  if (!verdict.may) throw notFound()
  return { part: 'history', about: id } as Opened<Reading, 'read log'>
}

/** The door to the whole log, for its keeper. Somebody who was not sure enough of a moment ago confirms that it is still them. */
export async function openLog<To extends LogUse['to']>(
  visit: Visit,
  to: To,
): Promise<Opened<{ practice: string }, `${To} log`>> {
  const use: LogUse = to === 'review' ? { to: 'review' } : { to: 'copy', ...(await confirmation(visit)) }
  await visit.enter()
  const verdict = keepLog.judge({ groups: visit.account.groups, use })
  visit.note(verdict, { kind: 'log', id: visit.practice.id })
  if (verdict.may) return { practice: visit.practice.id } as Opened<{ practice: string }, `${To} log`>
  const isKeeper = keepLog.judge({ groups: visit.account.groups, use: { to: 'review' } }).may
  throw isKeeper && use.to === 'copy' ? new Refused('confirm-step') : notFound()
}

/** Whether password, and the second step of who has one, were given just now. */
async function confirmation(visit: Visit): Promise<{ confirmed: boolean }> {
  const own = await findOwnSecondStep(visit)
  const hasStep = own.since !== null || own.passkeys.length > 0
  return { confirmed: own.password_given && (own.step_given || !hasStep) }
}

/** The door to one look that is to be judged. A line that is no look, and one that is not there, are the same. */
export async function openLook(visit: Visit, given: string): Promise<Opened<{ line: string }, 'judge look'>> {
  const line = given.toLowerCase()
  const { found } = await visit.one(sql<{ found: boolean }>`select room.is_look(${line}) as found`)
  const verdict = keepLog.judge({ groups: visit.account.groups, use: { to: 'review' } })
  visit.note(found || !verdict.may ? verdict : { may: false, because: 'no such look' }, { kind: 'look', id: line })
  if (!verdict.may || !found) throw notFound()
  return { line } as Opened<{ line: string }, 'judge look'>
}
