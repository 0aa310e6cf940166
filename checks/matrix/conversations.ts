import { randomUUID } from 'node:crypto'
import { formerOf, type Player, type Scene } from './scene.ts'

/** How somebody stands to a conversation, and which of its first three messages they then see. */
export const standings = {
  never: [],
  member: [1, 2, 3],
  leads: [1, 2, 3],
  left: [1, 2],
  removed: [1, 2],
  again: [1, 3],
  granted: [1, 2],
  broken: [1, 2, 3],
} as const
export type Standing = keyof typeof standings

export function isStanding(word: string): word is Standing {
  return word in standings
}

type Span = { why: 'takes part' | 'granted'; from: number; until: number | null }
const takesPart = (from: number, until: number | null = null): Span => ({ why: 'takes part', from, until })
const spans: Record<Standing, Span[]> = {
  never: [],
  member: [takesPart(1)],
  leads: [takesPart(1)],
  left: [takesPart(1, 2)],
  removed: [takesPart(1, 2)],
  again: [takesPart(1, 1), takesPart(3)],
  granted: [{ why: 'granted', from: 1, until: 2 }],
  broken: [takesPart(1)],
}

/** A conversation with three messages, in which the player stands so. Gives back its id, and who else can write in it. */
export async function makeConversation(
  scene: Scene,
  player: Player,
  standing: Standing,
): Promise<{ id: string; other: Player }> {
  const other = standing === 'broken' ? formerOf(scene, player) : scene.stays
  const author = seat(other, [takesPart(1)], standing !== 'leads')
  const seats = [author]
  // A third one makes it a group.
  if (standing !== 'broken') seats.push(seat(scene.formerTherapist, [takesPart(1)], false))
  if (standing !== 'never') seats.push(seat(player, spans[standing], standing === 'leads'))
  const id = randomUUID()
  const messages = [1, 2, 3].map((position) => ({ id: randomUUID(), position, author: author.id, key: randomUUID() }))
  await scene.room.query(making, [id, JSON.stringify(seats), JSON.stringify(messages)])
  return { id, other }
}

function seat({ account, kind }: Player, all: Span[], leads: boolean) {
  return { id: randomUUID(), account, kind, leads, spans: all.map((span) => ({ id: randomUUID(), ...span })) }
}

const making = `
  with conversation as (
    insert into room.conversation (id, started_at, last_position, last_at) values ($1, now(), 3, now())),
  participant as (
    insert into room.participant (id, conversation, account, kind, administrator)
    select id, $1, account, kind, leads
    from jsonb_to_recordset($2) as s (id uuid, account uuid, kind text, leads boolean)),
  span as (
    insert into room.span (id, participant, why, from_position, until_position, began_at, ended_at)
    select p.id, s.id, p.why, p."from", p.until, now(), case when p.until is null then null else now() end
    from jsonb_to_recordset($2) as s (id uuid, spans jsonb),
      jsonb_to_recordset(s.spans) as p (id uuid, why text, "from" bigint, until bigint))
  insert into room.message (id, conversation, position, author, sent_at, client_key)
  select id, $1, position, author, now(), key
  from jsonb_to_recordset($3) as m (id uuid, position bigint, author uuid, key uuid)`
