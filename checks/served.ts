import type { House } from '../server/house.ts'
import { makeServer } from '../server/http.ts'

/** Every address the server really answers to, as it says itself while running: `GET /api/conversations/:id`. */
export async function servedRoutes(house: House): Promise<string[]> {
  const server = await makeServer(house, null)
  await server.ready()
  const drawn = server.printRoutes({ commonPrefix: false })
  await server.close()
  return readDrawing(drawn)
}

/** Reads Fastify's drawing of its routes, a tree with four characters per level. */
export function readDrawing(drawn: string): string[] {
  const above: string[] = []
  return drawn.split('\n').flatMap((line) => {
    const [, indent = '', part = '', methods = ''] = /^([│ ├└─]*)(\/\S*) \(([A-Z, ]+)\)$/u.exec(line) ?? []
    if (part === '') {
      if (line.trim() !== '') throw new Error(`no route: ${line}`)
      return []
    }
    const depth = indent.length / 4 - 1
    above.splice(depth, Infinity, (above[depth - 1] ?? '') + part)
    return methods.split(', ').map((method) => `${method} ${above[depth]}`)
  })
}
