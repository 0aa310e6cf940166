import type { Away } from '../contract/accounts/shown.ts'
import { ownFile } from './keys.ts'
import type { Opener } from './names.ts'

/** What somebody shows of themselves, as the second wall gives it to this reader. */
export type ShownRow = {
  /** Away today, by the practice's calendar. */
  away: boolean | null
  /** The last day, YYYY-MM-DD. */
  awayUntil: string | null
  awayText: Buffer | null
  description: Buffer | null
  pictureAt: Date | null
}

/** An absence that is now. */
export function awayOf(account: string, row: ShownRow, open: Opener): Away {
  if (!row.away) return null
  return { until: row.awayUntil, text: open({ owner: account, scope: ownFile }, account, row.awayText) }
}

/** What clients read about a professional. */
export function descriptionOf(account: string, row: ShownRow, open: Opener): string | null {
  return open({ owner: account, scope: ownFile }, account, row.description) || null
}

/** Where a picture is; the moment it was set makes its address another. */
export function pictureOf(account: string, { pictureAt }: Pick<ShownRow, 'pictureAt'>): string | null {
  return pictureAt && `/api/people/${account}/pictures/${versionOf(pictureAt)}`
}

/** A picture's moment, in few letters. */
export function versionOf(at: Date): string {
  return at.getTime().toString(36)
}
