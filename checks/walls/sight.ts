import type { Chance } from '../chance.ts'
import type { AccountRow, ParticipantRow, World } from './rows.ts'
import * as standing from './standing.ts'

/** A question to a function of the room: a query with one value, and what it should be for this reader. */
export type Question = { asked: string; query: string; values?: unknown[]; expected: unknown }

/** Names every conversation of the world as being in sight, those of others too: the walls must believe none of it. */
export const seeEverything = `select set_config('alcove.in_sight', $1, true)`

/** What the functions show of conversations that are in sight, and of the people in them. */
export function aboutSight(world: World, reader: AccountRow | null): Question[] {
  const own = world.participant.filter((row) => row.account === reader?.id).map((row) => row.conversation)
  const people = world.participant.filter((row) => own.includes(row.conversation))
  const related = new Set(reader ? standing.relatedTo(world, reader).map(({ id }) => id) : [])
  const contacts = people.map(({ account }) => account).filter((account) => related.has(account))
  return [
    { asked: 'in_sight', query: sorted('unnest(room.in_sight())'), expected: own.toSorted() },
    {
      asked: 'contacts_in_sight',
      query: sorted('unnest(room.contacts_in_sight())'),
      expected: [...new Set(contacts)].toSorted(),
    },
    {
      asked: 'people_in',
      query: `select coalesce(jsonb_agg(to_jsonb(p) || jsonb_build_object('seen_at', p.seen_at is not null,
            'name', p.name is not null, 'nickname', p.nickname is not null, 'description', p.description is not null, 'picture_at', p.picture_at is not null) order by p.participant), '[]')
        from room.people_in($1) p`,
      values: [world.conversation.map(({ id }) => id)],
      expected: reader
        ? people
            .map((row) => seePerson(world, reader, row))
            .toSorted((a, b) => (a.participant < b.participant ? -1 : 1))
        : [],
    },
  ]
}

function sorted(from: string): string {
  return `select coalesce(jsonb_agg(distinct x), '[]') from ${from} as f (x)`
}

/** Who it is, what they are, whether they still take part; the name of oneself, contacts and professionals; picture and last sign of life only of oneself and contacts. */
function seePerson(world: World, reader: AccountRow, row: ParticipantRow) {
  const other = standing.accountOf(world, row.account)
  const self = other.id === reader.id
  const contact = !self && standing.knows(world, reader, other)
  const groups = standing.groupsOf(world, other.id).toSorted()
  const byName = self || contact || other.kind === 'professional'
  const has = (rows: readonly { account: string }[]) => rows.some(({ account }) => account === other.id)
  return {
    participant: row.id,
    conversation: row.conversation,
    account: row.account,
    kind: row.kind,
    administrator: row.administrator,
    present: standing.conversationFacts(world, other, row.conversation).takesPart,
    groups: groups.length > 0 ? groups : null,
    contact,
    seen_at:
      (self || contact) && world.presence.some(({ account, hidden }) => account === other.id && (self || !hidden)),
    name: byName && has(world.account_name),
    nickname: world.nickname.some(({ participant }) => participant === row.id),
    description: byName && has(world.account_profile),
    away: null,
    away_until: null,
    away_text: null,
    picture_at: (self || contact) && has(world.account_picture),
  }
}

/** People found by the beginnings of their names, or all there are: contacts (and a professional themselves), and nobody else. */
export function foundBy(world: World, reader: AccountRow, chance: Chance): Question[] {
  const tokens = chance.several(['\\x0a', '\\x0b', '\\x0c'], 2)
  const fits = ({ id }: AccountRow) =>
    tokens.every((token) => world.search_token.some((row) => isFound(row, id, token)))
  const contacts = world.account.filter((other) => other.id !== reader.id && standing.knows(world, reader, other))
  const searched = reader.kind === 'professional' ? [...contacts, reader] : contacts
  return [
    {
      asked: `find_known ${tokens.join()}`,
      query: finding,
      values: [tokens],
      expected: spellFound({ world, reader }, searched.filter(fits)),
    },
    { asked: 'find_known', query: finding, values: [null], expected: spellFound({ world, reader }, contacts) },
  ]
}

function isFound({ field, token, account }: World['search_token'][number], id: string, wanted: string): boolean {
  return field === 'name' && token === wanted && account === id
}

const finding = `select coalesce(jsonb_agg(jsonb_build_array(f.account, f.groups, f.seen_at is not null) order by f.account), '[]')
  from room.find_known($1, 1000) f`

function spellFound({ world, reader }: { world: World; reader: AccountRow | null }, found: AccountRow[]) {
  const seen = (id: string) =>
    world.presence.some(({ account, hidden }) => account === id && (!hidden || id === reader?.id))
  return found
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id }) => {
      const groups = standing.groupsOf(world, id).toSorted()
      return [id, groups.length > 0 ? groups : null, seen(id)]
    })
}
