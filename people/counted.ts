import type pg from 'pg'
import { hashesSpent } from '../server/passwords.ts'
import { Together } from '../server/together.ts'
import type { Room } from './room.ts'

/** What a call cost: every statement in the order it was sent, and how many password hashes. */
export type Cost = { statements: string[]; hashes: number }

/** Visits of people; what the house does by itself meanwhile (sealing, mailing, the live rounds) is not counted. */
const visiting = /room\.enter\(/
const byItself =
  /room\.(due_notices|take_letters|next_mail_due|settle_|link_for_letter|next_address_due|move_due_addresses|end_outside)|room\.setting where name = any/

/** Counts what a call costs: listens at the practice's connections, and changes nothing about them. */
export async function costOf(room: Room, act: () => Promise<unknown>): Promise<Cost> {
  const { pool } = room.practice
  const visits = new Map<pg.PoolClient, string[]>()
  const done: string[][] = []
  const acquired = (client: pg.PoolClient) => void visits.set(client, listenTo(client))
  const released = (_: unknown, client: pg.PoolClient) => {
    done.push(visits.get(client) ?? [])
    delete (client as Partial<pg.PoolClient>).query
  }
  pool.on('acquire', acquired).on('release', released)
  const before = hashesSpent()
  await act()
  pool.off('acquire', acquired).off('release', released)
  return {
    statements: done.filter(isVisit).flat(),
    hashes: hashesSpent() - before,
  }
}

function isVisit(statements: string[]): boolean {
  return statements.some((text) => visiting.test(text)) && !statements.some((text) => byItself.test(text))
}

/** Every statement of one connection is written down on its way. */
function listenTo(client: pg.PoolClient): string[] {
  const statements: string[] = []
  const query = client.query.bind(client) as (...given: unknown[]) => unknown
  const listening = (...given: unknown[]) => {
    const [first] = given
    if (first instanceof Together) statements.push(...first.statements.map(({ text }) => text))
    else statements.push(typeof first === 'string' ? first : String((first as { text?: string }).text))
    return query(...given)
  }
  client.query = listening as typeof client.query
  return statements
}
