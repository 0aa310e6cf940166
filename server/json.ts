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
  return JSON.parse(strict.decode(body), (key, value: unknown) => {
    // Such a name could reach an object's prototype; none of our fields is called so.
    if (key === '__proto__') throw new Refused('not-understood')
    return value
  })
}
