import { ownSettings } from '../../rules/accounts.ts'
import { markRead, read, realName, seeOnline } from '../../rules/conversations.ts'
import { knowPractice } from '../../rules/practices.ts'
import { fileTables } from './files.ts'
import { lookTables } from './looks.ts'
import { seesAddress, seesClient, seesDetails, seesLabels } from './people.ts'
import type { AccountRow, TableName, World } from './rows.ts'
import { secondStepTables } from './second-step.ts'
import { toolTables } from './tools.ts'
import {
  accountOf,
  conversationFacts,
  groupsOf,
  haveMet,
  knows,
  type Look,
  opensAs,
  participantOf,
  visibleMessages,
} from './standing.ts'

/** What the serving role may do with a table at all. Read it with care: whatever is named here is what wrong SQL could reach. */
export type Grants = { select?: 'all' | string[]; insert?: true; update?: 'all' | string[] }

/** A table behind the second wall: its key, what is granted on it, and which rows this reader sees (absent: none is ever read). */
export type Walled<Name extends TableName> = {
  key: readonly (keyof World[Name][number] & string)[]
  grants: Grants
  sees?: (look: Reading, row: World[Name][number]) => boolean
}

/** A look by somebody who is signed in. */
export type Reading = Look & { reader: AccountRow }

const hidden = { grants: {} }

/** Every table of the room. A new table without a row here fails. */
export const tables: { [Name in TableName]: Walled<Name> } = {
  // What a practice says of itself; nobody needs to be signed in (see `seesAsNobody`).
  setting: { key: ['name'], grants: { select: 'all' }, sees: () => knowPractice.judge({}).may },

  // People: oneself, contacts, professionals one met, clients whose file one opens.
  account: {
    key: ['id'],
    grants: { select: 'all' },
    sees: (look, { id }) => seesPerson(look, id) || seesClient(look, id),
  },
  account_name: {
    key: ['account'],
    grants: { select: 'all' },
    sees: (look, { account }) => seesPerson(look, account) || seesClient(look, account),
  },
  account_group: {
    key: ['account', 'name'],
    grants: { select: 'all' },
    sees: (look, { account }) => seesPerson(look, account),
  },
  account_address: {
    key: ['account'],
    grants: { select: 'all' },
    sees: (look, { account }) => seesAddress(look, account),
  },
  account_detail: { key: ['account'], grants: { select: 'all' }, sees: seesDetails },
  account_label: { key: ['account'], grants: { select: 'all' }, sees: seesLabels },
  account_profile: {
    key: ['account'],
    grants: { select: 'all' },
    sees: (look, { account }) => seesPerson(look, account),
  },
  // A picture is for contacts: a professional met in a conversation shows a name and a role.
  account_picture: {
    key: ['account'],
    grants: { select: 'all' },
    sees: (look, { account }) => seesOnline(look, account),
  },
  account_identifier: { key: ['account'], ...hidden },
  link: { key: ['token_hash'], ...hidden },
  // Who signed up and waits: the secretary only, and never by which words they will be found.
  registration: {
    key: ['id'],
    grants: { select: ['id', 'kind', 'at', 'name', 'address', 'detail'] },
    sees: ({ world, reader }) => groupsOf(world, reader.id).includes('secretary'),
  },
  address_change: { key: ['account'], ...hidden },
  account_setting: {
    key: ['account'],
    grants: {
      select: 'all',
      update: ['language', 'enter_sends', 'theme', 'mails', 'quiet_from', 'quiet_until'],
    },
    sees: (look, { account }) => isOwn(look, String(account)),
  },
  // Whoever does not want to be seen online is seen by nobody.
  presence: {
    key: ['account'],
    grants: { select: 'all' },
    sees: (look, row) => isOwn(look, row.account) || (!row.hidden && seesOnline(look, row.account)),
  },
  professional_import: { key: ['client_key'], ...hidden },
  deactivation: { key: ['account'], ...hidden },
  account_password: { key: ['account'], ...hidden },
  wrong_password: { key: ['address_token'], ...hidden },
  known_device: { key: ['token_hash'], ...hidden },
  address_proposal: { key: ['account'], ...hidden },
  ...secondStepTables,
  ...fileTables,
  ...toolTables,
  ...lookTables,
  search_token: { key: ['field', 'token', 'account'], ...hidden },
  session: { key: ['id'], ...hidden },
  relation: { key: ['id'], ...hidden },
  related_person: { key: ['id'], ...hidden },

  // Arrangement of one's own conversations, past ones too; how far one has come only while one takes part.
  conversation: {
    key: ['id'],
    grants: { select: 'all', update: ['last_position', 'last_at'] },
    sees: (look, { id }) => id === look.entered?.id && conversationFacts(look.world, look.reader, id).takesPart,
  },
  participant: {
    key: ['id'],
    grants: { select: 'all' },
    sees: (look, { conversation }) => reads(look, conversation),
  },
  // Not the positions: up to where others read is theirs.
  span: {
    key: ['id'],
    grants: { select: ['id', 'participant', 'why', 'ended_at'] },
    sees: (look, { participant }) =>
      look.world.participant.some(({ id, conversation }) => id === participant && reads(look, conversation)),
  },
  conversation_subject: {
    key: ['conversation'],
    grants: { select: 'all', insert: true },
    sees: (look, { conversation }) => reads(look, conversation),
  },
  nickname: {
    key: ['participant'],
    grants: { select: 'all' },
    sees: (look, { conversation }) => reads(look, conversation),
  },

  // Content: of the conversation that was entered, within one's own intervals.
  message: { key: ['id'], grants: { select: 'all', insert: true }, sees: seesMessage },
  message_text: { key: ['conversation', 'position'], grants: { select: 'all', insert: true }, sees: seesMessage },
  read_mark: { key: ['participant'], grants: { select: 'all', insert: true, update: 'all' }, sees: seesMark },

  event: { key: ['id'], grants: { select: 'all' }, sees: (look, { addressee }) => isOwn(look, addressee) },
  mail_notice: { key: ['account'], ...hidden },
  outbox: { key: ['id'], ...hidden },
  // The log is written, never read, by the serving role.
  audit: { key: ['id'], grants: { insert: true } },
  seal: { key: ['position'], ...hidden },
  seal_state: { key: ['only_row'], ...hidden },
}

