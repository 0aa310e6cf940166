import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { moveIn } from '../../people/move-in.ts'
import { readConfig } from '../../server/config.ts'
import { openDatabases } from '../../server/database.ts'
import { hashPassword } from '../../server/passwords.ts'
import { startPostgres } from '../../server/postgres.ts'
import { Chance } from '../chance.ts'
import { prepareRestore } from './restore.ts'
import { KeyMaker } from './seed/keys.ts'
import { type Amounts, type Practice, seedPractice } from './seed/practice.ts'

/** Where everything of one run stands: a PostgreSQL of its own, two practices of different size, and a copy of each for the bare server. */
export type Place = {
  /** The address of a database as the owner of everything. */
  url: (database: string) => string
  postgresPid: number
  /** Settings with which a server serves these practices. */
  environment: Record<string, string>
  folder: string
  practices: Record<Size, Practice>
  close: () => Promise<void>
}

export type Size = 'small' | 'large'
export const sizes: readonly Size[] = ['small', 'large']

/** The host names by which a server tells the two practices apart. */
const slugs: Record<Size, string> = { small: 'linde', large: 'bos' }

/** The password of everybody who was seeded. */
export const password = 'four random words here'

/** All load comes from one machine and few accounts. */
const limits = ['SIGN_INS_PER_ADDRESS', 'SIGN_INS_PER_ACCOUNT', 'REQUESTS_PER_ADDRESS', 'REQUESTS_PER_ACCOUNT']

type Say = (line: string) => void

/** Starts PostgreSQL and fills it. */
export async function openPlace(amounts: Record<Size, Amounts>, say: Say): Promise<Place> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'alcove-bench-'))
  const postgres = await startPostgres({ folder: path.join(folder, 'postgres'), durable: true })
  const url = (database: string) => postgres.url(database)
  const close = async () => {
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  const environment = {
    ALCOVE_DATA: path.join(folder, 'data'),
    ALCOVE_DATABASE_URL: postgres.url('alcove'),
    ALCOVE_PORT: '0',
    ...Object.fromEntries(limits.map((name) => [`ALCOVE_${name}`, '1000000'])),
  }
  try {
    const made = await makePractices(environment)
    const small = await fill(url, made.small, { amounts: amounts.small, say })
    const large = await fill(url, made.large, { amounts: amounts.large, say })
    return { url, postgresPid: postgres.pid, environment, folder, practices: { small, large }, close }
  } catch (error) {
    await close()
    throw error
  }
}

type Made = { master: ReturnType<typeof readConfig>['masterKey']; id: string; slug: string; database: string }

/** Both practices as a server makes them: databases, roles, migrations; the first with the cast. */
async function makePractices(environment: Record<string, string>): Promise<Record<Size, Made>> {
  const { masterKey: master } = readConfig(environment)
  const databases = await openDatabases(environment['ALCOVE_DATABASE_URL'] ?? '', master)
  try {
    await moveIn(databases, { password, now: new Date() })
    const made = async (slug: string) => {
      const { id, databaseName } = await databases.practice(slug, { demo: true })
      return { master, id, slug, database: databaseName }
    }
    return { small: await made(slugs.small), large: await made(slugs.large) }
  } finally {
    await databases.close()
  }
}

async function fill(
  url: Place['url'],
  { master, id, slug, database }: Made,
  { amounts, say }: { amounts: Amounts; say: Say },
): Promise<Practice> {
  const began = performance.now()
  const keys = await KeyMaker.open(url('alcove_keys'), master, id)
  const [first, second] = [await connect(url(database)), await connect(url(database))]
  await first.query(letThrough)
  await second.query(letThrough)
  const given = { keys, chance: new Chance(7), passwordHash: await hashPassword(password), now: new Date() }
  const seeded = await seedPractice([first, second], given, amounts)
  await keys.close()
  await first.query('reindex schema room')
  await prepareRestore(first)
  await first.query('vacuum (analyze)')
  const { rows } = await first.query<{ bytes: string }>(
    `select pg_total_relation_size('room.message') + pg_total_relation_size('room.message_text') as bytes`,
  )
  await Promise.all([first.end(), second.end()])
  const bare = `bare_${slug}`
  await copy(url, database, bare)
  const seconds = ((performance.now() - began) / 1000).toFixed(0)
  say(`Seeded ${seeded.messages} messages and ${seeded.clients} clients in ${seconds} s.`)
  return { ...seeded, id, slug, database, bare, bytesPerMessage: Number(rows[0]?.bytes ?? 0) / seeded.messages }
}

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, pipeline: true })
  await client.connect()
  return client
}

/** What refers to what is right by the way it is made, and an index is quicker made whole than row by row. */
const letThrough = `
  set session_replication_role = replica;
  set synchronous_commit = off;
  update pg_index set indisready = false, indisvalid = false
    where indrelid in (select c.oid from pg_class c where c.relnamespace = 'room'::regnamespace)`

/** The bare server works on rows of its own, so that neither stands in the other's way. */
async function copy(url: Place['url'], database: string, name: string): Promise<void> {
  const client = await connect(url('postgres'))
  await client.query(`create database ${name} template ${client.escapeIdentifier(database)} strategy file_copy`)
  await client.query('checkpoint')
  await client.end()
}
