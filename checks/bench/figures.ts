import { operations, type Operation } from './load/requests.ts'
import { type Size, sizes } from './place.ts'
import type { Measured, Who } from './rounds.ts'

/** The value that this share of all values does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/** The middle one. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** What one of the three did, median over the rounds. */
export type Figures = { perSecond: number; p50: number; p99: number; work: number; errors: number }

/** One operation at one size and one number in flight. `ratio`: ours against the bare server, round by round, median. */
export type Row = {
  operation: Operation
  size: Size
  inFlight: number
  ours: Figures
  bare: Figures
  plain: Figures
  ratio: number
  workRatio: number
}

/** What was measured: all of it, or what was asked for. */
export function measuredIn(all: readonly { operation: Operation }[]): Operation[] {
  return operations.filter((operation) => all.some((one) => one.operation === operation))
}

/** The table, from all measurements. */
export function rowsOf(all: Measured[]): Row[] {
  const inFlights = [...new Set(all.map(({ inFlight }) => inFlight))]
  return measuredIn(all).flatMap((operation) =>
    sizes.flatMap((size) =>
      inFlights.map((inFlight) => {
        const of = (who: Who) =>
          all.filter(
            (one) =>
              one.who === who &&
              one.operation === operation &&
              one.inFlight === inFlight &&
              (who === 'plain' || one.size === size),
          )
        const [ours, bare] = [of('ours'), of('bare')]
        const ratio = median(pairs(ours, bare, (one, other) => one.perSecond / other.perSecond))
        const workRatio = median(pairs(ours, bare, (one, other) => other.work / one.work))
        return {
          operation,
          size,
          inFlight,
          ours: figuresOf(ours),
          bare: figuresOf(bare),
          plain: figuresOf(of('plain')),
          ratio,
          workRatio,
        }
      }),
    ),
  )
}

/** How much of its rate each operation keeps with a hundred times the data, round by round, median; per number in flight. */
export function keptAtLarge(all: Measured[]): { operation: Operation; inFlight: number; kept: number }[] {
  const ours = all.filter(({ who }) => who === 'ours')
  const inFlights = [...new Set(ours.map(({ inFlight }) => inFlight))]
  return measuredIn(all).flatMap((operation) =>
    inFlights.map((inFlight) => {
      const at = (size: Size) =>
        ours.filter((one) => one.operation === operation && one.inFlight === inFlight && one.size === size)
      const kept = median(pairs(at('large'), at('small'), (large, small) => large.perSecond / small.perSecond))
      return { operation, inFlight, kept }
    }),
  )
}

/** Compares what was measured in the same round. */
function pairs(some: Measured[], others: Measured[], compare: (one: Measured, other: Measured) => number): number[] {
  return some.flatMap((one) => others.filter(({ round }) => round === one.round).map((other) => compare(one, other)))
}

function figuresOf(measured: Measured[]): Figures {
  const of = (value: (one: Measured) => number) => median(measured.map(value))
  return {
    perSecond: of((one) => one.perSecond),
    p50: of((one) => one.p50),
    p99: of((one) => one.p99),
    work: of((one) => one.work),
    errors: measured.reduce((sum, one) => sum + one.errors, 0),
  }
}
