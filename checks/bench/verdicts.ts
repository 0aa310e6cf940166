import type { Inside } from './inside.ts'
import { keptAtLarge, measuredIn, type Row } from './figures.ts'
import type { Operation } from './load/requests.ts'
import type { Measured } from './rounds.ts'

/** Something that must hold, whether it does, and the figures. */
export type Verdict = { holds: boolean; what: string; figures: string }

const ourShare = 0.6
const slowerAtMost = 0.2
const timesAtMost = 2

/** What may take longer, and among what. */
const longer: Partial<Record<Operation, string>> = {
  search: 'among 100 times the clients',
  caseload: 'with 2,500 clients as with 25',
}

/** Everything that must hold. */
export function judge(rows: Row[], all: Measured[], inside: Inside): Verdict[] {
  return [...judgeShares(rows), ...judgeGrowth(all), ...judgeInside(inside), judgeErrors(rows)]
}

/** Ours is at least so much of the bare server, at each size and each number in flight. */
function judgeShares(rows: Row[]): Verdict[] {
  return measuredIn(rows).map((operation) => {
    const own = rows.filter((row) => row.operation === operation)
    const lowest = own.toSorted((one, other) => one.ratio - other.ratio)[0]
    const figures = lowest ? `lowest ${percent(lowest.ratio)} (${lowest.size}, ${lowest.inFlight} in flight)` : ''
    return {
      holds: (lowest?.ratio ?? 0) >= ourShare,
      what: `${operation}: at least ${percent(ourShare)} of the bare server`,
      figures,
    }
  })
}

function judgeGrowth(all: Measured[]): Verdict[] {
  const kept = keptAtLarge(all)
  return measuredIn(kept).map((operation) => {
    const own = kept.filter((one) => one.operation === operation).toSorted((one, other) => one.kept - other.kept)
    const lowest = own[0]?.kept ?? 0
    const figures = own.map((one) => `${percent(one.kept)} at ${one.inFlight}`).join(', ')
    const among = longer[operation]
    if (!among)
      return {
        holds: lowest >= 1 - slowerAtMost,
        what: `${operation}: keeps at least ${percent(1 - slowerAtMost)} of its rate at 100 times the messages`,
        figures,
      }
    return {
      holds: lowest >= 1 / timesAtMost,
      what: `${operation}: at most ${timesAtMost} times as long ${among}`,
      figures: `rate kept: ${figures}`,
    }
  })
}

function judgeInside({ roundTrips, plans }: Inside): Verdict[] {
  const of = (what: string) => roundTrips.find((one) => one.what === what)
  const waits = (what: string, most: number) => ({
    holds: (of(what)?.waits ?? Infinity) <= most,
    what: `${what}: at most ${most} round trips`,
    figures: `${of(what)?.waits}`,
  })
  const list = of('list')?.statements ?? 0
  const findings = plans.flatMap((plan) => plan.findings.map((finding) => `${plan.list}: ${finding}`))
  return [
    waits('send', 4),
    waits('read', 3),
    waits('file', 3),
    { holds: list === 2, what: 'list: one statement, beside the number in the menu', figures: `${list} with it` },
    {
      holds: findings.length === 0,
      what: 'plans: no sub-plan per row, no scan over all messages',
      figures: findings.join('; ') || 'none',
    },
  ]
}

function judgeErrors(rows: Row[]): Verdict {
  const errors = rows.reduce((sum, { ours, bare, plain }) => sum + ours.errors + bare.errors + plain.errors, 0)
  return { holds: errors === 0, what: 'no request failed', figures: `${errors} errors` }
}

export function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}
