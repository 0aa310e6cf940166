import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { buildWeb } from '../web/build.ts'
import { Sealers } from './audit/due.ts'
import { type Clock, machineClock } from './clock.ts'
import type { Config } from './config.ts'
import { type Databases, openDatabases, type Practice } from './database.ts'
import { CannotStart } from './errors.ts'
import { makeServer } from './http.ts'
import { demoMailFolder, type House, originAt } from './house.ts'
import { Limits } from './limits.ts'
import { LiveChannel } from './live.ts'
import { logTo } from './log.ts'
import { type Carrier, folderCarrier, nobodyCarries, smtpCarrier } from './mail.ts'
import { Outbox, type Sending } from './outbox.ts'
import { AlreadyRunning } from './postgres.ts'
import { keepPostgres, type KeptPostgres } from './postgres-keeper.ts'
import { gentleStop } from './stopping.ts'

/** A server that runs. */
export type Running = { house: House; address: string; welcome: string[]; stop(): Promise<void> }

/** What a start may be given: where its lines go, who moves in first, another clock, a client that is built already, a database that survives no power cut (tests). */
export type Start = {
  say(line: string): void
  /** Makes the first people where there are none, and says how they sign in. */
  people(databases: Databases, config: Config, now: Date): Promise<string[]>
  clock?: Clock
  webFolder?: string | null
}

/** Where the built client lies. */
export const webFolder = path.join(import.meta.dirname, '..', 'dist', 'web')

/** Starts everything a server needs, in order. Throws CannotStart with one sentence where a person can mend it. */
export async function startHouse(config: Config, start: Start): Promise<Running> {
  const clock = start.clock ?? machineClock
  mkdirSync(config.dataFolder, { recursive: true, mode: 0o700 })
  if (config.mode === 'demo') logTo(path.join(config.dataFolder, 'alcove.log'))
  const postgres = config.databaseUrl ? null : await ownPostgres(config, start)
  try {
    const databases = await openDatabases(config.databaseUrl ?? postgres?.url('alcove') ?? '', config.masterKey)
    const welcome = await start.people(databases, config, clock.now())
    const folder = start.webFolder === undefined ? await ownClient(start) : start.webFolder
    return await open({ config, clock, databases, postgres, folder, welcome })
  } catch (error) {
    await postgres?.stop()
    throw error
  }
}

async function open(given: {
  config: Config
  clock: Clock
  databases: Databases
  postgres: KeptPostgres | null
  folder: string | null
  welcome: string[]
}): Promise<Running> {
  const { config, clock, databases, postgres } = given
  const house = furnish(config, clock, databases)
  await house.live.start()
  for (const practice of databases.practices.values()) house.sealers.wake(practice)
  house.outbox.start()
  const server = await makeServer(house, given.folder)
  const stopServing = gentleStop(server)
  const stop = async () => {
    await house.live.stop()
    await stopServing()
    await house.outbox.stop()
    await house.sealers.stop(databases)
    await databases.close()
    await postgres?.stop()
  }
  await server.listen({ host: config.host, port: config.port }).catch((error: unknown) => portTaken(error, config))
  const bound = server.server.address()
  // Port 0 asks the machine for a free one: say which.
  if (bound && typeof bound === 'object' && config.port === 0) config.publicUrl.port = String(bound.port)
  return { house, address: config.publicUrl.origin, welcome: given.welcome, stop }
}

function furnish(config: Config, clock: Clock, databases: Databases): House {
  const live = new LiveChannel(databases, clock)
  const sealers = new Sealers(clock, path.join(config.dataFolder, 'audit-heads.jsonl'))
  const originOf = (practice: Practice) => originAt(config, databases, practice)
  const tell: Sending['tell'] = (practice, told) => live.tell(practice, told)
  const outbox = new Outbox(databases, clock, { carrier: carrierOf(config), sender: config.mailFrom, originOf, tell })
  return {
    config,
    clock,
    databases,
    live,
    sealers,
    outbox,
    limits: new Limits(config),
    afterVisit(visit) {
      // A visit as the owner has a pool of its own that is closed by now.
      const practice = databases.practices.get(visit.practice.slug) ?? visit.practice
      live.tell(practice, visit.told)
      if (visit.lines.length > 0) sealers.wake(practice)
      if (visit.leavesWork) outbox.wake(practice)
    },
  }
}

function carrierOf(config: Config): Carrier {
  if (config.smtpUrl) return smtpCarrier(config.smtpUrl)
  return config.mode === 'demo' ? folderCarrier(demoMailFolder(config)) : nobodyCarries()
}

function portTaken(error: unknown, config: Config): never {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    throw new CannotStart(
      `Port ${config.port} is taken: Alcove may already be running. Set ALCOVE_PORT to use another.`,
    )
  throw error
}

async function ownPostgres(config: Config, start: Start): Promise<KeptPostgres> {
  start.say('Starting the database.')
  try {
    return await keepPostgres({ folder: path.join(config.dataFolder, 'postgres') })
  } catch (error) {
    if (error instanceof AlreadyRunning) throw new CannotStart(error.message)
    throw error
  }
}

async function ownClient(start: Start): Promise<string> {
  start.say('Building the web client, where it changed.')
  await buildWeb({ into: webFolder })
  return webFolder
}
