import { type RawBuilder, sql } from 'kysely'

/** What somebody shows, beside each row that names an account: joined by its key, row by row, under the second wall. */
export function joinShown(account: RawBuilder<string>) {
  return sql`left join lateral (
      select p.sealed, p.away_text, p.away_until::text as away_until, p.away_from <= (select room.today())
        and (p.away_until is null or p.away_until >= (select room.today())) as away
      from room.account_profile p where p.account = ${account} offset 0) as profile on true
    left join lateral (select p.at from room.account_picture p where p.account = ${account} offset 0) as picture on true`
}

/** The columns of a `ShownRow`. */
export const shownColumns = sql`profile.away, profile.away_until as "awayUntil", profile.away_text as "awayText",
  profile.sealed as description, picture.at as "pictureAt"`
