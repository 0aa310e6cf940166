/** Chance that can be told again: the same seed gives the same choices. */
export class Chance {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** From 0 up to, not including, 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }

  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1))
  }

  /** True this often. */
  says(often: number): boolean {
    return this.next() < often
  }

  one<T>(from: readonly T[]): T {
    const found = from[this.between(0, from.length - 1)]
    if (found === undefined) throw new Error('nothing to choose from')
    return found
  }

  /** So many different ones, in any order. */
  several<T>(from: readonly T[], many: number): T[] {
    const left = [...from]
    return Array.from({ length: Math.min(many, left.length) }, () =>
      left.splice(this.between(0, left.length - 1), 1),
    ).flat()
  }

  uuid(): string {
    const hex = this.bytes(16)
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
  }

  /** So many bytes, in hex. */
  bytes(many: number): string {
    return Array.from({ length: many }, () => this.between(0, 255).toString(16).padStart(2, '0')).join('')
  }
}

/** Whether the full counts are asked for (`npm run proof`) or the short slice of `npm test`. */
export const isFullProof = process.env['ALCOVE_PROOF'] === 'full'

/** The seed of this run: ALCOVE_SEED, to see a run again, or a new one. Print it. */
export function chooseSeed(): number {
  return Number(process.env['ALCOVE_SEED'] ?? Math.floor(Math.random() * 4_294_967_296))
}
