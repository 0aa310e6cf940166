/** The one place that reads the machine's clock. Tests set it; everything else gets `visit.now` or asks here. */
export type Clock = { now(): Date }

export const machineClock: Clock = { now: () => new Date() }

/** So many milliseconds after a moment. */
export function later(moment: Date, ms: number): Date {
  return new Date(moment.getTime() + ms)
}

/** A moment as milliseconds since 1970 tell it. */
export function momentOf(ms: number): Date {
  return new Date(ms)
}
