import type { Away } from '../../contract/accounts/shown.ts'
import { calendarDay } from '../text/moments.ts'
import { text } from '../text/text.ts'
import { Icon } from './icon.tsx'

/** That somebody is away, until when, and what they say about it; nothing for whoever is there. */
export function AwayLine({ away }: { away: Away }) {
  if (!away) return null
  return (
    <p class="away small">
      <Icon name="clock" small />
      <span>{awaySaid(away)}</span>
    </p>
  )
}

/** `Away until 3 December: Eva answers meanwhile.` */
function awaySaid({ until, text: words }: NonNullable<Away>): string {
  const { away, awayUntil, awayText } = text().room
  const when = until ? awayUntil(calendarDay(until)) : away
  return words ? awayText(when, words) : `${when}.`
}
