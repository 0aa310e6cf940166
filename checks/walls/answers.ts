import { isDeepStrictEqual } from 'node:util'
import type pg from 'pg'
import { seeFailedLetters } from '../../rules/notifications.ts'
import { Chance } from '../chance.ts'
import type { Finding } from '../tree.ts'
import { asVisitor, enterConversation, spellLook, unknownConversation } from './look.ts'
import type { Place } from './place.ts'
import { type AccountRow, now, type World } from './rows.ts'
import { aboutClients } from './clients.ts'
import { aboutOutside } from './outside.ts'
import { aboutRequests } from './requests.ts'
import { aboutLog } from './looks.ts'
import { aboutSight, foundBy, type Question, seeEverything } from './sight.ts'
import * as standing from './standing.ts'
import { lookers } from './tables.ts'
import { aboutTools } from './tools.ts'
import { expectedList } from './threads.ts'

type Look = standing.Look
type Reading = Look & { reader: AccountRow }

/** Asks every function that answers about people and conversations, as everybody, and compares with the model. */
export async function askAround(place: Place, world: World): Promise<{ asked: number; findings: Finding[] }> {
  const chance = new Chance(world.account.length * 1000 + world.message.length)
  const findings: Finding[] = await askHouse(place, world)
  let asked = 0
  const ask = async (client: pg.ClientBase, look: Look, questions: Question[]) => {
    asked += questions.length
    findings.push(...(await judgeAnswers(client, spellLook(look), questions)))
  }
  for (const { token, reader } of lookers(world)) {
    await asVisitor(place, token, async (client) => {
      const look = { world, reader, entered: null }
      await ask(client, look, reader ? aboutOneself({ ...look, reader }) : aboutNobody())
      await ask(client, look, reader ? [...ofTheHouse(world), ...foundBy(world, reader, chance)] : [])
      await ask(client, look, [
        ...aboutLists(look, chance),
        ...aboutOthers(look),
        ...aboutClients(look),
        ...aboutTools(look),
        ...aboutOutside(look),
        ...aboutRequests(look),
        ...aboutLog(look),
      ])
      for (const entered of world.conversation) {
        await enterConversation(client, entered.id)
        await ask(client, { ...look, entered }, aboutEntered({ world, reader, entered }))
      }
      await ask(client, look, aboutConversations(look, chance))
      await client.query(seeEverything, [world.conversation.map(({ id }) => id).join()])
      await ask(client, look, aboutSight(world, reader))
    })
  }
  return { asked, findings }
}

async function judgeAnswers(client: pg.ClientBase, to: string, questions: Question[]): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const { asked, query, values = [], expected } of questions) {
    const { rows } = await client.query<{ answer: unknown }>(`select (${query}) as answer`, values)
    const answer = rows[0]?.answer ?? null
    if (!isDeepStrictEqual(answer, expected)) {
      const what = `answers ${JSON.stringify(answer)}, not ${JSON.stringify(expected)}`
      findings.push({ path: `${asked}, ${to}`, what })
    }
  }
  return findings
}

/** Questions whose answer is a set of ids. */
function idsOf(name: string, expected: readonly { id: string }[]): Question {
  const query = `select coalesce(jsonb_agg(distinct x), '[]') from room.${name} as f (x)`
  return { asked: name, query, expected: [...new Set(expected.map(({ id }) => id))].toSorted() }
}

function aboutOneself({ world, reader }: Reading): Question[] {
  const others = world.account.filter(({ id }) => id !== reader.id)
  const met = world.account.filter(({ kind, id }) => kind === 'professional' && standing.haveMet(world, reader, { id }))
  const own = world.participant.filter((row) => row.account === reader.id).map((row) => ({ id: row.conversation }))
  const wholeKinds = ['professional', ...(standing.groupsOf(world, reader.id).includes('secretary') ? ['client'] : [])]
  const known = reader.kind === 'professional' ? wholeKinds : []
  const sees = seeFailedLetters.judge({ groups: standing.groupsOf(world, reader.id) }).may
  const failed = world.outbox.filter(({ state }) => sees && (state === 'bounced' || state === 'dead'))
  return [
    { asked: 'me', query: 'select to_jsonb(room.me())', expected: reader.id },
    { asked: 'known_kinds', query: 'select to_jsonb(room.known_kinds())', expected: known },
    idsOf('related_contacts()', standing.relatedTo(world, reader)),
    idsOf(
      'who_knows_me()',
      others.filter((other) => isVisible(world, reader.id) && standing.knows(world, other, reader)),
    ),
    idsOf('met_professionals()', met),
    idsOf('my_conversations()', own),
    { ...idsOf('failed_letters', failed), query: failedLetters },
  ]
}

