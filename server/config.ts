import { mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import path from 'node:path'
import type { KeyObject } from 'node:crypto'
import { keyFrom, newKey } from './crypto.ts'
import { CannotStart } from './errors.ts'

/** Every setting, read once, here and nowhere else; `docs/running.md` says what each is for. */
export type Config = {
  mode: 'demo' | 'production'
  host: string
  port: number
  /** Database (where embedded), files, demo mail. */
  dataFolder: string
  masterKey: KeyObject
  /** A PostgreSQL server of your own, 15 or newer; null = the embedded one. */
  databaseUrl: string | null
  /** How browsers reach us: scheme, host, port; the practice's own label stands before the host. */
  publicUrl: URL
  /** Addresses of proxies whose X-Forwarded-For is believed; empty = nobody's. */
  trustedProxies: string[]
  smtpUrl: URL | null
  /** The address that mail comes from. */
  mailFrom: string
  /** How often, per minute and per process, from one network address and by one account. */
  limits: {
    signInsPerAddress: number
    signInsPerAccount: number
    requestsPerAddress: number
    requestsPerAccount: number
  }
}

type Environment = Record<string, string | undefined>

/** Reads and checks the settings. A wrong one throws CannotStart with one sentence that names it. */
export function readConfig(environment: Environment = process.env): Config {
  const mode = oneOf(environment, 'ALCOVE_MODE', ['demo', 'production'])
  const host = environment.ALCOVE_HOST || '127.0.0.1'
  if (mode === 'demo' && !isLoopback(host))
    throw new CannotStart(
      'ALCOVE_HOST must be a loopback address (127.0.0.1) in demo mode: demo people have a known password.',
    )
  const port = wholeNumber(environment, 'ALCOVE_PORT', { least: 0, most: 65_535, otherwise: 3000 })
  const dataFolder = path.resolve(environment.ALCOVE_DATA || 'data')
  return {
    mode,
    host,
    port,
    dataFolder,
    masterKey: masterKey(environment, mode, dataFolder),
    databaseUrl: databaseUrl(environment),
    publicUrl: publicUrl(environment, mode, port),
    trustedProxies: trustedProxies(environment),
    smtpUrl: smtpUrl(environment),
    mailFrom: mailFrom(environment, publicUrl(environment, mode, port)),
    limits: {
      signInsPerAddress: perMinute(environment, 'ALCOVE_SIGN_INS_PER_ADDRESS', 60),
      signInsPerAccount: perMinute(environment, 'ALCOVE_SIGN_INS_PER_ACCOUNT', 10),
      requestsPerAddress: perMinute(environment, 'ALCOVE_REQUESTS_PER_ADDRESS', 6000),
      requestsPerAccount: perMinute(environment, 'ALCOVE_REQUESTS_PER_ACCOUNT', 600),
    },
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

/** The first of the allowed ones where nothing is set. */
function oneOf<const T extends string>(environment: Environment, name: string, allowed: readonly [T, ...T[]]): T {
  const given = environment[name]
  if (!given) return allowed[0]
  const found = allowed.find((value) => value === given)
  if (found === undefined) throw new CannotStart(`${name} must be ${allowed.join(' or ')}, not ‘${given}’.`)
  return found
}

function wholeNumber(
  environment: Environment,
  name: string,
  { least, most, otherwise }: { least: number; most: number; otherwise: number },
): number {
  const given = environment[name]
  if (!given) return otherwise
  const value = Number(given)
  if (!/^\d+$/.test(given) || value < least || value > most)
    throw new CannotStart(`${name} must be a whole number from ${least} to ${most}, not ‘${given}’.`)
  return value
}

function perMinute(environment: Environment, name: string, otherwise: number): number {
  return wholeNumber(environment, name, { least: 1, most: 1_000_000, otherwise })
}

function masterKey(environment: Environment, mode: Config['mode'], dataFolder: string): KeyObject {
  const given = environment.ALCOVE_MASTER_KEY_FILE
  if (mode === 'production') {
    if (!given)
      throw new CannotStart('ALCOVE_MASTER_KEY_FILE is missing: production needs a master key outside its data folder.')
    const folder = path.dirname(resolved(path.resolve(given)))
    const data = resolved(dataFolder)
    if (folder === data || folder.startsWith(data + path.sep))
      throw new CannotStart(
        'ALCOVE_MASTER_KEY_FILE lies inside ALCOVE_DATA: whoever copies the data would have the key too. Put it elsewhere.',
      )
    return readKey(path.resolve(given))
  }
  const file = path.resolve(given || path.join(dataFolder, 'demo-master.key'))
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  try {
    // 'wx': the first start makes it, every later one reads it.
    writeFileSync(file, `${newKey().export().toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST'))
      throw new CannotStart(`The master key file could not be written: ${file}.`)
  }
  return readKey(file)
}

/** Through symbolic links, as far as the path exists. */
function resolved(place: string): string {
  try {
    return realpathSync(place)
  } catch {
    return path.dirname(place) === place ? place : path.join(resolved(path.dirname(place)), path.basename(place))
  }
}

function readKey(file: string): KeyObject {
  let text: string
  try {
    text = readFileSync(file, 'utf8').trim()
  } catch {
    throw new CannotStart(`ALCOVE_MASTER_KEY_FILE cannot be read: ${file}.`)
  }
  const bytes = Buffer.from(text, 'base64')
  if (bytes.length !== 32)
    throw new CannotStart('ALCOVE_MASTER_KEY_FILE must hold 32 random bytes in base64 (openssl rand -base64 32).')
  return keyFrom(bytes)
}

function databaseUrl(environment: Environment): string | null {
  const given = environment.ALCOVE_DATABASE_URL
  if (!given) return null
  const url = URL.canParse(given) ? new URL(given) : null
  if (!url || !['postgres:', 'postgresql:'].includes(url.protocol) || url.pathname.length < 2)
    throw new CannotStart(
      'ALCOVE_DATABASE_URL must look like postgres://owner:password@host/alcove, with a database name.',
    )
  return given
}

function publicUrl(environment: Environment, mode: Config['mode'], port: number): URL {
  const given = environment.ALCOVE_PUBLIC_URL
  if (!given) {
    if (mode === 'production')
      throw new CannotStart('ALCOVE_PUBLIC_URL is missing: production needs the address that people type (https://…).')
    return new URL(`http://localhost:${port}`)
  }
  const url = URL.canParse(given) ? new URL(given) : null
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.pathname !== '/' || url.search || url.username)
    throw new CannotStart(`ALCOVE_PUBLIC_URL must look like https://room.example, not ‘${given}’.`)
  if (mode === 'production' && url.protocol !== 'https:' && !isLoopback(url.hostname))
    throw new CannotStart('ALCOVE_PUBLIC_URL must begin with https:// in production.')
  return url
}

function trustedProxies(environment: Environment): string[] {
  const given = (environment.ALCOVE_TRUSTED_PROXIES ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
  for (const proxy of given) {
    const [address = '', bits] = proxy.split('/')
    const family = isIP(address)
    if (family === 0 || (bits !== undefined && (!/^\d+$/.test(bits) || Number(bits) > (family === 4 ? 32 : 128))))
      throw new CannotStart(`ALCOVE_TRUSTED_PROXIES must be network addresses separated by commas, not ‘${proxy}’.`)
  }
  return given
}

function smtpUrl(environment: Environment): URL | null {
  const given = environment.ALCOVE_SMTP_URL
  if (!given) return null
  const url = URL.canParse(given) ? new URL(given) : null
  if (!url || !['smtp:', 'smtps:'].includes(url.protocol) || !url.hostname)
    throw new CannotStart('ALCOVE_SMTP_URL must look like smtp://user:password@host:587.')
  return url
}

function mailFrom(environment: Environment, { hostname }: URL): string {
  const given = environment.ALCOVE_MAIL_FROM
  if (!given) return `no-reply@${hostname}`
  if (!/^[^\s@<>",;]+@[^\s@<>",;]+$/.test(given))
    throw new CannotStart(`ALCOVE_MAIL_FROM must be one e-mail address, not ‘${given}’.`)
  return given
}
