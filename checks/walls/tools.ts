import type { Chance } from '../chance.ts'
import { counts, type FileTables, isInForce } from './files.ts'
import { opensFile } from './people.ts'
import { type Asked, stands } from './requests.ts'
import { ago, type Row, sealed, type World } from './rows.ts'
import type { Question } from './sight.ts'
import { groupsOf, isActive, type Look } from './standing.ts'
import type { Reading } from './tables.ts'

type Owned = Row & { tool: string; owner: string }

/** What is written in tools. */
export type ToolTables = {
  tool_content: Owned[]
  tool_answer: (Owned & { question: string })[]
  tool_sent: (Owned & { id: string })[]
  tool_feedback: (Owned & { sent: string })[]
}

const read = { grants: { select: 'all' } } as const
const isOwn = ({ reader }: Reading, { owner }: { owner: string }) => owner === reader.id
/** Its owner, and whoever may read the owner's file. */
const inFile = (look: Reading, row: { owner: string }) => isOwn(look, row) || opensFile(look, row.owner)
const isSecretary = ({ world, reader }: Pick<Reading, 'world' | 'reader'>) =>
  groupsOf(world, reader.id).includes('secretary')

/** Kind and dates for the secretary too; words for the owner and the readers of the file; what is not sent for the owner alone. */
export const toolTables = {
  tool: {
    key: ['id'],
    ...read,
    sees: (look: Reading, row: { owner: string }) => inFile(look, row) || isSecretary(look),
  },
  tool_content: { key: ['tool'], ...read, sees: inFile },
  tool_answer: { key: ['tool', 'question'], ...read, sees: isOwn },
  tool_sent: { key: ['id'], ...read, sees: inFile },
  tool_feedback: { key: ['sent'], ...read, sees: inFile },
} as const

/** The functions around tools. */
export const toolFunctions = {
  treats: 'reader',
  file_standing: 'door',
  tool_facts: 'door',
  guides_of: 'reader',
  people_of_tool: 'reader',
  close_to: 'reader',
  tell_tool: 'functions only',
  wall_of_tools: 'functions only',
  prepare_tool: 'verb',
  change_tool: 'verb',
  guide_tool: 'verb',
  take_away_tool: 'verb',
  save_answer: 'verb',
  send_answers: 'verb',
  give_feedback: 'verb',
  move_tool: 'verb',
  my_tasks: 'reader',
} as const

/** Each tool has words; some have answers, and some of those were sent and got feedback. */
export function makeToolWords(chance: Chance, { tool }: Pick<FileTables, 'tool'>): ToolTables {
  const sent = tool
    .filter(() => chance.says(0.5))
    .map((row) =>
      Object.assign(of(row), { id: chance.uuid(), client_key: chance.uuid(), at: ago(60), sealed: sealed(chance) }),
    )
  return {
    tool_content: tool.map((row) => Object.assign(of(row), { title: sealed(chance), body: sealed(chance) })),
    tool_answer: tool
      .filter(() => chance.says(0.6))
      .map((row) => Object.assign(of(row), { question: chance.uuid(), saved_at: ago(70), sealed: sealed(chance) })),
    tool_sent: sent,
    tool_feedback: sent
      .filter(() => chance.says(0.5))
      .map(({ id, tool: about, owner }) => {
        const by = tool.find((row) => row.id === about)?.prepared_by ?? null
        return { sent: id, tool: about, owner, given_by: by, at: ago(30), sealed: sealed(chance) }
      }),
  }
}

function of({ id, owner }: FileTables['tool'][number]) {
  return { tool: id, owner }
}

/** What the functions say of clients, their tools and what is to be done. */
export function aboutTools({ world, reader }: Look): Question[] {
  const clients = world.account.filter(({ kind }) => kind === 'client')
  const treats = (id: string) => related(world, reader?.id).some((row) => row.client === id && row.kind === 'therapist')
  const tasks = reader ? tasksOf(world, { reader: reader.id, treats }) : []
  return [
    ...clients.flatMap(({ id }): Question[] => [
      { asked: `treats ${id}`, query: 'select to_jsonb(room.treats($1))', values: [id], expected: treats(id) },
      {
        asked: `guides_of ${id}`,
        query: `select coalesce(jsonb_agg(g order by g), '[]') from room.guides_of($1) g`,
        values: [id],
        expected: treats(id) ? guidesOf(world, id) : [],
      },
    ]),
    ...world.tool.map(({ id, owner }): Question => {
      const opens = reader !== null && inFile({ world, reader, entered: null }, { owner })
      const query = 'select to_jsonb(f.tool) from room.tool_facts($1, false) f'
      return { asked: `tool_facts of ${id}`, query, values: [id], expected: opens ? id : null }
    }),
    {
      asked: 'my_tasks',
      query: `select coalesce(jsonb_agg(t.id order by t.id), '[]') from room.my_tasks() t`,
      expected: tasks,
    },
  ]
}

function related(world: World, professional: string | undefined) {
  return world.relation.filter((row) => row.professional === professional && counts(world, row))
}

function guidesOf(world: World, client: string): string[] {
  const therapists = world.relation.filter(
    (row) => row.client === client && row.kind === 'therapist' && isInForce(row) && isActive(world, row.professional),
  )
  return [...new Set(therapists.map(({ professional }) => professional))].toSorted()
}

/** One's own open tools and requests; answers that wait for who guides them and treats their owner. */
function tasksOf(world: World, { reader, treats }: { reader: string; treats: (id: string) => boolean }): string[] {
  const own = world.tool.filter((row) => row.owner === reader && !waits(row))
  const asked = world.relate_request.filter((row) => row['client'] === reader && stands(world, row as unknown as Asked))
  const mine = world.tool.filter((row) => waits(row) && row.guided_by === reader && treats(row.owner))
  return [...own, ...asked, ...mine].map(({ id }) => String(id)).toSorted()
}

function waits(row: FileTables['tool'][number]): boolean {
  return row.waits_since !== null && row.guided_by !== null
}
