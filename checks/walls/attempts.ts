import { Chance } from '../chance.ts'
import type { Finding } from '../tree.ts'
import { asVisitor, enterConversation, spellLook, unknownConversation } from './look.ts'
import type { Place } from './place.ts'
import type { AccountRow, ConversationRow, ParticipantRow, Row, World } from './rows.ts'
import { conversationFacts, type Look, participantOf } from './standing.ts'
import { among, lookers, tableNames, tables } from './tables.ts'
import { makeLine } from './world.ts'

/** A statement that somebody tries, and what must come of it: so many rows, or the code of a refusal. */
type Attempt = { statement: string; outcome: string }

const refused = '42501'

/** As everybody, with every conversation entered, tries to write into each table; every attempt is undone. */
export async function tryAround(place: Place, world: World): Promise<{ tried: number; findings: Finding[] }> {
  const chance = new Chance(world.message.length * 1000 + world.span.length)
  const never = await neverAllowed(place)
  const findings: Finding[] = []
  let tried = 0
  for (const { token, reader } of lookers(world)) {
    await asVisitor(place, token, async (client) => {
      const attempt = async (look: Look, attempts: Attempt[]) => {
        const values = [attempts.map(({ statement }) => statement)]
        const { rows } = await client.query<{ outcomes: string[] }>('select trial.attempt($1) as outcomes', values)
        tried += attempts.length
        findings.push(...judgeOutcomes(look, attempts, rows[0]?.outcomes ?? []))
      }
      const look = { world, reader, entered: null }
      await attempt(look, [...never, ...ofOneself(look, chance), ...intoConversation(look, chance)])
      for (const entered of world.conversation) {
        await enterConversation(client, entered.id)
        await attempt({ ...look, entered }, intoConversation({ world, reader, entered }, chance))
      }
      await enterConversation(client, unknownConversation)
      await attempt(look, intoConversation(look, chance))
    })
  }
  return { tried, findings }
}

function judgeOutcomes(look: Look, attempts: Attempt[], outcomes: string[]): Finding[] {
  return attempts.flatMap(({ statement, outcome }, index) => {
    const came = outcomes[index] ?? 'nothing'
    if (came === outcome) return []
    return [{ path: `${statement}, ${spellLook(look)}`, what: `came to ${came}, not ${outcome}` }]
  })
}

/** What no right is granted for at all, whoever asks: every table and column the list does not name. */
async function neverAllowed({ owner }: Place): Promise<Attempt[]> {
  const { rows } = await owner.query<{ table: string; columns: string[] }>(
    `select c.relname as table, array_agg(quote_ident(a.attname) order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'room'::regnamespace and c.relkind = 'r' group by c.relname order by c.relname`,
  )
  return rows.flatMap(({ table, columns }) => {
    const name = tableNames.find((known) => known === table)
    const { select, insert, update } = name ? tables[name].grants : {}
    const unread = columns.filter((column) => !among(select, column))
    const unset = columns.filter((column) => !among(update, column))
    const statements = [
      `delete from room.${table}`,
      `truncate room.${table}`,
      ...(insert ? [] : [`insert into room.${table} default values`]),
      ...unread.map((column) => `select ${column} from room.${table}`),
      ...unset.map((column) => `update room.${table} set ${column} = default`),
    ]
    return statements.map((statement) => ({ statement, outcome: refused }))
  })
}

/** One's own settings, and lines of the log: as oneself and nobody else. */
function ofOneself({ world, reader }: Look, chance: Chance): Attempt[] {
  const other = chance.one(world.account)
  const writers = [...new Set([reader?.id ?? null, other.id, null])]
  return [
    { statement: `update room.account_setting set theme = 'dark'`, outcome: reader ? '1' : '0' },
    ...writers.map((account) => ({
      statement: insertion('audit', makeLine(chance, account)),
      outcome: account === (reader?.id ?? null) ? '1' : refused,
    })),
  ]
}

/** Words, subjects and read marks, in the name of everybody in it and of somebody from elsewhere. */
function intoConversation(look: Look, chance: Chance): Attempt[] {
  const { world, reader, entered } = look
  const target = entered ?? chance.one(world.conversation)
  const mine = reader && entered ? participantOf(world, reader.id, entered.id) : null
  const names = world.participant.filter(({ conversation }) => conversation === target.id)
  const stranger = chance.one(world.participant)
  return [
    ...[...names, stranger].flatMap((as) => inTheNameOf(look, { target, as, chance })),
    ...wordsOf(look, target),
    {
      statement: `select from room.write_message('${chance.uuid()}', '${chance.uuid()}', '\\x01', now())`,
      outcome: writer(look) ? '1' : refused,
    },
    { statement: 'update room.conversation set last_at = last_at', outcome: writer(look) ? '1' : '0' },
    { statement: 'update room.read_mark set position = position', outcome: mine && marked(world, mine) ? '1' : '0' },
  ]
}

type Name = { target: ConversationRow; as: ParticipantRow; chance: Chance }

function inTheNameOf(look: Look, { target, as, chance }: Name): Attempt[] {
  const { world, reader, entered } = look
  const mayWrite = entered?.id === target.id && writer(look)?.id === as.id
  const isMine = entered !== null && as.conversation === entered.id && as.account === reader?.id
  const position = target.last_position + 1
  const row = { id: chance.uuid(), conversation: target.id, position, author: as.id, sent_at: target.last_at }
  const message = {
    statement: insertion('message', { ...row, client_key: chance.uuid() }),
    outcome: mayWrite ? '1' : refused,
  }
  const subject = { conversation: target.id, author: as.id, sealed: '\\x01' }
  const hasSubject = world.conversation_subject.some(({ conversation }) => conversation === target.id)
  const mark = { participant: as.id, position: 1 }
  return [
    message,
    ...(hasSubject
      ? []
      : [{ statement: insertion('conversation_subject', subject), outcome: mayWrite ? '1' : refused }]),
    ...(marked(world, as) ? [] : [{ statement: insertion('read_mark', mark), outcome: isMine ? '1' : refused }]),
  ]
}

/** Words for a message that lost its own. Whoever takes part passes this wall; that they are the author's the door answers for. */
function wordsOf(look: Look, target: ConversationRow): Attempt[] {
  const bare = look.world.message.filter(
    ({ conversation, position }) =>
      conversation === target.id &&
      look.world.message_text.every((text) => text.conversation !== conversation || text.position !== position),
  )
  return bare.slice(0, 2).map(({ conversation, position }) => ({
    statement: insertion('message_text', { conversation, position, sealed: '\\x01' }),
    outcome: look.entered?.id === conversation && writer(look) ? '1' : refused,
  }))
}

/** As whom the reader writes in the conversation that was entered. Whether the two are still in touch, the door alone asks. */
function writer({
  world,
  reader,
  entered,
}: {
  world: World
  reader: AccountRow | null
  entered: ConversationRow | null
}) {
  if (!reader || !entered || !conversationFacts(world, reader, entered.id).takesPart) return null
  return participantOf(world, reader.id, entered.id)
}

function marked(world: World, { id }: ParticipantRow): boolean {
  return world.read_mark.some(({ participant }) => participant === id)
}

function insertion(table: string, row: Row): string {
  const columns = Object.keys(row).join(', ')
  const json = JSON.stringify(row).replaceAll("'", "''")
  return `insert into room.${table} (${columns}) select ${columns} from jsonb_populate_record(null::room.${table}, '${json}')`
}
