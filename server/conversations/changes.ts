import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Message } from '../../contract/conversations.ts'
import { openText, seal } from '../crypto.ts'
import { Refused } from '../errors.ts'
import type { Opened, ToldRows, Visit } from '../visit.ts'
import { type ContactRow, type ConversationRow, type Place, placeFor } from './access.ts'

/** What somebody sends: the words, and the sender's own key for them. */
export type Sending = { text: string; clientKey: string }

/** Posts a message. The same key again gives the same message, once; the same key with other words is refused (409). */
export async function postMessage(
  visit: Visit,
  conversation: Opened<ConversationRow, 'post'>,
  sending: Sending,
): Promise<Message> {
  const place = { conversation: conversation.id, participant: conversation.participant }
  if (conversation.sentAlready) return await sentBefore(visit, place, sending)
  return await write(visit, place, sending)
}

/** Starts a conversation of two with its first message (CNV-4); the starter is its administrator (CNV-9). Gives back its id. */
export async function startConversation(
  visit: Visit,
  { account, place, started }: Opened<ContactRow, 'start conversation'>,
  { subject, ...first }: Sending & { subject: string | null },
): Promise<string> {
  visit.makes({ kind: 'conversation', id: place.conversation })
  if (started) {
    if (started === 'with somebody else') throw new Refused('key-used')
    await Promise.all([underSubject(visit, place, subject), sentBefore(visit, place, first)])
    return place.conversation
  }
  await visit.change(
    sql`select room.start_conversation(${place.conversation}, ${place.participant}, ${account}, ${uuid()}, ${visit.now})`,
  )
  if (subject !== null) await writeSubject(visit, place, subject)
  await write(visit, place, first)
  return place.conversation
}

/** One's own read mark: forwards only, and not past the last message that the second wall shows this reader. */
export async function markRead(
  visit: Visit,
  conversation: Opened<ConversationRow, 'markRead'>,
  position: number,
): Promise<void> {
  const [row] = await visit.change(sql<{ told: ToldRows }>`
    with moved as (
      insert into room.read_mark (participant, position)
      select ${conversation.participant}::uuid, least(${position}::bigint, m.position) from room.message m
      where m.conversation = ${conversation.id} and least(${position}::bigint, m.position) > ${conversation.readUpTo}::bigint
      order by m.position desc limit 1
      on conflict (participant) do update set position = greatest(room.read_mark.position, excluded.position)
      returning 1)
    select room.announce_myself(${visit.now}, 'conversation', ${conversation.id}) as told from moved`)
  visit.tell('conversation', conversation.id, row?.told)
}

/** The client whom a word of parting is for, and the conversation of the two where there is one. */
export type Parting = { id: string; talk: Place | null }

/**
 * Says a word to the client before somebody leaves: in the conversation of the two, or in a new one. The door to leaving is its door, and
 * the visit goes on afterwards.
 */
export async function writeParting(
  visit: Visit,
  { id, talk }: Opened<Parting, 'hand over'>,
  sending: Sending,
): Promise<void> {
  const place = talk ?? placeFor(visit, sending.clientKey)
  if (talk) await visit.all(sql`select from room.conversation_facts(${talk.conversation}, false, null)`)
  else
    await visit.change(
      sql`select room.start_conversation(${place.conversation}, ${place.participant}, ${id}, ${uuid()}, ${visit.now})`,
    )
  await write(visit, place, { ...sending, goesOn: true })
}

/** `goesOn`: it is not the last question of its visit. */
async function write(
  visit: Visit,
  { conversation, participant }: Place,
  { text, clientKey, goesOn = false }: Sending & { goesOn?: boolean },
): Promise<Message> {
  const id = uuid({ msecs: visit.now.getTime() })
  const key = await visit.practice.keys.take({ owner: visit.account.id, scope: conversation })
  const sealed = seal(key, { owner: visit.account.id, row: id }, text)
  visit.leaveWork()
  const written = visit.change(sql<{ position: number; told: ToldRows }>`
    select * from room.write_message(${id}, ${clientKey}, ${sealed}, ${visit.now})`)
  const [row] = await (goesOn ? written : visit.last(written))
  if (!row) throw new Error('the message was not written')
  visit.tell('conversation', conversation, row?.told)
  return { id, position: row.position, author: participant, at: visit.now.toISOString(), text }
}

async function writeSubject(visit: Visit, { conversation, participant }: Place, subject: string): Promise<void> {
  const key = await visit.practice.keys.take({ owner: visit.account.id, scope: conversation })
  const sealed = seal(key, { owner: visit.account.id, row: conversation }, subject)
  await visit.change(
    sql`insert into room.conversation_subject (conversation, author, sealed) values (${conversation}, ${participant}, ${sealed})`,
  )
}

/** The same key may only mean the same start: under the same subject. */
async function underSubject(visit: Visit, { conversation }: Place, subject: string | null): Promise<void> {
  const [row] = await visit.all(
    sql<{ sealed: Buffer }>`select s.sealed from room.conversation_subject s where s.conversation = ${conversation}`,
  )
  const key = await visit.practice.keys.take({ owner: visit.account.id, scope: conversation })
  const was = row ? openText(key, { owner: visit.account.id, row: conversation }, row.sealed) : null
  if (was !== subject) throw new Refused('key-used')
}

async function sentBefore(
  visit: Visit,
  { conversation, participant }: Place,
  { text, clientKey }: Sending,
): Promise<Message> {
  const row = await visit.one(sql<{ id: string; position: number; sent_at: Date; sealed: Buffer }>`
    select m.id, m.position, m.sent_at, t.sealed
    from room.message m join room.message_text t on t.conversation = m.conversation and t.position = m.position
    where m.conversation = ${conversation} and m.author = ${participant} and m.client_key = ${clientKey}`)
  const key = await visit.practice.keys.take({ owner: visit.account.id, scope: conversation })
  if (openText(key, { owner: visit.account.id, row: row.id }, row.sealed) !== text) throw new Refused('key-used')
  return { id: row.id, position: row.position, author: participant, at: row.sent_at.toISOString(), text }
}
