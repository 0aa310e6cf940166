import type { FastifyInstance } from 'fastify'
import { Refused } from './errors.ts'

/** Only JSON in well-formed UTF-8 is taken; anything else is refused with a sentence, and never half-read. */
export function takeJson(server: FastifyInstance): void {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser(/^application\/json(\s*;.*)?$/i, { parseAs: 'buffer' }, (_, body, done) => {
    try {
      done(null, body.length === 0 ? undefined : parse(body as Buffer))
    } catch {
      done(new Refused('not-understood'))
    }
  })
  server.addContentTypeParser('*', (_, payload, done) => {
    payload.resume()
    done(new Refused('not-json'))
  })
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function parse(body: Buffer): unknown {
  const text = strict.decode(body)
  // The outermost value counts as well: it is asked for under the empty name.
  let names = -1
  const value: unknown = JSON.parse(text, function read(this: unknown, key: string, inner: unknown) {
    // Such a name could reach an object's prototype; none of our fields is called so.
    if (key === '__proto__') throw new Refused('not-understood')
    if (!Array.isArray(this)) names += 1
    return inner
  })
  // A name that is given twice: which of the two is meant is for nobody to guess.
  if (names !== namesIn(text)) throw new Refused('not-understood')
  return value
}

/** How many names stand in well-formed JSON: its strings with a colon behind them. */
function namesIn(json: string): number {
  let count = 0
  for (const [, colon] of json.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?/g)) if (colon !== undefined) count += 1
  return count
}
