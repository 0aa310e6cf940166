import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { migrate } from '../server/migrate.ts'
import { startPostgres } from '../server/postgres.ts'
import { printSchema } from './schema.ts'

const page = new URL('../database/room.schema.sql', import.meta.url)
const roles = { owner: 'schema_owner', serving: 'schema_serving' }
const folder = mkdtempSync(join(tmpdir(), 'alcove-schema-'))
const postgres = await startPostgres({ folder: join(folder, 'postgres'), durable: false })
try {
  const client = new pg.Client({ connectionString: postgres.url('postgres') })
  await client.connect()
  for (const role of Object.values(roles)) await client.query(`create role ${role}`)
  await client.query(`grant create on database postgres to ${roles.owner}`)
  await migrate(client, 'room', roles)
  writeFileSync(page, await printSchema(client, roles))
  await client.end()
  console.log('database/room.schema.sql is printed.')
} finally {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}
