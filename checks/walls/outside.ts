import { lookOutside } from '../../rules/caseload/outside.ts'
import { isInForce } from './files.ts'
import { unknownConversation } from './look.ts'
import { now } from './rows.ts'
import type { Question } from './sight.ts'
import { groupsOf, isActive, type Look } from './standing.ts'

/** Looking outside the own caseload: whom each function answers about. */
export const outsideFunctions = {
  outside_setting: 'functions only',
  looks_outside: 'functions only',
  lasts: 'reads no table',
  reason_holds: 'reader',
  give_reason: 'verb',
  outside_facts: 'door',
  find_outside: 'reader',
  see_outside: 'reader',
  begin_temporary_access: 'verb',
  end_temporary_access: 'verb',
  relate_myself: 'verb',
  end_outside: 'house',
  next_outside_end: 'house',
  outside_log: 'reader',
  outside_lookers: 'reader',
} as const

/** What is told of clients outside a caseload: to whom, and with whose reason; a plain reading of the rules with the world's rows. */
export function aboutOutside({ world, reader }: Look): Question[] {
  const clients = world.account.filter(({ kind }) => kind === 'client')
  const reasons = world.motivation.flatMap(({ id, account }) => (account === reader?.id ? [String(id)] : []))
  const foreign = world.motivation.find(({ account }) => account !== reader?.id)
  const asked = [...reasons, String(foreign?.id ?? unknownConversation)]
  const log = world.audit.filter(({ object_kind: kind }) => kind === 'outside search')
  const manages = reader !== null && groupsOf(world, reader.id).includes('application manager')
  return [
    ...asked.flatMap((reason) => [
      { asked: `reason_holds ${reason}`, query: holding, values: [reason], expected: holds({ world, reader }, reason) },
      found({ world, reader }, reason),
    ]),
    ...clients.flatMap(({ id }) => asked.flatMap((reason) => aboutOne({ world, reader }, id, reason))),
    {
      asked: 'outside_log',
      query: `select coalesce(jsonb_agg(l.id order by l.id), '[]') from room.outside_log(null, '-infinity', 'infinity', 'infinity', $1, 1000) l`,
      values: ['ffffffff-ffff-ffff-ffff-ffffffffffff'],
      expected: manages ? log.map(({ id }) => String(id)).toSorted() : [],
    },
  ]
}

const holding = 'select to_jsonb(room.reason_holds($1))'

type Seer = Pick<Look, 'world' | 'reader'>

function aboutOne({ world, reader }: Seer, client: string, reason: string): Question[] {
  const held = holds({ world, reader }, reason)
  const told = reader !== null && held && (looks({ world, reader }) || groupsOf(world, reader.id).includes('secretary'))
  return [
    {
      asked: `outside_facts of ${client}`,
      query:
        'select jsonb_build_array(client, active, relation is not null, held) from room.outside_facts($1, $2, false)',
      values: [client, reason],
      expected: [
        told ? client : null,
        told && isActive(world, client),
        told && isMine(world, reader.id, client),
        held ? reason : null,
      ],
    },
    {
      asked: `see_outside ${client}`,
      query: 'select to_jsonb(count(*)) from room.see_outside($1, $2)',
      values: [client, reason],
      expected: held && looks({ world, reader }) ? 1 : 0,
    },
  ]
}

/** Everybody of a name, one’s own clients too. */
function found({ world, reader }: Seer, reason: string): Question {
  const token = '\\x0a'
  const named = world.search_token.filter((row) => row.field === 'name' && row.token === token)
  const clients = world.account.filter(
    ({ id, kind }) => kind === 'client' && named.some(({ account }) => account === id),
  )
  return {
    asked: `find_outside with ${reason}`,
    query: `select coalesce(jsonb_agg(account order by account), '[]') from room.find_outside($1, array['name'], array[$2::bytea], 'both', 1000)`,
    values: [reason, token],
    expected:
      holds({ world, reader }, reason) && looks({ world, reader }) ? clients.map(({ id }) => id).toSorted() : [],
  }
}

/** A reason of one's own whose time is not over. */
function holds({ world, reader }: Seer, reason: string): boolean {
  const row = world.motivation.find(({ id }) => id === reason)
  return row !== undefined && reader !== null && row.account === reader.id && String(row.ends_at) > now
}

function looks({ world, reader }: Seer): boolean {
  const switches = new Map(world.setting.map(({ name, value }) => [name, value]))
  return (
    reader !== null &&
    lookOutside.judge({
      groups: groupsOf(world, reader.id),
      outside: switches.get('outside') === 'read-only' ? 'read-only' : 'off',
      temporaryAccess: switches.get('temporaryAccess') === true,
    }).may
  )
}

function isMine(world: Seer['world'], professional: string, client: string): boolean {
  return world.relation.some((row) => row.professional === professional && row.client === client && isInForce(row))
}
