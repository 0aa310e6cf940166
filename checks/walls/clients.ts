import { readDetails } from '../../rules/caseload.ts'
import { counts, looksNow } from './files.ts'
import type { World } from './rows.ts'
import type { Question } from './sight.ts'
import { groupsOf, isActive, type Look } from './standing.ts'

/** Whose file somebody opens, and by which relation: a plain reading of the rules with the world's rows. */
export function aboutClients({ world, reader }: Look): Question[] {
  const facts = world.account.map(
    (other): Question => ({
      asked: `client_facts of ${other.id}`,
      query: `select jsonb_build_array(client, active, relation) from room.client_facts($1, false)`,
      values: [other.id],
      expected:
        reader && opens(world, reader.id, other.id)
          ? [other.id, isActive(world, other.id), relationOf(world, reader.id, other.id)]
          : [null, false, null],
    }),
  )
  return [
    ...facts,
    ...world.account.map(({ id }) => sealedOf({ world, reader }, id)),
    ...[true, false].flatMap((everybody) =>
      ['active', 'inactive', 'both'].map((state) => found({ world, reader }, everybody, state)),
    ),
  ]
}

/** What is sealed of one client: name and address for whoever opens the file, the rest not for a service employee. */
function sealedOf({ world, reader }: Pick<Look, 'world' | 'reader'>, id: string): Question {
  const [name, address, detail, label] = (
    ['account_name', 'account_address', 'account_detail', 'account_label'] as const
  ).map((table) => world[table].find(({ account }) => account === id)?.sealed ?? null)
  const whole = reader !== null && opensWhole(world, reader.id, id)
  const file = { name, address, details: whole ? detail : null, labels: whole ? label : null }
  return {
    asked: `client_file of ${id}`,
    query: `select coalesce(jsonb_agg(to_jsonb(f)), '[]') from room.client_file($1) f`,
    values: [id],
    expected: reader && opens(world, reader.id, id) ? [file] : [],
  }
}

/** Everybody who is found without a word being sought. */
function found({ world, reader }: Pick<Look, 'world' | 'reader'>, everybody: boolean, state: string): Question {
  const clients = world.account.filter(({ id, kind }) => {
    if (!reader || kind !== 'client' || (state !== 'both' && isActive(world, id) !== (state === 'active'))) return false
    return everybody ? findsAll(world, reader.id, id) : relationOf(world, reader.id, id) !== null
  })
  return {
    asked: `find_clients ${everybody ? 'of all' : 'of one’s own'} who are ${state}`,
    query: `select coalesce(jsonb_agg(to_jsonb(f) order by account), '[]') from room.find_clients($1, array[]::text[], array[]::bytea[], $2, 1000) f`,
    values: [everybody, state],
    expected: clients
      .toSorted((one, other) => (one.id < other.id ? -1 : 1))
      .map(({ id }) => ({
        account: id,
        active: isActive(world, id),
        name: world.account_name.find(({ account }) => account === id)?.sealed ?? null,
        address: world.account_address.find(({ account }) => account === id)?.sealed ?? null,
      })),
  }
}

function opens(world: World, reader: string, id: string): boolean {
  const isClient = world.account.some((row) => row.id === id && row.kind === 'client')
  const temporary = looksForAWhile(world, reader, id)
  const relation = relationOf(world, reader, id)
  return isClient && readDetails.judge({ groups: groupsOf(world, reader), relation, temporary }).may
}

function opensWhole(world: World, reader: string, id: string): boolean {
  const known = relationOf(world, reader, id) !== null || looksForAWhile(world, reader, id)
  return known || groupsOf(world, reader).includes('secretary')
}

function looksForAWhile(world: World, reader: string, id: string): boolean {
  return world.temporary_access.some((row) => row.account === reader && row.client === id && looksNow(world, row))
}

/** A list of all is that of the own caseload, but for who sees every client; temporary access is in no list. */
function findsAll(world: World, reader: string, id: string): boolean {
  const seesAll = groupsOf(world, reader).some((group) => group === 'secretary' || group === 'service employee')
  return seesAll || relationOf(world, reader, id) !== null
}

function relationOf(world: World, reader: string, client: string) {
  const mine = world.relation.filter(
    (row) => row.professional === reader && row.client === client && counts(world, row),
  )
  return mine.find(({ kind }) => kind === 'therapist')?.kind ?? mine[0]?.kind ?? null
}
