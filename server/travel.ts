import { createReadStream, createWriteStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import type { KeyObject } from 'node:crypto'
import type pg from 'pg'
import { sealLines } from './audit/due.ts'
import { asOwner, makeDatabase } from './cluster.ts'
import { keyFrom, openBytes, seal } from './crypto.ts'
import type { Databases, Practice } from './database.ts'
import { CannotStart } from './errors.ts'
import { keepPracticeKey, ownFile, practiceKey } from './keys.ts'
import { migrate } from './migrate.ts'

/**
 * One practice as one file, to take along: gzip of JSON lines. The first line says what it is; then every row of its keys and its room.
 * Everything sealed stays sealed; the practice's key is wrapped by a travel key that is kept in another file.
 */
type Header = {
  alcove: 'practice'
  format: 1
  id: string
  slug: string
  demo: boolean
  /** The migrations its room had, so that it is loaded into that very shape and then brought up to date. */
  migrations: string[]
  practiceKey: string
}
type TableLine = { table: string; columns: string[] }
type Line = TableLine | unknown[]

const rowsAtOnce = 500
/** Told to streams that no longer exist, and signs of life: not taken along. */
const leftBehind = new Set(['room.event', 'room.presence', 'room.session'])

/** What an export is made with. */
export type Leaving = { practice: Practice; file: string; travelKey: KeyObject; master: KeyObject; now: Date }

/** Writes a practice to a file, as one snapshot sees it. Gives back the number of rows. */
export async function exportPractice(databases: Databases, leaving: Leaving): Promise<number> {
  while ((await sealLines(leaving.practice, leaving.now)) > 0);
  const taken = { rows: 0 }
  await asOwner(databases.cluster, leaving.practice.databaseName, async (client) => {
    await client.query('begin isolation level repeatable read read only')
    const lines = Readable.from(allLines(databases, { client, leaving, taken }))
    await pipeline(lines, createGzip(), createWriteStream(leaving.file, { mode: 0o600, flags: 'wx' }))
    await client.query('commit')
  })
  return taken.rows
}

type Taking = { client: pg.Client; leaving: Leaving; taken: { rows: number } }

async function* allLines(databases: Databases, { client, leaving, taken }: Taking): AsyncGenerator<string> {
  yield `${JSON.stringify(await headerOf(databases, client, leaving))}\n`
  const keys = await databases.keys.query<{ row: Record<string, unknown> }>(
    'select to_jsonb(k) as row from keys.person_key k where practice = $1',
    [leaving.practice.id],
  )
  yield* tableLines(
    'keys.person_key',
    keys.rows.map((found) => found.row),
  )
  for (const table of await tablesInOrder(client))
    for await (const batch of batches(client, table)) {
      taken.rows += batch.length
      yield* tableLines(table, batch)
    }
}

async function headerOf(
  databases: Databases,
  client: pg.Client,
  { practice, travelKey, master }: Leaving,
): Promise<Header> {
  const { rows } = await client.query<{ name: string }>('select name from public.migration order by name')
  const key = await practiceKey(databases.keys, master, practice.id)
  return {
    alcove: 'practice',
    format: 1,
    id: practice.id,
    slug: practice.slug,
    demo: practice.demo,
    migrations: rows.map((row) => row.name),
    practiceKey: seal(travelKey, { owner: practice.id, row: ownFile }, key.export()).toString('base64'),
  }
}

function* tableLines(table: string, rows: Record<string, unknown>[]): Generator<string> {
  const [first] = rows
  if (!first) return
  const columns = Object.keys(first)
  const head: TableLine = { table, columns }
  yield `${JSON.stringify(head)}\n`
  for (const row of rows) yield `${JSON.stringify(columns.map((column) => row[column]))}\n`
}

async function* batches(client: pg.Client, table: string): AsyncGenerator<Record<string, unknown>[]> {
  await client.query(`declare taking cursor for select to_jsonb(t) as row from ${table} t`)
  for (;;) {
    const { rows } = await client.query<{ row: Record<string, unknown> }>(`fetch ${rowsAtOnce} from taking`)
    if (rows.length === 0) break
    yield rows.map((row) => row.row)
  }
  await client.query('close taking')
}

/** Every table of the room, each after those it points to. */
async function tablesInOrder(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; needs: string[] }>(`
    select 'room.' || c.relname as name,
      coalesce(array_agg('room.' || f.relname) filter (where f.relname is not null and f.relname <> c.relname), '{}') as needs
    from pg_class c
    left join pg_constraint k on k.conrelid = c.oid and k.contype = 'f'
    left join pg_class f on f.oid = k.confrelid
    where c.relnamespace = 'room'::regnamespace and c.relkind = 'r' group by c.relname order by c.relname`)
  const ordered: string[] = []
  while (ordered.length < rows.length) {
    const next = rows.find((row) => !ordered.includes(row.name) && row.needs.every((need) => ordered.includes(need)))
    if (!next) throw new Error('tables point to each other in a circle')
    ordered.push(next.name)
  }
  return ordered.filter((table) => !leftBehind.has(table))
}