/** Whoever does not show themselves comes and goes unheard. */
function isVisible(world: World, id: string): boolean {
  return !world.account_profile.some(({ account, visible }) => account === id && visible === false)
}

const failedLetters = `select coalesce(jsonb_agg(f.id order by f.id), '[]') from room.failed_letters(1000) f`

function aboutNobody(): Question[] {
  const sets = ['related_contacts()', 'who_knows_me()', 'met_professionals()', 'my_conversations()']
  return [
    { asked: 'me', query: 'select to_jsonb(room.me())', expected: null },
    { asked: 'known_kinds', query: 'select to_jsonb(room.known_kinds())', expected: null },
    ...sets.map((name) => idsOf(name, [])),
    { ...idsOf('failed_letters', []), query: failedLetters },
  ]
}

function count(call: string): Question {
  return { asked: call, query: `select to_jsonb(count(*)) from room.${call}`, expected: 0 }
}

/** What only the machine itself is told: nothing, as soon as somebody is signed in. */
function ofTheHouse(world: World): Question[] {
  const tokens = world.session.map(({ token_hash }) => token_hash)
  const accounts = world.account.map(({ id }) => id)
  const liveRound = `select to_jsonb(cardinality(alive) + jsonb_array_length(events)) from room.live_round($1, $2, $3, '1 hour', '0')`
  return [
    { asked: 'live_round', query: liveRound, values: [tokens, accounts, now], expected: 0 },
    count('unsealed(100)'),
    count('chain_head()'),
    count(`due_notices('infinity', 100)`),
    count(`take_letters('infinity', 'infinity', 100)`),
    { asked: 'next_mail_due', query: 'select to_jsonb(room.next_mail_due())', expected: null },
  ]
}

/** The list in several pages, and the number in the menu. */
function aboutLists({ world, reader }: Look, chance: Chance): Question[] {
  const before = chance.one(world.message).sent_at
  const pages = [
    { before: null, onlyUnread: false, most: 1000 },
    { before: null, onlyUnread: true, most: 1000 },
    { before, onlyUnread: false, most: 2 },
    { before, onlyUnread: true, most: 1 },
  ]
  const lists = pages.map((page) => ({
    asked: `conversation_list ${JSON.stringify(page)}`,
    query: `select coalesce(jsonb_agg(jsonb_build_object('conversation', l.conversation, 'mine', l.mine,
        'last_at', to_char(l.last_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'last_author', l.last_author, 'unread', l.unread, 'more', l.more)), '[]')
      from room.conversation_list($1, $2, $3) l`,
    values: [page.before, page.onlyUnread, page.most],
    expected: expectedList(world, reader, page),
  }))
  const own = world.participant.filter((row) => row.account === reader?.id)
  const unread = own.flatMap((mine) => standing.unreadMessages(world, mine, standing.markOf(world, mine.id))).length
  const most = chance.between(1, 30)
  const expected = Math.min(unread, most)
  return [...lists, { asked: 'unread_in_all', query: 'select room.unread_in_all($1)', values: [most], expected }]
}

/** The facts of CNV-2 about everybody, and about an id that nobody has. */
function aboutOthers({ world, reader }: Look): Question[] {
  const query = 'select to_jsonb(f) from room.contact_facts($1, $2) f'
  return [...world.account, { id: unknownConversation }].map((other, index) => ({
    asked: `contact_facts of ${other.id}`,
    query,
    values: [other.id, index % 2 === 0],
    expected: reader && 'kind' in other ? spellFacts(standing.contactFacts(world, reader, other)) : null,
  }))
}

function spellFacts({
  other,
  relation,
  relatedBy,
  invitedByThisProfessional,
}: ReturnType<typeof standing.contactFacts>) {
  const ties = { relation, related_by: relatedBy, invited_by_this_professional: invitedByThisProfessional }
  return { ...other, ...ties }
}

