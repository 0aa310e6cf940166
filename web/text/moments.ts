import { computed, signal } from '@preact/signals'
import { practice } from '../session.ts'
import { localeOf } from './counting.ts'
import { language, text } from './text.ts'

/** Moments as people say them, in the practice's time zone, on the 24-hour clock. */

const now = signal(new Date())
setInterval(() => {
  const later = new Date()
  // Only what is written with "today" depends on it; a minute more is no reason to draw anything again.
  if (dayOf(later) !== dayOf(now.peek()) || hourOf(later) !== hourOf(now.peek())) now.value = later
}, 60_000)

const formats = computed(() => {
  const zone = { timeZone: practice.value?.timeZone ?? 'Europe/Amsterdam' }
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(localeOf(language.value), { ...zone, ...options })
  return {
    clock: format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    day: format({ weekday: 'long', day: 'numeric', month: 'long' }),
    dayOfYear: format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    short: format({ weekday: 'short', day: 'numeric', month: 'short' }),
    shortOfYear: format({ day: 'numeric', month: 'short', year: 'numeric' }),
    key: new Intl.DateTimeFormat('en-CA', { ...zone, year: 'numeric', month: '2-digit', day: '2-digit' }),
    hour: new Intl.DateTimeFormat('en-GB', { ...zone, hour: '2-digit', hourCycle: 'h23' }),
  }
})

/** The day a moment falls on, for grouping: `2026-11-24`. */
export function dayOf(at: string | Date): string {
  return formats.value.key.format(new Date(at))
}

export function clock(at: string): string {
  return formats.value.clock.format(new Date(at))
}

/** `Today, Tuesday 24 November`; another year is named. */
export function dayHeading(at: string): string {
  const { day, dayOfYear } = formats.value
  const words = (sameYear(at) ? day : dayOfYear).format(new Date(at)).replace(',', '')
  return dayOf(at) === dayOf(now.value) ? text().room.today(words) : words.replace(/^./, (first) => first.toUpperCase())
}

export function thisDay(): string {
  return formats.value.day
    .format(now.value)
    .replace(',', '')
    .replace(/^./, (first) => first.toUpperCase())
}

/** For a list: the time today, else the day. */
export function shortly(at: string): string {
  if (dayOf(at) === dayOf(now.value)) return clock(at)
  const { short, shortOfYear } = formats.value
  return (sameYear(at) ? short : shortOfYear).format(new Date(at)).replace(',', '')
}

/** In a sentence: `Today at 09:04`, `Yesterday at 21:40`, `Friday 20 November at 09:05`. */
export function said(at: string): string {
  const time = clock(at)
  const yesterday = new Date(now.value.getTime() - 24 * 3_600_000)
  if (dayOf(at) === dayOf(now.value)) return text().room.todayAt(time)
  if (dayOf(at) === dayOf(yesterday)) return text().room.yesterdayAt(time)
  return text().room.dayAt(dayHeading(at), time)
}

/** A day of the calendar (`2026-12-03`) in words: `3 December`; another year is named. */
export function calendarDay(day: string): string {
  const sameYearNow = day.slice(0, 4) === dayOf(now.value).slice(0, 4)
  const format = new Intl.DateTimeFormat(localeOf(language.value), {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'long',
    ...(sameYearNow ? {} : { year: 'numeric' }),
  })
  return format.format(new Date(`${day}T12:00:00Z`))
}

/** Which greeting fits the hour. */
export function partOfDay(): 'morning' | 'afternoon' | 'evening' {
  const hour = hourOf(now.value)
  if (hour < 6 || hour >= 18) return 'evening'
  return hour < 12 ? 'morning' : 'afternoon'
}

function hourOf(at: Date): number {
  return Number(formats.value.hour.format(at))
}

function sameYear(at: string): boolean {
  return dayOf(at).slice(0, 4) === dayOf(now.value).slice(0, 4)
}
