import { type RawBuilder, sql } from 'kysely'
import type { Participant } from '../../../contract/conversations.ts'
import { seePicture } from '../../../rules/accounts/profile.ts'
import { realName, seeOnline } from '../../../rules/conversations.ts'
import type { Group, Kind } from '../../../rules/words.ts'
import { type KeyName, ownFile } from '../../keys.ts'
import { awayOf, pictureOf, type ShownRow } from '../../shown.ts'
import type { Visit } from '../../visit.ts'
import { fullName, isOnline, type Opener } from '../../names.ts'

/** A participant as the database shows it to this reader: what the second wall hides is null. */
export type ParticipantRow = ShownRow & {
  participant: string
  conversation: string
  account: string
  kind: Kind
  administrator: boolean
  present: boolean
  groups: Group[] | null
  name: Buffer | null
  nickname: Buffer | null
  contact: boolean
  seen_at: Date | null
}

/** Everybody in these conversations, which a door or the list has named: facts and names from one narrow function, the second wall inside it. */
export function participantsOf(conversations: RawBuilder<string[]>) {
  return sql<ParticipantRow>`
    select person.*, person.away_until as "awayUntil", person.away_text as "awayText", person.picture_at as "pictureAt"
    from room.people_in(${conversations}) as person`
}

/** What a conversation is about, as `s`, beside each row that names one. */
export function subjectOf(conversation: RawBuilder<string>) {
  return sql`left join lateral (
    select s.author, s.sealed from room.conversation_subject s where s.conversation = ${conversation} offset 0) as s on true`
}

/** Keys that a participant's names need. */
export function keysOfParticipant(row: ParticipantRow): KeyName[] {
  const keys: KeyName[] = [{ owner: row.account, scope: row.conversation }]
  if (row.name) keys.push({ owner: row.account, scope: ownFile })
  return keys
}

/** Who somebody is to this reader: the rules on names and online state are asked here, once. */
export function seeParticipant(visit: Visit, row: ParticipantRow, open: Opener): Participant {
  const self = row.account === visit.account.id
  const byName = realName.judge({ self, contacts: row.contact, kind: row.kind }).may
  const seesPicture = seePicture.judge({ self, contacts: row.contact }).may
  const seesOnline = seeOnline.judge({ self, contacts: row.contact }).may
  return {
    id: row.participant,
    name: byName
      ? fullName(open({ owner: row.account, scope: ownFile }, row.account, row.name))
      : open({ owner: row.account, scope: row.conversation }, row.participant, row.nickname),
    naming: self ? 'you' : row.contact ? 'contact' : byName ? 'professional' : 'nickname',
    kind: row.kind,
    groups: row.groups ?? [],
    administrator: row.administrator,
    present: row.present,
    online: seesOnline ? isOnline(visit.now, row.seen_at) : null,
    away: byName && row.kind === 'professional' ? awayOf(row.account, row, open) : null,
    picture: seesPicture ? pictureOf(row.account, row) : null,
  }
}