/** The facts of every conversation, also of those of others and of one that is not there, and what is unread in them. */
function aboutConversations({ world, reader }: Look, chance: Chance): Question[] {
  return [...world.conversation.map(({ id }) => id), unknownConversation].flatMap((id) => {
    const mine = reader && standing.participantOf(world, reader.id, id)
    const facts = reader && mine ? standing.conversationFacts(world, reader, id) : null
    const mark = mine ? standing.markOf(world, mine.id) : 0
    const key = chance.one(world.message).client_key
    const sent = world.message.find((row) => row.client_key === key && row.author === mine?.id)?.id ?? null
    const question: Question = {
      asked: `conversation_facts of ${id}`,
      query: 'select to_jsonb(f) from room.conversation_facts($1, $2, $3) f',
      values: [id, chance.says(0.5), key],
      expected: {
        ever_took_part: facts?.everTookPart ?? false,
        takes_part: facts?.takesPart ?? false,
        in_touch: facts?.inTouch ?? true,
        participant: mine?.id ?? null,
        read_up_to: mark,
        sent_already: sent,
      },
    }
    return [question].concat(aboutUnread({ world, reader, entered: null }, { id, chance }))
  })
}

/** As some participants of the world: only one's own membership in this very conversation counts anything. */
function aboutUnread({ world, reader }: Look, { id, chance }: { id: string; chance: Chance }): Question[] {
  const own = world.participant.filter((row) => row.account === reader?.id && row.conversation === id)
  return [...own, ...chance.several(world.participant, 2)].map((row) => {
    const mark = chance.between(0, 9)
    const most = chance.between(1, 9)
    const unread = own.includes(row) ? standing.unreadMessages(world, row, mark).length : 0
    const asked = `unread in ${id} as ${row.id}`
    const values = [id, row.id, mark, most]
    return { asked, query: 'select room.unread($1, $2, $3, $4)', values, expected: Math.min(unread, most) }
  })
}

/** What the policies ask about the conversation that was entered. */
function aboutEntered({ world, reader, entered }: Look): Question[] {
  const mine = reader && entered && standing.participantOf(world, reader.id, entered.id)
  const takesPart = reader && mine && standing.conversationFacts(world, reader, mine.conversation).takesPart
  const seen = mine ? standing.visibleMessages(world, mine).map(({ position }) => position) : []
  const positions = `select coalesce(jsonb_agg(p order by p), '[]') from generate_series(0::bigint, 30) p
    where p <@ room.entered_span() and p <= $1`
  return [
    { asked: 'entered', query: 'select to_jsonb(room.entered())', expected: mine?.conversation ?? null },
    { asked: 'entered_as', query: 'select to_jsonb(room.entered_as())', expected: mine?.id ?? null },
    { asked: 'writes_as', query: 'select to_jsonb(room.writes_as())', expected: takesPart ? mine.id : null },
    { asked: 'entered_span', query: positions, values: [entered?.last_position ?? 0], expected: seen },
  ]
}

/** What only functions and the house itself ask, past the second wall. */
async function askHouse({ owner }: Place, world: World): Promise<Finding[]> {
  const pairs = world.account.flatMap((one) => world.account.map((other) => ({ one, other })))
  const acquainted = pairs.map(({ one, other }) => ({
    asked: `acquainted ${one.id} ${other.id}`,
    query: 'select room.acquainted($1, $2)',
    values: [one.id, other.id],
    expected: standing.knows(world, one, other),
  }))
  const opening = world.session.filter((session) => standing.opensAs(world, session))
  const alive = {
    asked: 'live_round',
    query: `select coalesce(jsonb_agg(t::text order by t::text), '[]')
      from unnest((select alive from room.live_round($1, array[]::uuid[], $2, '1 hour', '0'))) t`,
    values: [world.session.map((session) => session.token_hash), now],
    expected: opening.map((session) => session.token_hash).toSorted(),
  }
  await owner.query(`select set_config('alcove.now', $1, false)`, [now])
  return await judgeAnswers(owner, 'to the house', [...acquainted, ...hasUnread(world), alive])
}

function hasUnread(world: World): Question[] {
  return world.account.map(({ id }, index) => {
    const since = world.message[index]?.sent_at ?? now
    const own = world.participant.filter((row) => row.account === id)
    const unread = own.flatMap((mine) => standing.unreadMessages(world, mine, standing.markOf(world, mine.id)))
    const expected = unread.some((message) => message.sent_at >= since)
    return {
      asked: `has_unread ${id} since ${since}`,
      query: 'select room.has_unread($1, $2)',
      values: [id, since],
      expected,
    }
  })
}
