import type { ComponentChildren } from 'preact'
import { clock, dayHeading, dayOf } from '../text/moments.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Icon } from '../ui/icon.tsx'
import { Who } from '../ui/who.tsx'
import { looksWords } from './looks-words.ts'

/** A look as a row shows it: who (or whose), in what role, what, on which basis. */
export type Row = {
  id: string
  firstAt: string
  lastAt: string
  times: number
  name: string
  /** null: no person to show in an arch. */
  look: 'professional' | 'person' | 'nickname' | null
  role: string
  what: string
  basis: string
  allowed: boolean
  temporary: boolean
  /** The typed reason, with who wrote it, null for the reader; words null: it cannot be read any more. */
  reason: { by: string | null; words: string | null } | null
  /** What can be done with it. */
  more?: ComponentChildren
}

/** Looks by day, newest first, and a way to the older ones. */
export function LookList({
  rows,
  none,
  more,
  busy = false,
}: {
  rows: readonly Row[]
  none: string
  /** null: there are no older ones. */
  more: (() => void) | null
  busy?: boolean
}) {
  const words = looksWords()
  if (rows.length === 0) return <Empty title={none} more={words.noneMore} />
  const days = Map.groupBy(rows, ({ lastAt }) => dayOf(lastAt))
  return (
    <div class="stack stack-wide">
      {[...days].map(([day, looks]) => (
        <section key={day} class="stack" aria-labelledby={`day-${day}`}>
          <h2 id={`day-${day}`}>{dayHeading(looks[0]?.lastAt ?? day)}</h2>
          <ul class="niche rows">
            {looks.map((row) => (
              <LookRow key={row.id} row={row} />
            ))}
          </ul>
        </section>
      ))}
      {more && (
        <Button busy={busy && words.gettingMore} onClick={more}>
          {words.more}
        </Button>
      )}
    </div>
  )
}

function LookRow({ row }: { row: Row }) {
  const words = looksWords()
  return (
    <li class="look">
      {row.look && <Who name={row.look === 'nickname' ? null : row.name} look={row.look} />}
      <div class="grow">
        <p class="sentence">
          <b>{row.name}</b>
          {row.role && `, ${row.role}`}
        </p>
        <p>{row.what}</p>
        <p class="small soft">{row.basis}</p>
        <p class="row">
          {row.temporary && (
            <span class="tag">
              <Icon name="clock" small /> {words.temporary}
            </span>
          )}
          {!row.allowed && (
            <span class="tag">
              <Icon name="stop" small /> {words.refusedTag}
            </span>
          )}
        </p>
        {row.reason && (
          <div class="why">
            <p class="small soft">{row.reason.by === null ? words.yourReason : words.wroteReason(row.reason.by)}</p>
            <p class="said">{row.reason.words === null ? words.wroteReasonGone : `“${row.reason.words}”`}</p>
          </div>
        )}
        {row.more}
      </div>
      <p class="small soft fact">
        <span>{timesSaid(row)}</span>
        {row.times > 1 && <span>{words.times(row.times)}</span>}
      </p>
    </li>
  )
}

function timesSaid({ firstAt, lastAt }: Pick<Row, 'firstAt' | 'lastAt'>): string {
  const [first, last] = [clock(firstAt), clock(lastAt)]
  return first === last ? last : `${first} – ${last}`
}
