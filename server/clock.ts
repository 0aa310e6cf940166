/** The one place that reads the machine's clock. Tests set it; everything else gets `visit.now` or asks here. */
export type Clock = { now(): Date }

export const machineClock: Clock = { now: () => new Date() }
