import { createHash, type KeyObject } from 'node:crypto'
import pg from 'pg'
import { derive, mac } from './crypto.ts'
import { CannotStart, hasCode } from './errors.ts'

/** Names of an installation's databases and roles on a PostgreSQL server. */
export type Names = { register: string; keys: string; owner: string; serving: string; room: (slug: string) => string }

/** A PostgreSQL server with our names on it. */
export type Cluster = {
  names: Names
  /** The serving role's password: derived, kept nowhere. */
  secret: string
  /** As the owner of everything: migrations and the first people only, never a request. */
  owner: (database: string) => pg.ClientConfig
  /** As the role that serves requests: owns nothing. */
  serving: (database: string) => pg.ClientConfig
}

/** The server a URL names; its path is the register's database, its user may create databases and roles. */
export function clusterAt(url: string, master: KeyObject): Cluster {
  const base = new URL(url)
  const names = namesFrom(decodeURIComponent(base.pathname.slice(1)))
  const secret = mac(derive(master, 'alcove serving role'), names.serving).toString('base64url')
  return {
    names,
    secret,
    owner: (database) => ({ connectionString: withDatabase(base, database) }),
    serving: (database) => ({
      connectionString: withDatabase(base, database, { user: names.serving, password: secret }),
    }),
  }
}

/** One connection as the owner, closed afterwards. */
export async function asOwner<T>(
  cluster: Cluster,
  database: string,
  act: (client: pg.Client) => Promise<T>,
): Promise<T> {
  return await withClient(cluster.owner(database), act)
}

/** Makes the roles and the register's and key databases where they are missing. Throws CannotStart when the server does not answer or is too old. */
export async function makeRolesAndDatabases({ owner: at, names, secret }: Cluster): Promise<void> {
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
    const serving = client.escapeIdentifier(names.serving)
    await client.query(`alter role ${serving} password ${client.escapeLiteral(secret)}`)
    for (const setting of servingSettings) await client.query(`alter role ${serving} set ${setting}`)
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

/** Every request finds a few rows by their keys: planned once per connection, never compiled, and an index is never thought dearer than a table. */
const servingSettings = ['plan_cache_mode = force_generic_plan', 'jit = off', 'random_page_cost = 1.1']

async function makeRole(client: pg.Client, name: string, kind: 'login' | 'nologin'): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [name])
  if (rowCount === 0)
    await client.query(`create role ${client.escapeIdentifier(name)} ${kind} nosuperuser nocreatedb nocreaterole`)
}

/** Makes one database that only our roles may enter, if it is not there. */
export async function makeDatabase(client: pg.Client, database: string, { owner, serving }: Names): Promise<void> {
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

/** The same server, with another database; and another user, where one is given. TLS and a socket folder (?host=) stay as they are. */
function withDatabase(base: URL, database: string, as?: { user: string; password: string }): string {
  const url = new URL(base)
  url.pathname = `/${encodeURIComponent(database)}`
  if (as) url.username = encodeURIComponent(as.user)
  if (as) url.password = encodeURIComponent(as.password)
  return url.href
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
