import { groups, type Kind, kinds, languages, relations } from '../../rules/words.ts'
import { Chance } from '../chance.ts'
import { makeConversations } from './conversations.ts'
import { makeFiles } from './files.ts'
import { lineId, makeLooks, makeReviews } from './looks.ts'
import { makeSecondSteps } from './second-step.ts'
import { makeToolWords } from './tools.ts'
import {
  type AccountRow,
  ago,
  type RelatedPersonRow,
  type RelationRow,
  type Row,
  sealed,
  type SessionRow,
  type World,
} from './rows.ts'

/** A random world. The same seed makes the same one. */
export function makeWorld(seed: number): World {
  const chance = new Chance(seed)
  const account = makeAccounts(chance)
  const session = account.flatMap(({ id }) => makeSessions(chance, id))
  const files = makeFiles(chance, account)
  // In the order in which the tables can be filled.
  return {
    account,
    ...makePeople(chance, account),
    ...makeRelations(chance, account),
    ...files,
    ...makeToolWords(chance, files),
    session,
    ...makeSecondSteps(chance, account, session),
    ...makeConversations(chance, account),
    ...makeMail(chance, account),
    ...makeLog(chance, account),
  }
}

function makeAccounts(chance: Chance): AccountRow[] {
  const many = chance.between(3, 10)
  // One of each kind at least: most of what can go wrong is between kinds.
  return Array.from({ length: many }, (_, index) => ({
    id: chance.uuid(),
    kind: kinds[index] ?? chance.one(kinds),
    created_at: ago(90_000 + index),
  }))
}

function makePeople(chance: Chance, account: AccountRow[]) {
  const ids = account.map(({ id }) => id)
  const professionals = account.filter(({ kind }) => kind === 'professional')
  return {
    setting: [
      ...['name', 'deskAddress'].map((name) => ({ name, value: chance.bytes(4) })),
      { name: 'outside', value: chance.one(['off', 'read-only']) },
      { name: 'temporaryAccess', value: chance.says(0.5) },
    ],
    deactivation: ids.filter(() => chance.says(0.15)).map((id) => ({ account: id, at: ago(9), by_account: null })),
    account_group: professionals.flatMap(({ id }) =>
      groups
        .filter(() => chance.says(0.25))
        .map((name) => ({ account: id, name, given_at: ago(80_000), given_by: null })),
    ),
    account_name: account.map(({ id, kind }) => ({ account: id, kind, sealed: sealed(chance) })),
    account_address: ids.map((id) => ({ account: id, sealed: sealed(chance), token: `\\x${chance.bytes(16)}` })),
    account_password: ids.map((id) => ({ account: id, hash: chance.bytes(8), changed_at: ago(80_000) })),
    ...makeDoor(chance, ids),
    account_setting: ids.map((id) => makeSetting(chance, id)),
    ...makePersonal(chance, account),
    search_token: ids.flatMap((id) => makeTokens(chance, id)),
    presence: makePresence(chance, ids),
    professional_import: ids
      .slice(0, 2)
      .map((id) => ({ client_key: chance.uuid(), account: id, at: ago(9), added: 1 })),
  }
}

/** What the door remembers of people. */
function makeDoor(chance: Chance, ids: string[]) {
  return {
    wrong_password: ids.map((_, index) => ({
      address_token: `\\x0${index}`,
      attempts: 1,
      at: ago(2),
      blocked_at: null,
    })),
    known_device: ids.map((id) => ({
      token_hash: `\\x${chance.bytes(32)}`,
      account: id,
      seen_at: ago(9),
      attempts: 0,
    })),
    address_change: ids.map((id) => ({
      account: id,
      sealed: sealed(chance),
      token: `\\x${chance.bytes(16)}`,
      asked_at: ago(9),
    })),
  }
}

/** Signs of life, some of people who do not want to be seen. */
function makePresence(chance: Chance, ids: string[]): World['presence'] {
  const here = ids.filter(() => chance.says(0.6))
  return here.map((id) => ({ account: id, seen_at: ago(chance.between(0, 9)), hidden: chance.says(0.2) }))
}

/** What is sealed about people besides their names, and the links they were sent. */
function makePersonal(chance: Chance, account: AccountRow[]) {
  const some = (add: () => Row = () => ({})) =>
    account
      .filter(() => chance.says(0.7))
      .map(({ id, kind }) => Object.assign(add(), { account: id, kind, sealed: sealed(chance) }))
  return {
    account_detail: some(() => ({ changed_at: ago(50) })),
    account_profile: some(() => ({ visible: chance.says(0.8) })),
    account_picture: some(() => ({ at: ago(50) })),
    account_label: some(),
    account_identifier: account
      .filter(() => chance.says(0.5))
      .map(({ id, kind }) => ({ account: id, kind, token: `\\x${chance.bytes(16)}` })),
    address_proposal: account
      .filter(({ kind }) => kind === 'client' && chance.says(0.3))
      .map(({ id }) => makeChange(chance, id, account)),
    registration: ['\\x0d', '\\x0e'].map((address_token) => ({
      id: chance.uuid(),
      kind: 'regular',
      at: ago(9),
      name: sealed(chance),
      address: sealed(chance),
      address_token,
      detail: sealed(chance),
      fields: [],
      tokens: [],
      language: 'nl',
    })),
    link: account.map(({ id }) => {
      const times = { made_at: ago(30), ends_at: ago(-30), ended_at: chance.says(0.3) ? ago(9) : null }
      return { token_hash: `\\x${chance.bytes(32)}`, account: id, purpose: 'new password', ...times }
    }),
  }
}

