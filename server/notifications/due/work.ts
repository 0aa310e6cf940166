import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { LetterKind } from '../../../contract/notifications.ts'
import type { Language } from '../../../rules/words.ts'
import { later } from '../../clock.ts'
import { openText, sha256 } from '../../crypto.ts'
import type { Practice } from '../../database.ts'
import { ownFile, spell } from '../../keys.ts'
import type { Carrier, Outcome } from '../../mail.ts'
import type { Name } from '../../names.ts'
import { byItself, makeVisit, type Visit } from '../../visit.ts'
import { leading, writeLetter } from '../letters.ts'
import { type Frequency, whenToMail } from './when.ts'

/** What the work by time needs to know besides the practice. */
export type MailWork = { practice: Practice; now: Date; carrier: Carrier; origin: string; sender: string }

const noticesAtOnce = 100
const lettersAtOnce = 20
const minute = 60_000
/** How long one process may hold a letter before another may send it, ms. */
const holdFor = 5 * minute
/** A letter that could not be delivered for so long is given up, and shown. */
const giveUpAfter = 5 * 24 * 60 * minute
/** Pauses between tries: half a minute, doubling, at most ten. */
const longestPause = 10 * minute

/** Looks at every due notice: writes a letter, looks again later, or lets go. Gives back how many there were. */
export async function lookAtNotices({ practice, now }: MailWork): Promise<number> {
  return await makeVisit(byItself(practice, now), async (visit) => {
    const [settings, rows] = await Promise.all([
      settingsFrom(visit, ['timeZone']),
      visit.all(sql<NoticeRow>`select * from room.due_notices(${now}, ${noticesAtOnce})`),
    ])
    if (rows.length === 0) return 0
    const timeZone = settings.get('timeZone') ?? 'Europe/Amsterdam'
    const settled = rows.map((row) => decide(row, now, timeZone))
    await visit.last(
      visit.change(sql`select room.settle_notice(s.account, s.letter, s.again, ${now})
        from unnest(${rows.map(({ account }) => account)}::uuid[], ${settled.map(({ letter }) => letter)}::uuid[],
          ${settled.map(({ again }) => again)}::timestamptz[]) as s (account, letter, again)`),
    )
    return rows.length
  })
}

/** What comes of a notice: a letter, another look later, or nothing. */
function decide(row: NoticeRow, now: Date, timeZone: string): { letter: string | null; again: Date | null } {
  const { quiet_from: from, quiet_until: until, unread, active, mails, since } = row
  const quiet = from === null || until === null ? null : { from, until }
  const decision = whenToMail({ now, since, unread, active, seenAt: row.seen_at, mails, quiet, timeZone })
  if (decision === 'drop') return { letter: null, again: null }
  return decision === 'mail'
    ? { letter: uuid({ msecs: now.getTime() }), again: null }
    : { letter: null, again: decision.again }
}

/** Takes due letters, carries them with no transaction open, and records what came of each. Gives back how many were taken. */
export async function sendLetters(work: MailWork): Promise<number> {
  const { practice, now } = work
  const taken = await makeVisit(byItself(practice, now), (visit) =>
    visit.last(
      visit.change(sql<LetterRow>`select * from room.take_letters(${now}, ${later(now, holdFor)}, ${lettersAtOnce})`),
    ),
  )
  if (taken.length === 0) return 0
  const desk = await makeVisit(byItself(practice, now), (visit) => deskOf(visit))
  let unreachable: Outcome | null = null
  for (const row of taken) {
    // One letter found the server silent: the others of this round need not wait for the same silence.
    const outcome: Outcome | null = unreachable ?? (row.wanted ? await carry(work, row, desk) : null)
    if (outcome?.came === 'later' && outcome.reason === 'the mail server does not answer') unreachable = outcome
    await makeVisit(byItself(practice, now), (visit) => settle(visit, row, outcome))
  }
  return taken.length
}

