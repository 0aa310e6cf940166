import type { Size } from './place.ts'
import type { Amounts } from './seed/practice.ts'

/**
 * A therapist with 1,000 conversations of two, one of them of 1,000 messages. Small: 7,000 messages in all, and nobody else. Large: a
 * hundred times as many, half of what was added in the therapist's own threads and half in those of others; and a hundred times the clients.
 * A colleague has a caseload of 25 in the small practice and of 2,500 in the large one, whatever else there is.
 */
export const fullAmounts: Record<Size, Amounts> = {
  small: { clients: 1_000, own: 1_000, long: 1_000, ownMessages: 6_000, others: 0, otherMessages: 0, caseload: 25 },
  large: {
    clients: 100_000,
    own: 1_000,
    long: 1_000,
    ownMessages: 349_500,
    others: 49_900,
    otherMessages: 349_500,
    caseload: 2_500,
  },
}

/** The same in a tenth of the time: for whoever works on it. */
export const quickAmounts: Record<Size, Amounts> = {
  small: fullAmounts.small,
  large: {
    clients: 10_000,
    own: 1_000,
    long: 1_000,
    ownMessages: 34_500,
    others: 4_900,
    otherMessages: 34_500,
    caseload: 2_500,
  },
}
