import type { Config } from '../server/config.ts'
import { derive, mac } from '../server/crypto.ts'
import type { Databases } from '../server/database.ts'
import { CannotStart } from '../server/errors.ts'
import { cast } from './cast.ts'
import { moveIn } from './move-in.ts'

/** In demo mode: the practice De Linde with its cast, and the lines that say how to sign in. Production refuses demo people. */
export async function openPeople(databases: Databases, config: Config, now: Date): Promise<string[]> {
  const demo = [...databases.practices.values()].some((practice) => practice.demo)
  if (config.mode === 'production') {
    if (demo)
      throw new CannotStart(
        'This data holds the demo practice: demo people can never become real ones. Begin production with an empty ALCOVE_DATA.',
      )
    return []
  }
  if (!demo && databases.practices.size > 0)
    throw new CannotStart('This data holds a real practice. Set ALCOVE_MODE=production to serve it.')
  const password = demoPassword(config)
  await moveIn(databases, { password, now })
  return [`Demo password: ${password}`, 'You can sign in as:', ...Object.values(cast).map(introduce)]
}

function introduce(person: (typeof cast)[keyof typeof cast]): string {
  const { first, infix, last } = person.name
  const name = [first, infix, last].filter(Boolean).join(' ')
  return `  ${person.address.padEnd(22)} ${name}, ${[...person.groups, person.kind][0]}`
}

const words = [
  'linden',
  'window',
  'garden',
  'kettle',
  'meadow',
  'pebble',
  'lantern',
  'orchard',
  'harbour',
  'willow',
  'candle',
  'bridge',
  'morning',
  'feather',
  'compass',
  'blanket',
]

/** Three words and a number, from the demo's own master key: the same at every start, another in every installation. */
function demoPassword(config: Config): string {
  const bytes = mac(derive(config.masterKey, 'alcove demo password'), 'demo')
  const chosen = [0, 1, 2].map((index) => words[bytes.readUInt8(index) % words.length])
  return `${chosen.join('-')}-${bytes.readUInt16BE(4)}`
}
