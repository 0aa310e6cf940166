import { sql } from 'kysely'
import { seal } from '../../crypto.ts'
import { Refused } from '../../errors.ts'
import { ownFile } from '../../keys.ts'
import type { Opened, ToldRows, Visit } from '../../visit.ts'
import { type AskingRow, type NewRequest, type RequestRow, requestIdFor } from '../access/requests.ts'
import { keepReason } from './working.ts'

type Told = { client?: string; tasks: ToldRows; file: ToldRows; conversations?: [id: string, told: ToldRows][] }

/** Asks the client (TRF-11, TRF-12): a task and a mail; nothing is open before the answer. Sent again with the same key it is asked once. */
export async function askToRelate(visit: Visit, asking: Opened<NewRequest, 'ask'>): Promise<string> {
  const { id, client, professional, kind, motivation, sent } = asking
  if (sent) return id
  const me = visit.account.id
  if (motivation.text !== null) {
    const key = await visit.practice.keys.take({ owner: me, scope: ownFile })
    const sealed = seal(key, { owner: me, row: motivation.id }, motivation.text)
    await visit.change(sql`select room.give_request_reason(${motivation.id}, ${sealed}, ${visit.now})`)
  }
  const [row] = await visit.change(sql<{ told: Told }>`
    select room.ask_to_relate(${id}, ${client}, ${professional}, ${kind}, ${motivation.id}, null, ${visit.now}) as told`)
  tellAll(visit, client, row?.told)
  visit.leaveWork()
  return id
}

/** A hand-over that waits for the client's yes. Behind the door of handing over; sent again with the same key it is asked once. */
export async function askWithPlan(
  visit: Visit,
  given: { client: string; professional: string; plan: Record<string, unknown>; words: string; clientKey: string },
): Promise<void> {
  const { client, professional } = given
  const id = requestIdFor(visit, given.clientKey)
  const facts = await visit.one(
    sql<AskingRow>`select * from room.asking_facts(${client}, ${professional}, 'therapist', null, ${id})`,
  )
  if (facts.sent === 'same') return
  if (facts.sent === 'other') throw new Refused('key-used')
  if (facts.asked) throw new Refused('request-waits')
  if (!facts.active) throw new Refused('not-active')
  const reason = await keepReason(visit, given.words)
  for (const line of visit.lines) line.about.motivation = reason
  const [row] = await visit.change(sql<{
    told: Told
  }>`select room.ask_to_relate(${id}, ${client}, ${professional}, 'therapist',
    ${reason}, ${JSON.stringify(given.plan)}::jsonb, ${visit.now}) as told`)
  tellAll(visit, client, row?.told)
  visit.leaveWork()
}

/** Takes a request back (TRF-13); one that was taken back before stays so. */
export async function cancelRequest(visit: Visit, request: Opened<RequestRow, 'cancel'>): Promise<void> {
  if (request.outcome === 'cancelled') return
  const [row] = await visit.change(
    sql<{ told: Told }>`select room.cancel_relate_request(${request.id}, ${visit.now}) as told`,
  )
  tellAll(visit, request.client, row?.told)
}

/** The client's answer (TRF-14): a yes relates, and carries out what was planned with it. */
export async function answerRequest(
  visit: Visit,
  request: Opened<RequestRow, 'answer'>,
  answer: 'accept' | 'reject',
): Promise<void> {
  const [row] = await visit.change(
    sql<{ told: Told }>`select room.answer_relate_request(${request.id}, ${answer}, ${visit.now}) as told`,
  )
  tellAll(visit, request.client, row?.told)
  visit.leaveWork()
}

function tellAll(visit: Visit, client: string, told: Told | undefined): void {
  visit.tell('tasks', null, told?.tasks)
  visit.tell('file', client, told?.file)
  for (const [conversation, rows] of told?.conversations ?? []) visit.tell('conversation', conversation, rows)
}
