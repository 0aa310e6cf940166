import type { KeyObject } from 'node:crypto'
import pg from 'pg'
import { v7 as uuid } from 'uuid'
import { asOwner, type Cluster, clusterAt, makeDatabase, makeRolesAndDatabases } from './cluster.ts'
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

/** Queries do not wait for the answers before them. */
const together = { pipeline: true }

/** All databases of this installation. `close()` ends every connection. */
export type Databases = {
  register: pg.Pool
  practices: Map<string, Practice>
  /** Makes a practice's database, or opens it if it is there. */
  practice(slug: string, given: { demo: boolean }): Promise<Practice>
  /** The key database, as the serving role. */
  keys: pg.Pool
  cluster: Cluster
  registerName: string
  /** As the owner of everything, one connection: what happens once, never a request of somebody who lives there. */
  asOwner<T>(database: string, act: (client: pg.Client) => Promise<T>): Promise<T>
  /** For one more connection to the register as the serving role: listening. */
  servingRegister: pg.ClientConfig
  /** As the owner of one practice's room, in the shape of a visit's pool: the first people only. */
  ownerOf(practice: Practice): Practice
  close(): Promise<void>
}

/** Connects, makes what is missing, migrates. `url` names the register's database and logs in as somebody who may create databases and roles. */
export async function openDatabases(url: string, master: KeyObject): Promise<Databases> {
  const cluster = clusterAt(url, master)
  await makeRolesAndDatabases(cluster)
  const { names } = cluster
  await asOwner(cluster, names.register, (client) => migrate(client, 'practices', names))
  await asOwner(cluster, names.keys, (client) => migrate(client, 'keys', names))
  const opening: Opening = {
    cluster,
    master,
    register: pool(cluster, names.register, 3),
    keys: pool(cluster, names.keys, 3),
    practices: new Map(),
  }
  const { rows } = await opening.register.query<{ slug: string; demo: boolean }>(
    'select slug, demo from register.practice',
  )
  for (const row of rows) await openPractice(opening, row.slug, row)
  return {
    register: opening.register,
    practices: opening.practices,
    practice: (slug, given) => openPractice(opening, slug, given),
    keys: opening.keys,
    cluster,
    registerName: names.register,
    asOwner: (database, act) => asOwner(cluster, database, act),
    servingRegister: cluster.serving(names.register),
    ownerOf: (practice) => ({
      ...practice,
      pool: watched(new pg.Pool({ ...cluster.owner(practice.databaseName), ...together, max: 1 })),
    }),
    close: () => closeAll(opening),
  }
}

async function closeAll({ register, keys, practices }: Opening): Promise<void> {
  for (const practice of practices.values()) await practice.pool.end()
  await register.end()
  await keys.end()
}

function pool(cluster: Cluster, database: string, max: number): pg.Pool {
  return watched(new pg.Pool({ ...cluster.serving(database), ...together, max, idleTimeoutMillis: 30_000 }))
}

type Opening = {
  cluster: Cluster
  master: KeyObject
  register: pg.Pool
  keys: pg.Pool
  practices: Map<string, Practice>
}

async function openPractice(opening: Opening, slug: string, { demo }: { demo: boolean }): Promise<Practice> {
  const open = opening.practices.get(slug)
  if (open) return open
  const { cluster } = opening
  const { names } = cluster
  const databaseName = names.room(slug)
  const row = await asOwner(cluster, names.register, async (client) => {
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
  await asOwner(cluster, databaseName, (client) => migrate(client, 'room', names))
  const keys = new KeyRing(row.id, opening.keys, await practiceKey(opening.keys, opening.master, row.id))
  const practice = { id: row.id, slug, demo: row.demo, databaseName, pool: pool(cluster, databaseName, 5), keys }
  opening.practices.set(slug, practice)
  return practice
}

/** A connection that breaks (the server restarted) is dropped by the pool, idle or in use; the next visit opens another. */
function watched(connections: pg.Pool): pg.Pool {
  connections.on('error', () => undefined)
  // Whoever uses it learns of it by their question failing; nobody else needs to.
  connections.on('connect', (client) => client.on('error', () => undefined))
  return connections
}
