import { createHash, type KeyObject } from 'node:crypto'
import pg from 'pg'
import { v7 as uuid } from 'uuid'
import { derive, mac } from './crypto.ts'
import { CannotStart } from './errors.ts'
import { KeyRing, practiceKey } from './keys.ts'
import { migrate } from './migrate.ts'

// Positions and counts are far below 2^53: numbers, not strings.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/** One practice: its database, its keys. */
export type Practice = {
  id: string
  /** The first label of its host name. */
  slug: string
  demo: boolean
  databaseName: string
  /** Connections of the serving role: owns nothing, sees what the visiting account may see. */
  pool: pg.Pool
  keys: KeyRing
}

/** All databases of this installation. `close()` ends every connection. */
export type Databases = {
  register: pg.Pool
  practices: Map<string, Practice>
  /** Makes a practice's database, or opens it if it is there. */
  practice(slug: string, given: { demo: boolean }): Promise<Practice>
  /** As the owner of everything: migrations and the first people only, never a request. */
  asOwner<T>(database: string, act: (client: pg.Client) => Promise<T>): Promise<T>
  /** For one more connection to the register as the serving role: listening. */
  servingRegister: pg.ClientConfig
  /** As the owner of one practice's room, in the shape of a visit's pool: the first people only. */
  ownerOf(practice: Practice): Practice
  close(): Promise<void>
}

type Names = { register: string; keys: string; owner: string; serving: string; room: (slug: string) => string }

/** Connects, makes what is missing, migrates. `url` names the register's database and logs in as somebody who may create databases and roles. */
export async function openDatabases(url: string, master: KeyObject): Promise<Databases> {
  const base = new URL(url)
  const names = namesFrom(decodeURIComponent(base.pathname.slice(1)))
  const secret = mac(derive(master, 'alcove serving role'), names.serving).toString('base64url')
  const at = (database: string): pg.ClientConfig => ({ connectionString: withDatabase(base, database) })
  await makeRolesAndDatabases(at, { names, secret })
  const serving = (database: string): pg.ClientConfig => ({
    ...partsOf(base),
    database,
    user: names.serving,
    password: secret,
  })
  const pool = (database: string, max: number) =>
    watched(new pg.Pool({ ...serving(database), max, idleTimeoutMillis: 30_000, pipeline: true }))
  const asOwner = <T>(database: string, act: (client: pg.Client) => Promise<T>) => withClient(at(database), act)
  await asOwner(names.register, (client) => migrate(client, 'practices', names))
  await asOwner(names.keys, (client) => migrate(client, 'keys', names))
  const opened: Opening = {
    names,
    master,
    asOwner,
    pool,
    at,
    register: pool(names.register, 3),
    keys: pool(names.keys, 3),
    practices: new Map(),
  }
  const { rows } = await opened.register.query<{ slug: string; demo: boolean }>(
    'select slug, demo from register.practice',
  )
  for (const row of rows) await openPractice(opened, row.slug, row)
  return {
    register: opened.register,
    practices: opened.practices,
    practice: (slug, given) => openPractice(opened, slug, given),
    asOwner,
    servingRegister: serving(names.register),
    ownerOf: (practice) => ({
      ...practice,
      pool: watched(new pg.Pool({ ...at(practice.databaseName), max: 1, pipeline: true })),
    }),
    close: async () => {
      for (const one of [
        opened.register,
        opened.keys,
        ...[...opened.practices.values()].map((practice) => practice.pool),
      ])
        await one.end()
    },
  }
}

type Opening = {
  names: Names
  master: KeyObject
  asOwner: Databases['asOwner']
  pool: (database: string, max: number) => pg.Pool
  at: (database: string) => pg.ClientConfig
  register: pg.Pool
  keys: pg.Pool
  practices: Map<string, Practice>
}

async function openPractice(opening: Opening, slug: string, { demo }: { demo: boolean }): Promise<Practice> {
  const open = opening.practices.get(slug)
  if (open) return open
  const { names } = opening
  const databaseName = names.room(slug)
  const row = await opening.asOwner(names.register, async (client) => {
    await client.query(
      'insert into register.practice (id, slug, database_name, demo) values ($1, $2, $3, $4) on conflict (slug) do nothing',
      [uuid(), slug, databaseName, demo],
    )
    const { rows } = await client.query<{ id: string; demo: boolean }>(
      'select id, demo from register.practice where slug = $1',
      [slug],
    )
    await makeDatabase(client, databaseName, names)
    return rows[0]
  })
  if (!row) throw new Error('the practice could not be registered')
  await opening.asOwner(databaseName, (client) => migrate(client, 'room', names))
  const keys = new KeyRing(row.id, opening.keys, await practiceKey(opening.keys, opening.master, row.id))
  const practice = { id: row.id, slug, demo: row.demo, databaseName, pool: opening.pool(databaseName, 5), keys }
  opening.practices.set(slug, practice)
  return practice
}

