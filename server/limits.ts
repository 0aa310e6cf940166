import type { FastifyRequest } from 'fastify'
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'
import type { EndpointName } from '../contract/index.ts'
import type { Config } from './config.ts'
import { Refused } from './errors.ts'

/** The counters of this process. */
export type Limits = { signIns: RateLimiterMemory; requests: RateLimiterMemory }

/** Counters as the settings say, per minute. */
export function limitsOf({ limits }: Config): Limits {
  return {
    signIns: new RateLimiterMemory({ points: limits.signInsPerMinute, duration: 60 }),
    requests: new RateLimiterMemory({ points: limits.requestsPerMinute, duration: 60 }),
  }
}

/** Counts one request; too many are refused with the seconds to wait. Sign-ins count per network address, the rest per session. */
export async function countRequest(
  limits: Limits,
  { name, request, tokenHash }: { name: EndpointName; request: FastifyRequest; tokenHash: Buffer | null },
): Promise<void> {
  if (name === 'signIn') await count(limits.signIns, request.ip)
  else if (tokenHash) await count(limits.requests, tokenHash.toString('base64'))
}

async function count(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key)
  } catch (refused) {
    throw new Refused('too-often', { retryAfter: Math.ceil((refused as RateLimiterRes).msBeforeNext / 1000) })
  }
}
