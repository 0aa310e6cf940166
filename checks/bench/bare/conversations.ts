import { v7 as uuid } from 'uuid'
import { auditRow } from './audit.ts'
import { isOnline, type Me, readName, renewal } from './people.ts'
import { on, type Practice } from './practice.ts'
import { open, ownFile, seal } from './sealing.ts'
import * as statements from './statements.ts'

type Held = Me & { participant: string | null; of_two: boolean; in_touch: boolean; sent_already: string | null }

const posted = { action: 'message posted', rule: 'CNV-1', basis: 'participant', kind: 'conversation' }

/** Posts a message: two round trips, the second with the audit line and the commit. */
export async function post(
  practice: Practice,
  given: { tokenHash: Buffer; conversation: string; text: string; clientKey: string },
): Promise<unknown> {
  const { conversation, text, clientKey } = given
  const now = new Date()
  return await on(practice, async (ask) => {
    const [, [held]] = await Promise.all([
      ask('begin'),
      ask<Held>(statements.hold, [given.tokenHash, now, conversation, clientKey]),
    ])
    if (!held?.participant || held.sent_already || (held.of_two && !held.in_touch)) {
      await ask('rollback')
      return null
    }
    const key = { owner: held.account, scope: conversation }
    await practice.keys.load([key])
    const id = uuid()
    const sealed = seal(practice.keys.get(key), held.account + id, text)
    const line = { me: held, ...posted, object: conversation, now }
    const [[row]] = await Promise.all([
      ask<{ position: number; told: unknown }>(statements.write, [
        conversation,
        now,
        id,
        held.participant,
        clientKey,
        sealed,
      ]),
      ask(statements.audit, auditRow(practice, line)),
      ...renewal(ask, held, now),
      ask('commit'),
    ])
    practice.hint(row?.told)
    return { id, position: row?.position, author: held.participant, at: now.toISOString(), text }
  })
}

type Standing = Me & {
  participant: string
  mark: number
  last_position: number
  spans: string
  takes_part: boolean
  in_touch: boolean
}
type Person = {
  participant: string
  conversation: string
  account: string
  kind: string
  administrator: boolean
  present: boolean
  groups: string[]
  name: Buffer
  nickname: Buffer | null
  seen_at: Date | null
  picture_at: Date | null
  away: boolean | null
  away_until: string | null
  away_text: Buffer | null
  contact: boolean
}
type Head = { author: string | null; sealed: Buffer | null; unread: number }
type Message = { id: string; position: number; author: string; sent_at: Date; sealed: Buffer }

/** One conversation with its newest page: who may, then everything at once. The look is covered by its first audit line. */
export async function read(practice: Practice, tokenHash: Buffer, conversation: string): Promise<unknown> {
  const now = new Date()
  return await on(practice, async (ask) => {
    const [me] = await ask<Standing>(statements.standing, [tokenHash, now, conversation])
    if (!me) return null
    const [people, [head], rows] = await Promise.all([
      ask<Person>(statements.participants, [conversation, me.account]),
      ask<Head>(statements.head, [conversation, me.mark, me.participant, me.spans]),
      ask<Message>(statements.newest, [conversation, me.spans]),
      ...renewal(ask, me, now),
    ])
    await practice.keys.load(people.flatMap(keysOf))
    const keys = new Map(
      people.map((row) => [
        row.participant,
        { account: row.account, key: practice.keys.get({ owner: row.account, scope: conversation }) },
      ]),
    )
    const page = rows.slice(0, 50).toReversed()
    const opened = (author: string, row: string, sealed: Buffer) => {
      const by = keys.get(author)
      return by ? open(by.key, by.account + row, sealed) : null
    }
    return {
      id: conversation,
      subject: head?.sealed && head.author ? opened(head.author, conversation, head.sealed) : null,
      participants: people.map((row) => seePerson(practice, row, { me: me.account, now })),
      readUpTo: me.mark,
      unread: head?.unread ?? 0,
      may: { post: me.in_touch ? true : 'no-longer-in-touch' },
      page: { messages: page.map((row) => seeMessage(row, opened)), more: rows.length > 50 },
    }
  })
}

type OpenOne = (author: string, row: string, sealed: Buffer) => string | null

function seeMessage({ id, position, author, sent_at, sealed }: Message, opened: OpenOne) {
  return { id, position, author, at: sent_at.toISOString(), text: opened(author, id, sealed) }
}

type Line = Person & {
  mine: string
  last_at: Date
  last_author: string
  subject: Buffer | null
  subject_author: string | null
  unread: number
}

/** The newest conversations: who asks, then the list and the number in the menu at once. */
export async function list(practice: Practice, tokenHash: Buffer): Promise<unknown> {
  const now = new Date()
  const { me, rows, unread } = await on(practice, async (ask) => {
    const [one] = await ask<Me>(statements.enter, [tokenHash, now])
    if (!one) return { me: null, rows: [], unread: 0 }
    const [lines, [total]] = await Promise.all([
      ask<Line>(statements.list, [one.account]),
      ask<{ unread: number }>(statements.unreadInAll, [one.account]),
      ...renewal(ask, one, now),
    ])
    return { me: one, rows: lines, unread: total?.unread ?? 0 }
  })
  if (!me) return null
  await practice.keys.load(rows.flatMap(keysOf))
  const lines = [...Map.groupBy(rows, (row) => row.conversation).values()]
  const conversations = lines.slice(0, 50).map((line) => seeLine(practice, line, { me: me.account, now }))
  return { conversations, more: lines.length > 50, unread }
}

function seeLine(practice: Practice, line: Line[], reader: { me: string; now: Date }): unknown {
  const [first] = line
  if (!first) return null
  const writer = line.find((row) => row.participant === first.subject_author)
  return {
    id: first.conversation,
    subject:
      writer && first.subject
        ? open(
            practice.keys.get({ owner: writer.account, scope: first.conversation }),
            writer.account + first.conversation,
            first.subject,
          )
        : null,
    others: line.filter((row) => row.participant !== first.mine).map((row) => seePerson(practice, row, reader)),
    last: { at: first.last_at.toISOString(), author: first.last_author },
    unread: first.unread,
  }
}

function keysOf({ account, conversation }: Person) {
  return [
    { owner: account, scope: conversation },
    { owner: account, scope: ownFile },
  ]
}

function seePerson(practice: Practice, row: Person, { me, now }: { me: string; now: Date }): unknown {
  const { participant: id, kind, groups, administrator, present } = row
  const self = row.account === me
  const file = { owner: row.account, scope: ownFile }
  const known = self || row.contact
  return {
    id,
    name: known || kind === 'professional' ? readName(practice, row.account, row.name) : null,
    naming: self ? 'you' : row.contact ? 'contact' : 'professional',
    kind,
    groups,
    administrator,
    present,
    online: known ? isOnline(row.seen_at, now.getTime()) : null,
    away: row.away
      ? {
          until: row.away_until,
          text: row.away_text && open(practice.keys.get(file), row.account + row.account, row.away_text),
        }
      : null,
    picture: row.picture_at && `/api/people/${row.account}/pictures/${row.picture_at.getTime().toString(36)}`,
  }
}
