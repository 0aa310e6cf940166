import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'
import type { Config } from './config.ts'
import { Refused } from './errors.ts'

/** How many sessions' accounts are remembered. */
const remembered = 50_000

/** The counters of this process: how often, per minute, from one network address and by one account. */
export class Limits {
  readonly #signInsFrom: RateLimiterMemory
  readonly #signInsOf: RateLimiterMemory
  readonly #requestsFrom: RateLimiterMemory
  readonly #requestsOf: RateLimiterMemory
  /** Whose session it is, once a visit found out: all sessions of an account count together. */
  readonly #accounts = new Map<string, string>()

  constructor({ limits }: Config) {
    this.#signInsFrom = perMinute(limits.signInsPerAddress)
    this.#signInsOf = perMinute(limits.signInsPerAccount)
    this.#requestsFrom = perMinute(limits.requestsPerAddress)
    this.#requestsOf = perMinute(limits.requestsPerAccount)
  }

  /** Counts a request; throws too-often with the seconds to wait. `session`: the session's token hash, null = nobody is signed in. */
  async countRequest(from: string, session: Buffer | null): Promise<void> {
    await count(this.#requestsFrom, from)
    if (!session) return
    const key = session.toString('base64')
    await count(this.#requestsOf, this.#accounts.get(key) ?? key)
  }

  /** Counts an attempt to sign in, right or wrong; known and unknown addresses alike. */
  async countSignIn(from: string, address: string): Promise<void> {
    await count(this.#signInsFrom, from)
    await count(this.#signInsOf, address.trim().toLowerCase())
  }

  /** From now on this session counts with its account. */
  remember(session: Buffer, account: string): void {
    const key = session.toString('base64')
    if (this.#accounts.has(key)) return
    const oldest = this.#accounts.size < remembered ? undefined : this.#accounts.keys().next().value
    if (oldest !== undefined) this.#accounts.delete(oldest)
    this.#accounts.set(key, account)
  }
}

async function count(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key)
  } catch (refused) {
    throw new Refused('too-often', { retryAfter: Math.ceil((refused as RateLimiterRes).msBeforeNext / 1000) })
  }
}

function perMinute(points: number): RateLimiterMemory {
  return new RateLimiterMemory({ points, duration: 60 })
}
