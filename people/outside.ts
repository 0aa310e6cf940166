import { randomUUID } from 'node:crypto'
import type { Person } from './person.ts'
import type { Room } from './room.ts'

/** What the practice of a test allows about clients outside the own caseload; what is not named is off. */
export type AllowedOutside = {
  outside?: 'off' | 'read-only' | 'relate' | 'ask'
  temporaryAccess?: boolean
  temporaryAccessMinutes?: number
  relateRequests?: boolean
}

const off = { outside: 'off', temporaryAccess: false, temporaryAccessMinutes: 60, relateRequests: false }

export async function allowOutside(room: Room, allowed: AllowedOutside): Promise<void> {
  await room.query(
    `insert into room.setting (name, value) select key, value from jsonb_each($1)
     on conflict (name) do update set value = excluded.value`,
    [JSON.stringify({ ...off, ...allowed })],
  )
}

/** A reason of somebody that holds; its words are none that open. */
export async function plantReason(room: Room, account: string): Promise<string> {
  const id = randomUUID()
  const now = room.clock.now()
  await room.query(
    `insert into room.motivation (id, account, at, ends_at, sealed) select $1, a.id, $3, $3::timestamptz + interval '30 minutes', '\\x01'
     from room.account a where a.id = $2`,
    [id, account, now],
  )
  return id
}

/** Everything that temporary access and relating oneself left between the two is taken back. */
export async function takeBackOutside(room: Room, client: string, professional: string): Promise<void> {
  await room.query('delete from room.temporary_access where client = $1 and account = $2', [client, professional])
  await room.query('delete from room.relation where client = $1 and professional = $2 and made_by = $2', [
    client,
    professional,
  ])
}

/** A reason as somebody types it. */
export const typedReason = 'Daan is ill today and Noor phoned us about her plan.'

export function reasonBody(motivation: string = typedReason) {
  return { motivation, clientKey: randomUUID() }
}

/** Types a reason and opens a client's account for a while. */
export async function lookForAWhile(person: Person, client: string): Promise<void> {
  const { id } = await person.ask('giveReason', { takes: reasonBody() })
  await person.ask('beginTemporaryAccess', { where: { id: client }, takes: { motivation: id } })
}
