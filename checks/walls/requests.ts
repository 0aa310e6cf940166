import { opensFile } from './people.ts'
import type { World } from './rows.ts'
import type { Question } from './sight.ts'
import { groupsOf, isActive, type Look } from './standing.ts'
import { isInForce } from './files.ts'

/** The functions around asking a client. */
export const requestFunctions = {
  relatable: 'functions only',
  request_stands: 'functions only',
  file_keepers: 'functions only',
  may_ask_outside: 'reader',
  asking_facts: 'door',
  request_facts: 'door',
  give_request_reason: 'reader',
  ask_to_relate: 'verb',
  relate_requests_of: 'reader',
  my_relate_requests: 'reader',
  request_shown: 'reader',
  cancel_relate_request: 'verb',
  answer_relate_request: 'verb',
  lapse_requests: 'house',
} as const

/** A request, as far as it matters who finds it. */
export type Asked = {
  id: string
  client: string
  professional: string
  asked_by: string
  kind: string
  ended_at: string | null
}

/** Which requests somebody finds, by each way there is to one: a plain reading of the rules with the world's rows. */
export function aboutRequests({ world, reader }: Look): Question[] {
  const all = world.relate_request as unknown as Asked[]
  const open = all.filter((row) => stands(world, row))
  const isSecretary = reader !== null && groupsOf(world, reader.id).includes('secretary')
  const own = (row: Asked) => reader !== null && (row.client === reader.id || row.asked_by === reader.id)
  const keeps = (client: string) =>
    isSecretary || (reader !== null && opensFile({ world, reader, entered: null }, client))
  const clients = world.account.filter(({ kind }) => kind === 'client')
  return [
    ids('my_relate_requests()', open.filter(own)),
    ...clients.map(({ id }) =>
      ids(
        `relate_requests_of('${id}')`,
        all.filter((row) => row.client === id && keeps(id) && (stands(world, row) || isRefused(world, row))),
      ),
    ),
    ...all.map((row) => ({
      asked: `request_facts of ${row.id}`,
      query: 'select jsonb_build_array(client, stands) from room.request_facts($1, false)',
      values: [row.id],
      expected: own(row) || isSecretary ? [row.client, stands(world, row)] : [null, false],
    })),
    ...all.map((row) => ({
      asked: `request_shown of ${row.id}`,
      query: 'select to_jsonb(count(*)) from room.request_shown($1)',
      values: [row.id],
      expected: row.client === reader?.id ? 1 : 0,
    })),
  ]
}

function ids(name: string, expected: Asked[]): Question {
  return {
    asked: name,
    query: `select coalesce(jsonb_agg(f.id order by f.id), '[]') from room.${name} f`,
    expected: expected.map(({ id }) => id).toSorted(),
  }
}

function relationsOf(world: World, client: string) {
  return world.relation.filter((row) => row.client === client && isInForce(row))
}

/** Nobody ended it, whom it is for can be related and is not yet, and whoever asked could still ask. */
export function stands(world: World, { client, professional, asked_by: asker, kind, ended_at: ended }: Asked): boolean {
  const related = relationsOf(world, client)
  const relatable = isActive(world, professional) && groupsOf(world, professional).some((group) => group === kind)
  const stillAsks =
    asker === professional ||
    groupsOf(world, asker).includes('secretary') ||
    related.some((row) => row.professional === asker && row.kind === 'therapist')
  const isRelated = related.some((row) => row.professional === professional && row.kind === kind)
  return ended === null && relatable && isActive(world, asker) && stillAsks && !isRelated
}

/** In these worlds there is one request at most for two people. */
function isRefused(world: World, { client, professional, kind, ended_at: ended }: Asked): boolean {
  const related = relationsOf(world, client)
  return ended !== null && !related.some((row) => row.professional === professional && row.kind === kind)
}
