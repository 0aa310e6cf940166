import { createHash } from 'node:crypto'
import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely'

/** Kysely as compiler only: it writes SQL and runs nothing; a visit runs it. */
const compiler = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

/** Anything that can say its SQL: kysely's sql`…`. */
export type Query<Row> = { compile(executor: typeof compiler): CompiledQuery<Row> }

/** A query as the driver wants it. Named after its text, so that each connection plans it once: planning anew is what makes others slow. */
export function prepared(query: Query<unknown>): { name: string; text: string; values: unknown[] } {
  const { sql: text, parameters } = query.compile(compiler)
  return { name: nameOf(text), text, values: [...parameters] }
}

const nameByText = new Map<string, string>()

function nameOf(text: string): string {
  let name = nameByText.get(text)
  if (name === undefined) {
    name = createHash('sha256').update(text).digest('base64url').slice(0, 20)
    nameByText.set(text, name)
  }
  return name
}

/** A value as PostgreSQL reads it: text, bytes for a buffer, null for nothing. Moments are told in UTC, numbers, yes and no and objects as JSON. */
export function asParameter(value: unknown): string | Buffer | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value
  if (Buffer.isBuffer(value)) return value
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return asArray(value)
  return JSON.stringify(value)
}

function asArray(values: unknown[]): string {
  return `{${values.map(asElement).join(',')}}`
}

function asElement(value: unknown): string {
  if (Array.isArray(value)) return asArray(value)
  const given = asParameter(value)
  if (given === null) return 'NULL'
  if (typeof given !== 'string') return `"\\\\x${given.toString('hex')}"`
  return `"${given.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}
