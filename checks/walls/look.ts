import type pg from 'pg'
import type { Finding } from '../tree.ts'
import type { Place } from './place.ts'
import { now, type TableName, type World } from './rows.ts'
import { seeEverything } from './sight.ts'
import type { Look } from './standing.ts'
import { expectedKeys, lookers, spellKey, tableNames, tables } from './tables.ts'

/** How many sights were taken, how many rows were in sight, and what was wrong. */
export type Sight = { looks: number; rows: number; findings: Finding[] }

/** Enters as everybody, with every conversation in turn, reads every table and compares it with the model: nothing more, nothing less. */
export async function lookAround(place: Place, world: World): Promise<Sight> {
  const columns = await readableColumns(place)
  const query = lookQuery(columns)
  const sight: Sight = { looks: 0, rows: 0, findings: [] }
  for (const looker of lookers(world)) {
    await asVisitor(place, looker.token, async (client) => {
      for (const conversation of [...world.conversation.map(({ id }) => id), unknownConversation]) {
        const entered = world.conversation.find(({ id }) => id === conversation) ?? null
        const look = { world, reader: looker.reader, entered }
        await enterConversation(client, conversation)
        // Every second time a setting claims more than is so.
        if (sight.looks % 2 === 1) await client.query(seeEverything, [world.conversation.map(({ id }) => id).join()])
        const { rows } = await client.query<{ seen: Record<TableName, object[]> }>(query)
        addTo(sight, look, rows[0]?.seen)
      }
    })
  }
  return sight
}

/** An id that no conversation has: entering it shows what entering none shows. */
export const unknownConversation = '00000000-0000-4000-8000-000000000000'

/** One serving-role transaction, begun as every visit begins, and undone. */
export async function asVisitor<T>(
  place: Place,
  token: string,
  act: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await place.serving.connect()
  try {
    await client.query('begin')
    await client.query('select from room.enter($1, $2, $3, false)', [token, now, '1 hour'])
    return await act(client)
  } finally {
    await client.query('rollback')
    client.release()
  }
}

/** The door names a conversation to the second wall by asking for its facts. */
export async function enterConversation(client: pg.PoolClient, conversation: string): Promise<void> {
  await client.query('select from room.conversation_facts($1, false, null)', [conversation])
}

function addTo(sight: Sight, look: Look, seen: Record<TableName, object[]> | undefined): void {
  sight.looks += 1
  for (const name of tableNames) {
    const shown = (seen?.[name] ?? []).map((row) => spellKey(tables[name].key, row))
    const expected = tables[name].grants.select ? expectedKeys(name, look) : []
    sight.rows += shown.length
    sight.findings.push(...compare(`${name}, ${spellLook(look)}`, shown, expected))
  }
}

/** What is there and should not be, and what should be and is not. */
export function compare(path: string, shown: string[], expected: string[]): Finding[] {
  const tooMuch = shown.filter((key) => !expected.includes(key)).map((key) => ({ path, what: `shows ${key}` }))
  const tooLittle = expected.filter((key) => !shown.includes(key)).map((key) => ({ path, what: `hides ${key}` }))
  return [...tooMuch, ...tooLittle]
}

/** Who looks, and from where, for a person who reads a finding. */
export function spellLook({ reader, entered }: Look): string {
  const who = reader ? `${reader.kind} ${reader.id}` : 'nobody'
  return `to ${who}, in ${entered ? entered.id : 'no conversation'}`
}

/** What is granted now, whatever the list says: the look is always at all of it. */
async function readableColumns({ owner, role }: Place): Promise<Map<string, string[]>> {
  const { rows } = await owner.query<{ table: string; columns: string[] }>(
    `select c.relname as table, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'room'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
       and has_column_privilege($1, c.oid, a.attnum, 'select')
     group by c.relname order by c.relname`,
    [role],
  )
  return new Map(rows.map((row) => [row.table, row.columns]))
}

function lookQuery(columns: Map<string, string[]>): string {
  const parts = [...columns].map(
    ([table, names]) =>
      `'${table}', (select coalesce(jsonb_agg(to_jsonb(x)), '[]') from (select ${names.join(', ')} from room.${table}) x)`,
  )
  return `select jsonb_build_object(${parts.join(', ')}) as seen`
}
