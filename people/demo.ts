import type { Config } from '../server/config.ts'
import { derive, mac } from '../server/crypto.ts'
import type { Databases } from '../server/database.ts'
import { CannotStart } from '../server/errors.ts'
import { originAt } from '../server/house.ts'
import { newSetUpToken } from '../server/practices/changes/set-up.ts'
import { cast } from './cast.ts'
import { moveIn } from './move-in.ts'

/** Who is there when a room opens. In demo mode: the practice De Linde with its cast, and the lines that say how to sign in. Production refuses demo people. */
export async function openPeople(databases: Databases, config: Config, now: Date): Promise<string[]> {
  const demo = [...databases.practices.values()].some((practice) => practice.demo)
  if (config.mode === 'production') {
    if (demo)
      throw new CannotStart(
        'This data holds the demo practice: demo people can never become real ones. Begin production with an empty ALCOVE_DATA.',
      )
    return await firstRun(databases, config, now)
  }
  if (!demo && databases.practices.size > 0)
    throw new CannotStart('This data holds a real practice. Set ALCOVE_MODE=production to serve it.')
  const password = demoPassword(config)
  await moveIn(databases, { password, now })
  return [`Demo password: ${password}`, 'You can sign in as:', ...Object.values(cast).map(introduce)]
}

/** An empty production room: the one-time link with which its first person sets it up. */
async function firstRun(databases: Databases, config: Config, now: Date): Promise<string[]> {
  const [label = 'practice'] = config.publicUrl.hostname.split('.')
  const slug = /^[a-z][a-z0-9-]{0,30}$/.test(label) ? label : 'practice'
  const practice = [...databases.practices.values()][0] ?? (await databases.practice(slug, { demo: false }))
  const token = await newSetUpToken(databases, practice, now)
  if (!token) return []
  // After the #: it reaches no log of any server on the way.
  return [
    'Nobody lives here yet. Set up your practice within one hour, once, at:',
    `${originAt(config, databases, practice)}/set-up#${token}`,
  ]
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