/** When there is work again; null = nothing waits. */
export async function nextDue({ practice, now }: Pick<MailWork, 'practice' | 'now'>): Promise<Date | null> {
  return await makeVisit(
    byItself(practice, now),
    async (visit) => (await visit.last(visit.one(sql<{ due: Date | null }>`select room.next_mail_due() as due`))).due,
  )
}

type NoticeRow = {
  account: string
  since: Date
  active: boolean
  seen_at: Date | null
  mails: Frequency
  quiet_from: number | null
  quiet_until: number | null
  unread: boolean
}
type LetterRow = {
  id: string
  account: string
  kind: LetterKind
  attempts: number
  created_at: Date
  wanted: boolean
  language: Language
  name: Buffer
  address: Buffer
}
type Desk = { practiceName: string; desk: string }

async function deskOf(visit: Visit): Promise<Desk> {
  const settings = await visit.last(settingsFrom(visit, ['name', 'deskAddress']))
  return { practiceName: settings.get('name') ?? 'Alcove', desk: settings.get('deskAddress') ?? '' }
}

/** Those of these settings that are set, as words. */
async function settingsFrom(visit: Visit, names: string[]): Promise<Map<string, string>> {
  const rows = await visit.all(sql<{ name: string; value: string | null }>`
    select name, value #>> '{}' as value from room.setting where name = any (${names}::text[])`)
  return new Map(rows.flatMap(({ name, value }) => (value === null ? [] : [[name, value]])))
}

/** Where the letter leads. A link that opens something is made now, after the #: it waits in no database and reaches no log on the way. */
async function linkOf({ practice, now, origin }: MailWork, { kind, account }: LetterRow): Promise<string> {
  const { path, purpose, minutes = 0 } = leading[kind]
  if (!purpose) return `${origin}${path}`
  const token = randomBytes(24).toString('base64url')
  const hash = sha256(Buffer.from(token))
  const ends = later(now, minutes * minute)
  await makeVisit(byItself(practice, now), (visit) =>
    visit.last(visit.change(sql`select room.link_for_letter(${account}, ${purpose}, ${hash}, ${now}, ${ends})`)),
  )
  return `${origin}${path}#${token}`
}

async function carry(work: MailWork, row: LetterRow, { practiceName, desk }: Desk): Promise<Outcome | null> {
  const { practice, now, carrier, sender } = work
  const file = { owner: row.account, scope: ownFile }
  const key = (await practice.keys.find([file])).get(spell(file))
  // The person was destroyed: there is nobody to write to any more.
  if (!key) return null
  const open = (sealed: Buffer) => openText(key, { owner: row.account, row: row.account }, sealed)
  const { first } = JSON.parse(open(row.name)) as Name
  const words = writeLetter(row.kind, row.language, { firstName: first, link: await linkOf(work, row), desk })
  const messageId = `<${row.id}@${sender.split('@')[1]}>`
  return await carrier.carry({
    messageId,
    from: { name: practiceName, address: sender },
    to: open(row.address),
    at: now.toISOString(),
    language: row.language,
    ...words,
  })
}

async function settle(visit: Visit, row: LetterRow, outcome: Outcome | null): Promise<void> {
  const state = stateAfter(row, outcome, visit.now)
  const pause = Math.min(longestPause, 0.5 * minute * 2 ** (row.attempts - 1))
  const again = state === 'waiting' ? later(visit.now, pause) : null
  const reason = outcome && outcome.came !== 'sent' ? outcome.reason : null
  await visit.last(visit.change(sql`select room.settle_letter(${row.id}, ${state}, ${reason}, ${again}, ${visit.now})`))
}

function stateAfter(
  row: LetterRow,
  outcome: Outcome | null,
  now: Date,
): 'not needed' | 'sent' | 'bounced' | 'dead' | 'waiting' {
  if (outcome === null) return 'not needed'
  if (outcome.came === 'sent') return 'sent'
  if (outcome.came === 'refused') return 'bounced'
  return now.getTime() - row.created_at.getTime() > giveUpAfter ? 'dead' : 'waiting'
}
