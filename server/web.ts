import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { notFound } from './errors.ts'

/** Serves the built client: files with a hash in their name for ever, the one page fresh each time; every address of a screen is that page. */
export async function serveWeb(server: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(path.join(folder, 'index.html'))) throw new Error('the web client is not built')
  const page = readFileSync(path.join(folder, 'index.html'))
  await server.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    index: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, file) => {
      if (file.includes(`${path.sep}assets${path.sep}`))
        void reply.header('cache-control', 'public, max-age=31536000, immutable')
    },
  })
  server.setNotFoundHandler((request, reply) => {
    const wantsPage =
      ['GET', 'HEAD'].includes(request.method) &&
      !request.url.startsWith('/api') &&
      !path.extname(request.url.split('?')[0] ?? '')
    if (!wantsPage) throw notFound()
    return reply.header('content-type', 'text/html; charset=utf-8').send(page)
  })
}
