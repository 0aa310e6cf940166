import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

/** argon2id with what OWASP asks at least: 19 MiB, two passes, one lane. Runs on the thread pool, never in a transaction. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }
const spend = promisify(argon2)
let spent = 0

/** How many hashes this process has computed: what signing in costs is counted, not timed. */
export function hashesSpent(): number {
  return spent
}

/** Hashes a password; PHC string format, so that the cost can rise later and old hashes still verify. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await argon('argon2id', { message: Buffer.from(password.normalize('NFC')), nonce, ...cost })
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${bare(nonce)}$${bare(tag)}`
}

/** Does this password give this hash? Takes the same time whether or not. */
export async function verifyPassword(hash: string, password: string): Promise<boolean> {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(hash)
  if (!parts) throw new Error('a password hash of an unknown form')
  const [, memory, passes, parallelism, nonce = '', tag = ''] = parts
  const expected = Buffer.from(tag, 'base64')
  const given = await argon('argon2id', {
    message: Buffer.from(password.normalize('NFC')),
    nonce: Buffer.from(nonce, 'base64'),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: expected.length,
  })
  return timingSafeEqual(given, expected)
}

/** For an unknown address: the work of one comparison, and always no. */
export async function spendTheSameWork(password: string): Promise<false> {
  await argon('argon2id', { message: Buffer.from(password.normalize('NFC')), nonce: randomBytes(16), ...cost })
  return false
}

function bare(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '')
}

/** Rows of keys and other things that hands type by themselves. */
const runs = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiopasdfghjklzxcvbnm',
  'azertyuiopqsdfghjklmwxcvbn',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
]
const words = [
  'password',
  'wachtwoord',
  'welcome',
  'welkom',
  'letmein',
  'alcove',
  'therapie',
  'therapy',
  'iloveyou',
  'admin',
]

/** Would somebody who guesses try this early? What is left after the well-known parts and the person's own words is too little. */
export function isEasyToGuess(password: string, own: readonly string[]): boolean {
  let rest = password.toLowerCase()
  for (const known of [...own.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u)), ...words])
    if (known.length >= 3) rest = rest.replaceAll(known, '')
  for (const run of runs.flatMap((row) => [row, [...row].toReversed().join('')])) rest = withoutRun(rest, run)
  // One thing again and again counts once.
  rest = rest.replaceAll(/(.{1,6}?)\1+/gu, '$1')
  return [...rest].length < 8
}

function withoutRun(text: string, run: string): string {
  for (let length = Math.min(run.length, text.length); length >= 4; length -= 1)
    for (let from = 0; from + length <= run.length; from += 1) {
      const part = run.slice(from, from + length)
      if (text.includes(part)) return withoutRun(text.replaceAll(part, ''), run)
    }
  return text
}

function argon(...given: Parameters<typeof spend>): ReturnType<typeof spend> {
  spent += 1
  return spend(...given)
}