async function makeRolesAndDatabases(
  at: (database: string) => pg.ClientConfig,
  { names, secret }: { names: Names; secret: string },
): Promise<void> {
  await withClient(at(names.register), (client) => client.query('select 1')).catch(async (error: unknown) => {
    // 3D000: the register's database is not there yet; every server has `postgres`.
    if (!hasCode(error, '3D000'))
      throw new CannotStart('The database does not answer. Check ALCOVE_DATABASE_URL.', { cause: error })
    await withClient(at('postgres'), (client) =>
      client.query(`create database ${client.escapeIdentifier(names.register)} ${locale}`),
    )
  })
  await withClient(at(names.register), async (client) => {
    const { rows } = await client.query<{ number: number }>(
      `select current_setting('server_version_num')::int as number`,
    )
    if ((rows[0]?.number ?? 0) < 150_000)
      throw new CannotStart('ALCOVE_DATABASE_URL names a PostgreSQL older than 15. Alcove needs 15 or newer.')
    await client.query('select pg_advisory_lock(7000)')
    await makeRole(client, names.owner, 'nologin')
    await makeRole(client, names.serving, 'login')
    await client.query(`alter role ${client.escapeIdentifier(names.serving)} password ${client.escapeLiteral(secret)}`)
    // Not needed by a superuser; whoever may only create roles must be a member to act as the owner.
    await client.query(`grant ${client.escapeIdentifier(names.owner)} to current_user`).catch(() => undefined)
    await makeDatabase(client, names.keys, names)
    await client.query(
      `grant create, connect on database ${client.escapeIdentifier(names.register)} to ${client.escapeIdentifier(names.owner)}`,
    )
    await client.query('select pg_advisory_unlock(7000)')
  })
}

const locale = `template template0 encoding 'UTF8' locale 'C.UTF-8'`

async function makeRole(client: pg.Client, name: string, kind: 'login' | 'nologin'): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [name])
  if (rowCount === 0)
    await client.query(`create role ${client.escapeIdentifier(name)} ${kind} nosuperuser nocreatedb nocreaterole`)
}

async function makeDatabase(client: pg.Client, database: string, { owner, serving }: Names): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database])
  const quoted = client.escapeIdentifier(database)
  if (rowCount === 0) await client.query(`create database ${quoted} ${locale}`)
  await client.query(`grant create, connect on database ${quoted} to ${client.escapeIdentifier(owner)}`)
  await client.query(`revoke connect, temporary on database ${quoted} from public`)
  await client.query(`grant connect on database ${quoted} to ${client.escapeIdentifier(serving)}`)
}

function namesFrom(database: string): Names {
  // PostgreSQL cuts names at 63 bytes; a practice's slug may take 31 of them.
  const prefix =
    database.length <= 24
      ? database
      : `${database.slice(0, 16)}_${createHash('sha256').update(database).digest('hex').slice(0, 7)}`
  return {
    register: database,
    keys: `${prefix}_keys`,
    owner: `${prefix}_owner`,
    serving: `${prefix}_serving`,
    room: (slug) => `${prefix}_room_${slug}`,
  }
}

function withDatabase(base: URL, database: string): string {
  const url = new URL(base)
  url.pathname = `/${encodeURIComponent(database)}`
  return url.href
}

/** Host, port and TLS of the given address, without its user: a socket folder travels as ?host=. */
function partsOf(base: URL): pg.ClientConfig {
  const socket = base.searchParams.get('host')
  const port = base.port || base.searchParams.get('port')
  const tls = base.searchParams.get('sslmode')
  return {
    host: socket ?? decodeURIComponent(base.hostname),
    ...(port ? { port: Number(port) } : {}),
    ...(tls && tls !== 'disable' ? { ssl: { rejectUnauthorized: tls === 'verify-full' } } : {}),
  }
}

async function withClient<T>(settings: pg.ClientConfig, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(settings)
  await client.connect()
  try {
    return await act(client)
  } finally {
    await client.end()
  }
}

/** An idle connection that breaks (the server restarted) is dropped by the pool; the next visit opens another. */
function watched(pool: pg.Pool): pg.Pool {
  pool.on('error', () => undefined)
  return pool
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
