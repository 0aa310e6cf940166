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
import { KeyMaker } from './keys.ts'
import { type Amounts, type Practice, seedPractice } from './seed.ts'

/** Where everything of one run stands: a PostgreSQL of its own, two practices of different size, and a copy of each for the bare server. */
export type Place = {
  /** The address of a database as the owner of everything. */
  url(database: string): string
  /** Settings with which a server serves these practices. */
  environment: Record<string, string>
  folder: string
  practices: { small: Practice; large: Practice }
  close(): Promise<void>
}

export type Size = keyof Place['practices']
export const sizes: readonly Size[] = ['small', 'large']

/** The host names by which a server tells the two practices apart. */
export const slugs: Record<Size, string> = { small: 'linde', large: 'bos' }

/** The password of everybody who was seeded. */
export const password = 'four random words here'

/** All load comes from one machine and few accounts. */
const limits = [
  'ALCOVE_SIGN_INS_PER_ADDRESS',
  'ALCOVE_SIGN_INS_PER_ACCOUNT',
  'ALCOVE_REQUESTS_PER_ADDRESS',
  'ALCOVE_REQUESTS_PER_ACCOUNT',
]

/** Starts PostgreSQL and fills it. */
export async function openPlace(amounts: Record<Size, Amounts>, say: (line: string) => void): Promise<Place> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'alcove-bench-'))
  const postgres = await startPostgres({ folder: path.join(folder, 'postgres'), durable: true })
  const close = async () => {
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  const environment = {
    ALCOVE_DATA: path.join(folder, 'data'),
    ALCOVE_DATABASE_URL: postgres.url('alcove'),
    ALCOVE_PORT: '0',
    ALCOVE_SIGN_INS_PER_ADDRESS: '1000000',
    ALCOVE_SIGN_INS_PER_ACCOUNT: '1000000',
    ALCOVE_REQUESTS_PER_ADDRESS: '1000000',
    ALCOVE_REQUESTS_PER_ACCOUNT: '1000000',
  }
  try {
    const opened = await openPractices(environment)
    const practices = {
      small: await fill(postgres.url, { ...opened, size: 'small', amounts: amounts.small, say }),
      large: await fill(postgres.url, { ...opened, size: 'large', amounts: amounts.large, say }),
    }
    return { url: postgres.url, environment, folder, practices, close }
  } catch (error) {
    await close()
    throw error
  }
}

type Opened = { master: ReturnType<typeof readConfig>['masterKey']; ids: Record<Size, { id: string; database: string }>; keys: string }

/** Both practices as a server makes them: databases, roles, migrations; the first with the cast. */
async function openPractices(environment: Record<string, string>): Promise<Opened> {
  const { masterKey: master } = readConfig(environment)
  const databases = await openDatabases(environment['ALCOVE_DATABASE_URL'] ?? '', master)
  try {
    await moveIn(databases, { password, now: new Date() })
    const small = await databases.practice(slugs.small, { demo: true })
    const large = await databases.practice(slugs.large, { demo: true })
    const facts = ({ id, databaseName }: typeof small) => ({ id, database: databaseName })
    return { master, ids: { small: facts(small), large: facts(large) }, keys: 'alcove_keys' }
  } finally {
    await databases.close()
  }
}

async function fill(
  url: Place['url'],
  { master, ids, keys: keysDatabase, size, amounts, say }: Opened & { size: Size; amounts: Amounts; say: (line: string) => void },
): Promise<Practice> {
  const began = performance.now()
  const { id, database } = ids[size]
  const keys = await KeyMaker.open(url(keysDatabase), master, id)
  const client = new pg.Client({ connectionString: url(database), pipeline: true })
  await client.connect()
  await client.query(letThrough)
  const with_ = { keys, chance: new Chance(7), passwordHash: await hashPassword(password), now: new Date() }
  const seeded = await seedPractice(client, with_, amounts)
  await keys.close()
  await client.query('reindex schema room')
  await client.query('vacuum (analyze)')
  const { rows } = await client.query<{ bytes: number }>(
    `select pg_total_relation_size('room.message') + pg_total_relation_size('room.message_text') as bytes`,
  )
  await client.end()
  const bare = `bare_${slugs[size]}`
  await copy(url, database, bare)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  say(`Seeded ${slugs[size]}: ${seeded.messages} messages, ${seeded.clients} clients, in ${seconds} s.`)
  return { ...seeded, id, slug: slugs[size], database, bare, bytesPerMessage: Number(rows[0]?.bytes ?? 0) / seeded.messages }
}

/** What refers to what is right by the way it is made, and an index is quicker made whole than row by row. */
const letThrough = `
  set session_replication_role = replica;
  set synchronous_commit = off;
  update pg_index set indisready = false, indisvalid = false
    where indrelid in (select c.oid from pg_class c where c.relnamespace = 'room'::regnamespace)`

/** The bare server works on rows of its own, so that neither stands in the other's way. */
async function copy(url: Place['url'], database: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url('postgres') })
  await client.connect()
  await client.query(`create database ${name} template ${client.escapeIdentifier(database)} strategy file_copy`)
  await client.query('checkpoint')
  await client.end()
}
