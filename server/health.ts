import type { FastifyInstance } from 'fastify'
import type { House } from './house.ts'
import { log } from './log.ts'

/** /health: this process lives. /ready: it can serve (its database answers and it is not stopping). For whoever runs it; they say nothing else. */
export function serveHealth(server: FastifyInstance, house: House): void {
  let stopping = false
  server.addHook('preClose', async () => {
    stopping = true
  })
  server.get('/health', { exposeHeadRoute: true }, async () => ({ alive: true }))
  server.get('/ready', { exposeHeadRoute: true }, async (_, reply) => {
    const ready = !stopping && (await answers(house))
    return reply.status(ready ? 200 : 503).send({ ready })
  })
}

async function answers({ databases }: House): Promise<boolean> {
  const pools = [databases.register, ...[...databases.practices.values()].slice(0, 1).map((practice) => practice.pool)]
  const outcomes = await Promise.allSettled(pools.map((pool) => pool.query('select 1')))
  return outcomes.every((outcome) => outcome.status === 'fulfilled')
}

/** One line per answered request: method, pattern of the route (no id), status, duration in ms. */
export function logRequests(server: FastifyInstance): void {
  server.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request
    log.info('request', {
      method,
      route: routeOptions.url ?? 'none',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    })
  })
}
