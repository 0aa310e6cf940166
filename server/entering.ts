import { setUpFirst } from '../rules/accounts/second-step.ts'
import type { Kind, Group, Language } from '../rules/words.ts'
import { Refused } from './errors.ts'
import type { Account, Settings, Visit } from './visit.ts'

/** The one place that holds whoever must set up two-step sign-in first (SEC-9): every visit comes by here before it learns anything. */
export function holdBeforeSetUp({ session, setUpFirst: mustSetUp }: Account, { arrival, lines }: Visit): void {
  const verdict = setUpFirst.judge({ mustSetUp, forSettingUp: arrival.beforeSetUp ?? false })
  if (verdict.may) return
  const { leaves } = arrival
  const about = { kind: 'session', id: session }
  if (leaves && lines.length === 0)
    lines.push({ action: leaves.action, rule: setUpFirst.number, verdict, about, by: null, found: null })
  throw new Refused('set-up-first')
}

/** What the database says of who entered. */
export type EnteredRow = {
  account: string
  session: string
  kind: Kind
  groups: Group[]
  language: Language | null
  enter_sends: boolean
  theme: Settings['theme']
  mails: Settings['mails']
  quiet_from: number | null
  quiet_until: number | null
  ends_at: Date
  idle_minutes: number
  privacy_seen: boolean
  set_up_first: boolean
}

/** Who acts, from the row of their entering. */
export function accountFrom(row: EnteredRow): Account {
  const { quiet_from: from, quiet_until: until, language, theme, mails } = row
  const quietHours = from === null || until === null ? null : { from: timeOfDay(from), until: timeOfDay(until) }
  const settings = { language, enterSends: row.enter_sends, theme, mails, quietHours }
  const { account: id, session, kind, groups, idle_minutes: idleMinutes, ends_at: endsAt } = row
  const { privacy_seen: privacySeen, set_up_first: mustSetUp } = row
  return { id, session, kind, groups, settings, idleMinutes, endsAt, privacySeen, setUpFirst: mustSetUp }
}

/** Minutes after midnight as 22:30. */
function timeOfDay(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
