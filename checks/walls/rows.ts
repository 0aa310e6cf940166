import type { Group, Kind, Relation } from '../../rules/words.ts'
import type { Chance } from '../chance.ts'
import type { FileTables } from './files.ts'
import type { LookTables } from './looks.ts'
import type { SecondStepTables } from './second-step.ts'
import type { ToolTables } from './tools.ts'

/** One row as it stands in a table. */
export type Row = Record<string, string | number | boolean | null | readonly string[]>

export type AccountRow = { id: string; kind: Kind; created_at: string }
/** Something sealed about somebody; each table adds columns of its own. */
export type PersonalRow = Row & { account: string; kind: Kind }
export type RelationRow = {
  id: string
  client: string
  professional: string
  kind: Relation
  began_at: string
  ended_at: string | null
  /** Of a stand-in: when it ends by the clock. */
  ends_at: string | null
}
export type RelatedPersonRow = {
  id: string
  client: string
  person: string
  invited_by: string
  began_at: string
  ended_at: string | null
}
export type SessionRow = {
  id: string
  token_hash: string
  account: string
  began_at: string
  seen_at: string
  ends_at: string
  ended_at: string | null
}
export type ConversationRow = { id: string; started_at: string; last_position: number; last_at: string }
export type ParticipantRow = { id: string; conversation: string; account: string; kind: Kind; administrator: boolean }
export type SpanRow = {
  id: string
  participant: string
  why: 'takes part' | 'granted'
  from_position: number
  until_position: number | null
  began_at: string
  ended_at: string | null
}
export type MessageRow = {
  id: string
  conversation: string
  position: number
  author: string
  sent_at: string
  client_key: string
}

/** Everything that stands in one practice's room, table by table: what the model reads and what is written into the database. */
export type World = SecondStepTables &
  FileTables &
  ToolTables &
  LookTables & {
    setting: { name: string; value: string | boolean }[]
    account: AccountRow[]
    deactivation: { account: string; at: string; by_account: string | null }[]
    account_group: { account: string; name: Group; given_at: string; given_by: string | null }[]
    account_name: { account: string; kind: Kind; sealed: string }[]
    account_address: { account: string; sealed: string; token: string }[]
    account_password: { account: string; hash: string; changed_at: string }[]
    account_setting: Row[]
    registration: Row[]
    account_detail: PersonalRow[]
    account_profile: PersonalRow[]
    account_picture: PersonalRow[]
    account_label: PersonalRow[]
    account_identifier: { account: string; kind: Kind; token: string }[]
    link: Row[]
    wrong_password: Row[]
    known_device: Row[]
    address_change: Row[]
    address_proposal: Row[]
    search_token: { field: string; token: string; account: string }[]
    session: SessionRow[]
    presence: { account: string; seen_at: string; hidden: boolean }[]
    professional_import: Row[]
    relation: RelationRow[]
    related_person: RelatedPersonRow[]
    conversation: ConversationRow[]
    participant: ParticipantRow[]
    span: SpanRow[]
    message: MessageRow[]
    message_text: { conversation: string; position: number; sealed: string }[]
    conversation_subject: { conversation: string; author: string; sealed: string }[]
    nickname: { participant: string; conversation: string; sealed: string }[]
    read_mark: { participant: string; position: number }[]
    event: { id: number; tx: string; at: string; addressee: string; what: string; subject: string | null }[]
    mail_notice: Row[]
    outbox: (Row & { state: string; ended_at: string | null; id: string })[]
    audit: Row[]
    seal: Row[]
    seal_state: Row[]
  }
export type TableName = keyof World

/** The moment at which everybody looks. */
export const now = '2026-11-21T12:00:00.000Z'

/** So many minutes before that moment. */
export function ago(minutes: number): string {
  return new Date(Date.parse(now) - minutes * 60_000).toISOString()
}

/** A sealed value: the model never opens one. */
export function sealed(chance: Chance): string {
  return `\\x01${chance.bytes(30)}`
}