export const tableNames = Object.keys(tables) as TableName[]

/** Whether a column is among those of a grant. */
export function among(columns: Grants['select'], column: string): boolean {
  return columns === 'all' || (columns?.includes(column) ?? false)
}

/** Which rows of a table this look shows, by key. */
export function expectedKeys(name: TableName, look: Look): string[] {
  return keysOf(name, look.world[name], look)
}

function keysOf<Name extends TableName>(name: Name, rows: World[Name], look: Look): string[] {
  const { key, sees }: Walled<Name> = tables[name]
  const { reader } = look
  const shown = (row: World[Name][number]) =>
    reader ? (sees?.({ ...look, reader }, row) ?? false) : seesAsNobody(name)
  return rows
    .filter(shown)
    .map((row) => spellKey(key, row))
    .sort()
}

/** Before signing in: what is on every page. */
function seesAsNobody(name: TableName): boolean {
  return name === 'setting'
}

/** One string for a row's key. */
export function spellKey(key: readonly string[], row: object): string {
  const values = Object.entries(row).filter(([column]) => key.includes(column))
  return key.map((column) => String(values.find(([name]) => name === column)?.[1])).join(' ')
}

function isOwn({ reader }: Reading, account: string): boolean {
  return ownSettings.judge({ own: reader.id === account }).may
}

/** CNV-20: by real name, and only somebody one knows or has met. */
function seesPerson({ world, reader }: Reading, id: string): boolean {
  const other = accountOf(world, id)
  const self = id === reader.id
  const contacts = knows(world, reader, other)
  return (self || contacts || haveMet(world, reader, other)) && realName.judge({ self, contacts, kind: other.kind }).may
}

function seesOnline({ world, reader }: Reading, id: string): boolean {
  return seeOnline.judge({ self: id === reader.id, contacts: knows(world, reader, accountOf(world, id)) }).may
}

function reads({ world, reader }: Reading, conversation: string): boolean {
  return read.judge(conversationFacts(world, reader, conversation)).may
}

function seesMessage(look: Reading, { conversation, position }: { conversation: string; position: number }): boolean {
  const mine = participantOf(look.world, look.reader.id, conversation)
  if (!mine || conversation !== look.entered?.id || !reads(look, conversation)) return false
  return visibleMessages(look.world, mine).some((message) => message.position === position)
}

function seesMark({ world, reader, entered }: Reading, { participant }: { participant: string }): boolean {
  if (!entered || !markRead.judge(conversationFacts(world, reader, entered.id)).may) return false
  return participantOf(world, reader.id, entered.id)?.id === participant
}

/** Everybody who looks in a world: each session, and nobody at all. */
export function lookers(world: World): { token: string; reader: AccountRow | null }[] {
  const sessions = world.session.map((session) => ({ token: session.token_hash, reader: opensAs(world, session) }))
  return [...sessions, { token: '\\x', reader: null }]
}
