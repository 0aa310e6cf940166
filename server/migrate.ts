import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'

const folder = path.join(import.meta.dirname, '..', 'database')

/** Applies the migrations of one kind of database that are not there yet (of those in `only`, where given), each in its own transaction. Two at once wait for each other. */
export async function migrate(
  client: pg.ClientBase,
  kind: 'practices' | 'keys' | 'room',
  roles: { owner: string; serving: string; only?: readonly string[] },
): Promise<string[]> {
  await client.query(
    'create table if not exists public.migration (name text primary key, applied_at timestamptz not null default now())',
  )
  await client.query('select pg_advisory_lock(7001)')
  try {
    const { rows } = await client.query<{ name: string }>('select name from public.migration')
    const there = new Set(rows.map((row) => row.name))
    const missing = readdirSync(path.join(folder, kind)).filter(
      (name) => name.endsWith('.sql') && !there.has(name) && (roles.only?.includes(name) ?? true),
    )
    for (const name of missing.sort())
      await applyOne(client, readFileSync(path.join(folder, kind, name), 'utf8'), { name, ...roles })
    return missing
  } finally {
    await client.query('select pg_advisory_unlock(7001)')
  }
}

async function applyOne(
  client: pg.ClientBase,
  text: string,
  { name, owner, serving }: { name: string; owner: string; serving: string },
): Promise<void> {
  await client.query('begin')
  try {
    await client.query(`set local role ${client.escapeIdentifier(owner)}`)
    await client.query(text.replaceAll(':serving', client.escapeIdentifier(serving)))
    await client.query('reset role')
    await client.query('insert into public.migration (name) values ($1)', [name])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`Migration ${name} failed`, { cause: error })
  }
}
