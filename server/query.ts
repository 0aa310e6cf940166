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
