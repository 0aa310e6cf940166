import type { ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'

/** How often a stopping server looks whether everybody has been answered, ms. */
const lookEvery = 50
/** Whoever does not take their answer for so long is cut off, ms. */
const patience = 10_000

/**
 * Gives back how to stop this server: what is being answered is answered first, then every connection is let go. Closing alone would wait
 * a minute for a browser that opened a connection in advance and never asked anything on it.
 */
export function gentleStop(server: FastifyInstance): () => Promise<void> {
  const answering = new Set<ServerResponse>()
  server.server.on('request', (_, response) => {
    answering.add(response)
    response.on('close', () => answering.delete(response))
  })
  return async () => {
    const until = performance.now() + patience
    const looking = setInterval(() => {
      if (answering.size === 0 || performance.now() > until) server.server.closeAllConnections()
    }, lookEvery)
    await server.close().finally(() => clearInterval(looking))
  }
}
