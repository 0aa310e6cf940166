import path from 'node:path'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Databases, Practice } from './database.ts'
import type { Limits } from './limits.ts'
import type { LiveChannel } from './live.ts'
import type { Sealers } from './audit/due.ts'
import type { Outbox } from './outbox.ts'
import type { Visit } from './visit.ts'

/** Everything a running server holds, handed on explicitly. */
export type House = {
  config: Config
  clock: Clock
  databases: Databases
  live: LiveChannel
  sealers: Sealers
  outbox: Outbox
  limits: Limits
  /** After a commit: tell the streams, wake the sealer. */
  afterVisit(visit: Visit): void
}

/**
 * The practice a host name leads to: linde.<base> to the practice linde; the bare host, where there is only one practice, to that one.
 * null = no practice of ours, or a host name we do not answer to.
 */
export function practiceAt(house: House, host: string): Practice | null {
  const base = house.config.publicUrl.hostname
  const name = hostNameOf(host)
  if (name.endsWith(`.${base}`)) return house.databases.practices.get(name.slice(0, -base.length - 1)) ?? null
  if (name !== base && !(isLoopback(base) && isLoopback(name))) return null
  const [only, ...others] = house.databases.practices.values()
  return only && others.length === 0 ? only : null
}

/** Where a practice's pages are: its own label before the host, unless it is the only one. */
export function originAt(config: Config, databases: Databases, practice: Practice): string {
  if (databases.practices.size <= 1) return config.publicUrl.origin
  const url = new URL(config.publicUrl)
  url.hostname = `${practice.slug}.${url.hostname}`
  return url.origin
}

/** Where the demo keeps its mail when no mail server is set. */
export function demoMailFolder(config: Config): string {
  return path.join(config.dataFolder, 'demo-mail')
}

function hostNameOf(host: string): string {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname.toLowerCase() : ''
}

function isLoopback(name: string): boolean {
  return name === 'localhost' || name === '[::1]' || /^127(\.\d+){3}$/.test(name)
}