/** An address that is to come, proposed by anybody: the walls ask who stands there, not how it came. */
function makeChange(chance: Chance, id: string, account: AccountRow[]): Row {
  const proposed = {
    proposed_by: chance.one(account).id,
    proposed_at: ago(60),
    as_secretary: true,
    as_therapist: false,
  }
  const agreed = chance.says(0.5) ? { confirmed_at: ago(30), due_at: ago(-4000) } : { confirmed_at: null, due_at: null }
  return {
    account: id,
    sealed: sealed(chance),
    token: `\\x${chance.bytes(16)}`,
    instead_of: '\\x0a',
    ...proposed,
    ...agreed,
  }
}

/** What people are found under: so few different ones that several share them. */
function makeTokens(chance: Chance, account: string): World['search_token'] {
  return ['\\x0a', '\\x0b', '\\x0c']
    .filter(() => chance.says(0.5))
    .map((token) => ({ field: chance.says(0.8) ? 'name' : 'address', token, account }))
}

function makeSetting(chance: Chance, account: string): Row {
  const quiet = chance.says(0.3) ? { quiet_from: 1320, quiet_until: 420 } : { quiet_from: null, quiet_until: null }
  return { account, language: chance.one(languages), enter_sends: false, theme: 'device', mails: 'daily', ...quiet }
}

function makeRelations(chance: Chance, account: AccountRow[]) {
  const of = (wanted: Kind) => account.filter(({ kind }) => kind === wanted)
  const ended = () => (chance.says(0.4) ? ago(chance.between(1, 500)) : null)
  const relation: RelationRow[] = of('client').flatMap((client) =>
    of('professional').flatMap((professional) =>
      relations.flatMap((kind) => {
        // One that ended long ago, and one that may have ended since.
        const ends = [chance.says(0.2) ? ago(40_000) : undefined, chance.says(0.35) ? ended() : undefined]
        return ends
          .filter((ended_at) => ended_at !== undefined)
          .map((ended_at): RelationRow => {
            const ends_at = chance.says(0.3) ? ago(chance.one([-60, 60])) : null
            const row = { id: chance.uuid(), kind, began_at: ago(50_000), ended_at, ends_at }
            return Object.assign(row, { client: client.id, professional: professional.id })
          })
      }),
    ),
  )
  const related_person: RelatedPersonRow[] = of('related person').flatMap((person) =>
    of('client').flatMap((client) =>
      [client, ...of('professional')].flatMap((inviter) => {
        const row = { client: client.id, person: person.id, invited_by: inviter.id, began_at: ago(50_000) }
        return chance.says(0.25) ? [{ id: chance.uuid(), ...row, ended_at: ended() }] : []
      }),
    ),
  )
  return { relation, related_person }
}

/** For everybody one good session first, then some of those that open nothing. */
function makeSessions(chance: Chance, account: string): SessionRow[] {
  const make = (row: Partial<SessionRow>): SessionRow => ({
    id: chance.uuid(),
    token_hash: `\\x${chance.bytes(32)}`,
    account,
    began_at: ago(200),
    seen_at: ago(chance.between(0, 59)),
    ends_at: ago(-500),
    ended_at: null,
    ...row,
  })
  const bad = [make({ ended_at: ago(3) }), make({ ends_at: ago(1) }), make({ seen_at: ago(chance.between(60, 90)) })]
  return [make({}), ...bad.filter(() => chance.says(0.15))]
}

function makeMail(chance: Chance, account: AccountRow[]) {
  const some = () => account.filter(() => chance.says(0.4))
  return {
    mail_notice: some().map(({ id }) => ({ account: id, since: ago(chance.between(20, 900)), due_at: ago(-10) })),
    outbox: some().map(({ id }) => makeLetter(chance, id)),
  }
}

function makeLetter(chance: Chance, account: string): World['outbox'][number] {
  const state = chance.one(['waiting', 'sent', 'not needed', 'bounced', 'dead'])
  const ended_at = state === 'waiting' ? null : ago(chance.between(1, 90))
  const times = { created_at: ago(100), due_at: ago(95), taken_until: null, ended_at }
  return { id: chance.uuid(), account, kind: 'new message', attempts: 1, state, reason: 'refused 550', ...times }
}

function makeLog(chance: Chance, account: AccountRow[]) {
  const some = account.filter(() => chance.says(0.5))
  const audit = some.flatMap(({ id }) => [makeLookedFor(chance, id)].concat(makeLooks(chance, account, id)))
  return {
    event: Array.from({ length: 12 }, (_, index) => {
      const about = { what: chance.one(['conversation', 'me', 'signed out', 'file', 'tasks']), subject: chance.uuid() }
      return { id: index + 1, tx: '1', at: ago(5), addressee: chance.one(account).id, ...about }
    }),
    audit,
    seal: audit.map(({ id }, index) => ({ position: index + 1, line: id ?? null, hash: '\\x01', sealed_at: ago(2) })),
    seal_state: [{ only_row: true, position: audit.length, hash: '\\x01', sealed_before: '1' }],
    look_review: makeReviews(audit, account),
  }
}

/** One line of the log, as somebody's. */
export function makeLine(chance: Chance, account: string | null): Row {
  const who = { account, roles: ['client'], session: null, on_behalf_of: null, access_point: null, client: null }
  const what = { action: 'conversation read', allowed: true, basis: 'participant', rule: 'CNV-12', found: null }
  const about = { object_kind: 'conversation', object: chance.uuid(), emergency: false, mac: '\\x01' }
  return { id: lineId(chance, ago(4)), tx: '1', at: ago(4), ...who, ...what, ...about }
}

/** A line of anything, or of a search outside a caseload. */
function makeLookedFor(chance: Chance, account: string): Row {
  return { ...makeLine(chance, account), object_kind: chance.one(['conversation', 'outside search']) }
}
