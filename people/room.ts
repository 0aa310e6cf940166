import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import { v7 as uuid } from 'uuid'
import type { Clock } from '../server/clock.ts'
import { readConfig } from '../server/config.ts'
import type { Practice } from '../server/database.ts'
import { logTo } from '../server/log.ts'
import { type Running, startHouse } from '../server/start.ts'
import { cast, type CastName } from './cast.ts'
import { openPeople } from './demo.ts'
import { moveIn } from './move-in.ts'

/** The password of everybody in a test. */
export const castPassword = 'three random words'

/** A running practice De Linde with its cast. */
export type Room = {
  /** http://localhost:<port> */
  address: string
  running: Running
  practice: Practice
  /** Everybody's account id. */
  ids: Record<CastName, string>
  clock: TestClock
  /** As the owner of the tables, past both walls: to arrange what no endpoint can yet, and to look at rows. */
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>
  /** A connection of one's own as that owner; close it. */
  connect(): Promise<pg.Client>
  /** Settings with which a second process serves the same databases. */
  environment: Record<string, string>
}

/** The machine's clock, moved on by a test. */
export type TestClock = Clock & { moveOn(ms: number): void }

/** How a file's room differs from the usual one. `empty`: a real practice where nobody lives yet; `running.welcome` holds its set-up link. */
export type RoomSettings = { environment?: Record<string, string>; webFolder?: string | null; empty?: boolean }

/** Opens a room on the run's PostgreSQL; `close` ends it and drops its databases. */
export async function openRoom(settings: RoomSettings): Promise<{ room: Room; close: () => Promise<void> }> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'alcove-room-'))
  const name = `t_${uuid().replaceAll('-', '').slice(-12)}`
  const environment = { ...usual(folder, name), ...(settings.empty && production(folder)), ...settings.environment }
  const clock = testClock()
  const { running, ids } = await (settings.empty ? startEmpty : startWithCast)(
    environment,
    clock,
    settings.webFolder ?? null,
  )
  const [practice] = running.house.databases.practices.values()
  if (!practice) throw new Error('there is no practice')
  const address = addressOf(inject('postgresUrl'), practice.databaseName)
  const owner = new pg.Pool({ connectionString: address, max: 2 })
  const query: Room['query'] = async (text, values) => (await owner.query(text, values)).rows
  const room: Room = {
    address: running.address,
    running,
    practice,
    ids,
    clock,
    environment,
    query,
    connect: () => connect(address),
  }
  const close = async () => {
    await owner.end()
    await running.stop()
    logTo(null)
    refusePersonalData(readFileSync(path.join(folder, 'alcove.log'), 'utf8'))
    await dropAll(name)
    rmSync(folder, { recursive: true, force: true })
  }
  return { room, close }
}

function usual(folder: string, name: string): Record<string, string> {
  return {
    ALCOVE_DATA: folder,
    ALCOVE_DATABASE_URL: addressOf(inject('postgresUrl'), name),
    ALCOVE_PORT: '0',
    ALCOVE_SIGN_INS_PER_ADDRESS: '1000000',
    ALCOVE_SIGN_INS_PER_ACCOUNT: '1000000',
    ALCOVE_REQUESTS_PER_ADDRESS: '1000000',
    ALCOVE_REQUESTS_PER_ACCOUNT: '1000000',
  }
}

/** What production asks for; its log goes where the demo's does, for the same look at it. */
function production(folder: string): Record<string, string> {
  const keyFile = path.join(folder, 'master.key')
  writeFileSync(keyFile, randomBytes(32).toString('base64'))
  logTo(path.join(folder, 'alcove.log'))
  return {
    ALCOVE_MODE: 'production',
    ALCOVE_DATA: path.join(folder, 'data'),
    ALCOVE_MASTER_KEY_FILE: keyFile,
    ALCOVE_PUBLIC_URL: 'http://localhost',
  }
}

async function startEmpty(
  environment: Record<string, string>,
  clock: Clock,
  webFolder: string | null,
): Promise<{ running: Running; ids: Room['ids'] }> {
  const start = { say: () => undefined, clock, webFolder, people: openPeople }
  return { running: await startHouse(readConfig(environment), start), ids: {} as Room['ids'] }
}

async function startWithCast(
  environment: Record<string, string>,
  clock: Clock,
  webFolder: string | null,
): Promise<{ running: Running; ids: Room['ids'] }> {
  let ids: Room['ids'] | null = null
  const running = await startHouse(readConfig(environment), {
    say: () => undefined,
    clock,
    webFolder,
    people: async (databases, _, now) => {
      ids = await moveIn(databases, { password: castPassword, now })
      return []
    },
  })
  if (!ids) throw new Error('nobody moved in')
  return { running, ids }
}

async function connect(address: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: address })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

/** No log line of any test names a person, an address or a password. */
function refusePersonalData(lines: string): void {
  const words = Object.values(cast).flatMap(({ name, address }) => [name.first, name.last, address])
  const found = [...words, castPassword].filter((word) => new RegExp(`\\b${word}\\b`, 'i').test(lines))
  if (found.length > 0) throw new Error(`the log names ${found.join(', ')}`)
}

function testClock(): TestClock {
  let ahead = 0
  return { now: () => new Date(Date.now() + ahead), moveOn: (ms) => void (ahead += ms) }
}

function addressOf(server: string, database: string): string {
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.href
}

/** Drops the databases and roles of one name. */
export async function dropAll(prefix: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') })
  await client.connect()
  const { rows } = await client.query<{ datname: string }>(
    'select datname from pg_database where starts_with(datname, $1)',
    [prefix],
  )
  for (const { datname } of rows) await client.query(`drop database ${client.escapeIdentifier(datname)} with (force)`)
  for (const role of [`${prefix}_serving`, `${prefix}_owner`])
    await client.query(`drop role if exists ${client.escapeIdentifier(role)}`).catch(() => undefined)
  await client.end()
}
