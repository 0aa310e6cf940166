import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Refused } from './errors.ts'
import type { House } from './house.ts'

/** What every answer carries, errors and files included. */
const headers = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

/** Puts the headers on everything; nothing is kept in any cache unless a route says otherwise (the built files do). */
export function secure(server: FastifyInstance, house: House): void {
  const all = everyHeader(house)
  server.addHook('onRequest', async (_, reply) => {
    reply.headers(all)
  })
}

/** The same, for answers that come before any hook: an address that cannot be read. */
export function everyHeader({ config }: House): Record<string, string> {
  const overTls = config.publicUrl.protocol === 'https:'
  return {
    ...headers,
    ...(overTls && { 'strict-transport-security': 'max-age=63072000; includeSubDomains' }),
    'cache-control': 'no-store',
  }
}

/**
 * A change is only taken from our own page: the Origin must be this very host (cross-site request forgery).
 * Reading needs no such proof, but is refused to a page that says it is another's; the cookie is SameSite=Strict besides.
 */
export function guard(house: House, request: FastifyRequest): void {
  const { origin } = request.headers
  const reads = request.method === 'GET' || request.method === 'HEAD'
  if (reads && (origin === undefined || !request.url.startsWith('/api'))) return
  if (!origin || !URL.canParse(origin)) throw new Refused('not-from-here')
  const from = new URL(origin)
  const sameHost = from.host === request.host.toLowerCase()
  if (!sameHost || from.protocol !== house.config.publicUrl.protocol) throw new Refused('not-from-here')
}
