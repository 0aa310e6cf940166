import { Temporal } from 'temporal-polyfill'
import { momentOf } from '../../clock.ts'

/** How often somebody wants conversation mails (CNV-8, PRF-1). */
export type Frequency = 'at once' | 'hourly' | 'daily' | 'weekly' | 'never'

/** What decides whether and when to mail somebody about unread messages. Times are moments; quiet hours are minutes after midnight. */
export type NoticeFacts = {
  now: Date
  /** When the first message it is about was sent. */
  since: Date
  /** Still something of it to read, and an account that may. */
  unread: boolean
  active: boolean
  /** The last sign of life of a visible tab. */
  seenAt: Date | null
  mails: Frequency
  quiet: { from: number; until: number } | null
  timeZone: string
}

/** Mail now, look again at that moment, or never mind. */
export type Decision = 'mail' | 'drop' | { again: Date }

const minute = 60_000
/** Seen within this is online (CNV-7). */
const onlineFor = 3 * minute
/** A message that somebody online has not read by then is mailed once they are gone. */
const unreadAfter = 10 * minute
/** When the daily and the weekly mail go, by the clock of the practice. */
const mailHour = 8

/** The decisions on mails and on online, in one place. */
export function whenToMail(facts: NoticeFacts): Decision {
  const { now, since, seenAt, quiet, timeZone } = facts
  if (!facts.unread || !facts.active || facts.mails === 'never') return 'drop'
  const earliest = firstMoment(since, facts.mails, timeZone)
  if (now < earliest) return { again: earliest }
  if (seenAt && now.getTime() - seenAt.getTime() < onlineFor)
    return { again: momentOf(Math.max(since.getTime() + unreadAfter, seenAt.getTime() + onlineFor)) }
  const quietUntil = quiet && endOfQuiet(now, quiet, timeZone)
  return quietUntil ? { again: quietUntil } : 'mail'
}

function firstMoment(since: Date, mails: Frequency, timeZone: string): Date {
  const local = Temporal.Instant.fromEpochMilliseconds(since.getTime()).toZonedDateTimeISO(timeZone)
  if (mails === 'hourly') return toDate(local.round({ smallestUnit: 'hour', roundingMode: 'floor' }).add({ hours: 1 }))
  if (mails !== 'daily' && mails !== 'weekly') return since
  const today = local.toPlainDate()
  const days = mails === 'daily' ? 0 : (8 - today.dayOfWeek) % 7
  const first = today.add({ days }).toZonedDateTime({ timeZone, plainTime: { hour: mailHour } })
  if (Temporal.ZonedDateTime.compare(first, local) > 0) return toDate(first)
  return toDate(first.add({ days: mails === 'daily' ? 1 : 7 }))
}

/** The end of the quiet hours that hold now; null = it is not quiet. They may go over midnight. */
function endOfQuiet(now: Date, { from, until }: { from: number; until: number }, timeZone: string): Date | null {
  if (from === until) return null
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone)
  const at = local.hour * 60 + local.minute
  const isQuiet = from < until ? at >= from && at < until : at >= from || at < until
  if (!isQuiet) return null
  const endsTomorrow = from > until && at >= from
  const day = local.toPlainDate().add({ days: endsTomorrow ? 1 : 0 })
  return toDate(day.toZonedDateTime({ timeZone, plainTime: { hour: Math.floor(until / 60), minute: until % 60 } }))
}

function toDate(moment: Temporal.ZonedDateTime): Date {
  return momentOf(moment.epochMilliseconds)
}
