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
  const transport =
    house.config.publicUrl.protocol === 'https:'
      ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains' }
      : {}
  server.addHook('onRequest', async (_, reply) => {
    reply.headers({ ...headers, ...transport, 'cache-control': 'no-store' })
  })
}

/**
 * A change is only taken from our own page: the Origin must be this very host (cross-site request forgery).
 * Reading needs no such proof; the cookie is SameSite=Strict besides.
 */
export function guard(house: House, request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const { origin } = request.headers
  if (!origin || !URL.canParse(origin)) throw new Refused('not-from-here')
  const from = new URL(origin)
  const sameHost = from.host === request.host.toLowerCase()
  if (!sameHost || from.protocol !== house.config.publicUrl.protocol) throw new Refused('not-from-here')
}