/** Brings a practice in from a file, where none of its name lives yet. Throws CannotStart with a sentence when it does not fit. */
export async function importPractice(
  databases: Databases,
  given: { file: string; travelKey: KeyObject; master: KeyObject; slug?: string },
): Promise<Practice> {
  const reader = createInterface({
    input: createReadStream(given.file).pipe(createGunzip()),
    crlfDelay: Number.POSITIVE_INFINITY,
  })
  const lines = reader[Symbol.asyncIterator]()
  const header = JSON.parse((await lines.next()).value ?? '{}') as Header
  if (header.alcove !== 'practice' || header.format !== 1)
    throw new CannotStart('This file is not a practice that Alcove exported.')
  const slug = given.slug ?? header.slug
  const key = openTravelKey(given.travelKey, header)
  await refuseTwice(databases, { ...header, slug })
  const { cluster } = databases
  const databaseName = cluster.names.room(slug)
  try {
    await keepPracticeKey(databases.keys, given.master, { practice: header.id, key })
    await makeRoom(databases, databaseName, header.migrations)
    await asOwner(cluster, databaseName, (client) => loadAll(databases, client, lines))
  } catch (error) {
    await forget(databases, databaseName, header.id)
    throw error
  }
  await databases.asOwner(databases.registerName, (client) =>
    client.query('insert into register.practice (id, slug, database_name, demo) values ($1, $2, $3, $4)', [
      header.id,
      slug,
      databaseName,
      header.demo,
    ]),
  )
  return await databases.practice(slug, { demo: header.demo })
}

async function refuseTwice(databases: Databases, { id, slug }: Header): Promise<void> {
  const { rowCount } = await databases.register.query('select 1 from register.practice where slug = $1 or id = $2', [
    slug,
    id,
  ])
  if (rowCount !== 0) throw new CannotStart('This practice, or one of its name, lives here already.')
}

async function makeRoom(
  { cluster, ...databases }: Databases,
  databaseName: string,
  migrations: string[],
): Promise<void> {
  await databases.asOwner(databases.registerName, (client) => makeDatabase(client, databaseName, cluster.names))
  await asOwner(cluster, databaseName, async (client) => {
    const applied = await migrate(client, 'room', { ...cluster.names, only: migrations })
    if (applied.length !== migrations.length)
      throw new CannotStart('This practice comes from a newer Alcove. Bring it into one that is at least as new.')
    // A migration may begin with rows of its own; the file brings them.
    await client.query('delete from room.seal_state')
  })
}

async function loadAll(databases: Databases, client: pg.Client, lines: AsyncIterator<string>): Promise<void> {
  await client.query('begin')
  await load(databases, client, lines)
  await client.query(`update room.seal_state set sealed_before = pg_snapshot_xmin(pg_current_snapshot())`)
  await client.query('commit')
}

/** What came in half is taken out again. */
async function forget(databases: Databases, databaseName: string, id: string): Promise<void> {
  await databases.asOwner(databases.registerName, (client) =>
    client.query(`drop database if exists ${client.escapeIdentifier(databaseName)} with (force)`),
  )
  await databases.asOwner(databases.cluster.names.keys, async (client) => {
    await client.query('delete from keys.person_key where practice = $1', [id])
    await client.query('delete from keys.practice_key where practice = $1', [id])
  })
}

function openTravelKey(travelKey: KeyObject, header: Header): KeyObject {
  try {
    return keyFrom(openBytes(travelKey, { owner: header.id, row: ownFile }, Buffer.from(header.practiceKey, 'base64')))
  } catch {
    throw new CannotStart('The key does not fit this file.')
  }
}

async function load(databases: Databases, client: pg.Client, lines: AsyncIterator<string>): Promise<void> {
  let head: TableLine | null = null
  let waiting: unknown[][] = []
  const flush = async () => {
    if (head && waiting.length > 0)
      await insert(head.table.startsWith('keys.') ? databases.keys : client, head, waiting)
    waiting = []
  }
  for (let next = await lines.next(); !next.done; next = await lines.next()) {
    const line = JSON.parse(next.value) as Line
    if (Array.isArray(line)) waiting.push(line)
    else {
      await flush()
      head = line
    }
    if (waiting.length >= rowsAtOnce) await flush()
  }
  await flush()
}

async function insert(to: pg.Pool | pg.Client, { table, columns }: TableLine, rows: unknown[][]): Promise<void> {
  if (!/^(room|keys)\.[a-z_]+$/.test(table) || !columns.every((column) => /^[a-z_]+$/.test(column)))
    throw new CannotStart('This file is damaged.')
  // Numbers of transactions mean nothing on another server: what comes along was finished long before.
  const values = columns.map((column) => (column === 'tx' ? `'3'::xid8` : column)).join(', ')
  const objects = rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index]])))
  await to.query(
    `insert into ${table} (${columns.join(', ')}) overriding system value select ${values} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
    [JSON.stringify(objects)],
  )
}
