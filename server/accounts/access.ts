import { sql } from 'kysely'
import { endSession, ownSettings, signIn } from '../../rules/accounts.ts'
import { contact } from '../../rules/conversations.ts'
import type { Group, Kind } from '../../rules/words.ts'
import { token } from '../crypto.ts'
import { notFound, Refused } from '../errors.ts'
import { wordsOf } from '../names.ts'
import type { Practice } from '../database.ts'
import type { Opened, Settings, Visit } from '../visit.ts'
import { spendTheSameWork, verifyPassword } from '../passwords.ts'

/** What the address of a sign-in leads to; every field null when nobody has it. */
export type Credentials = { account: string | null; hash: string | null; active: boolean }

/** Looks an address up. Known or not: the same statement. */
export async function findCredentials(visit: Visit, address: string): Promise<Credentials> {
  return await visit.one(sql<Credentials>`select * from room.credentials(${addressToken(visit.practice, address)})`)
}

/** Compares a password with what was found, outside any transaction: one hash is spent in every case. */
export async function passwordMatches(found: Credentials, password: string): Promise<boolean> {
  return found.hash === null ? await spendTheSameWork(password) : await verifyPassword(found.hash, password)
}

/** The door of the practice itself: yes only with the right password of an active account. */
export function openDoor(
  visit: Visit,
  found: Credentials,
  matches: boolean,
): Opened<{ account: string }, 'sign in'> | null {
  const verdict = signIn.judge({ active: found.active, passwordMatches: matches })
  visit.note(verdict, { kind: 'account', id: found.account })
  return verdict.may && found.account !== null
    ? ({ account: found.account } as Opened<{ account: string }, 'sign in'>)
    : null
}

/** How an address is looked up without being read: lower case (ACC-5), keyed. */
export function addressToken(practice: Practice, address: string): Buffer {
  return token(practice.keys.search, 'address', address.trim().toLowerCase())
}

/** One's own account, with what one may change of it. */
export type OwnAccount = { account: string; kind: Kind; groups: Group[]; name: Buffer | null; settings: Settings }

/** The door to oneself. */
export async function openOwnAccount(visit: Visit): Promise<Opened<OwnAccount, 'own settings'>> {
  const [row] = await visit.all(sql<{ account: string; name: Buffer | null }>`
    select a.id as account, n.sealed as name from room.account a left join room.account_name n on n.account = a.id where a.id = room.me()`)
  const { account } = visit
  const verdict = ownSettings.judge({ own: row?.account === account.id })
  visit.note(verdict, { kind: 'account', id: account.id })
  if (!row || !verdict.may) throw notFound()
  const { kind, groups, settings } = account
  return { ...row, kind, groups, settings } as Opened<OwnAccount, 'own settings'>
}

/** The door to one's own session, to end it. */
export async function openOwnSession(visit: Visit): Promise<Opened<{ session: string }, 'end'>> {
  await visit.enter()
  const verdict = endSession.judge({ signedIn: visit.accountOrNobody !== null })
  visit.note(verdict, { kind: 'session', id: visit.accountOrNobody?.session ?? null })
  if (!verdict.may) throw new Refused('signed-out')
  return { session: visit.account.session } as Opened<{ session: string }, 'end'>
}

/** Somebody the reader knows, with the facts CNV-2 asks for. */
export type ContactLine = { account: string; kind: Kind; groups: Group[] | null; name: Buffer; seenAt: Date | null }

type ContactLineRow = ContactLine & {
  active: boolean
  relation: 'therapist' | 'supervisor' | null
  related_by: 'client' | 'professional' | null
  invited_by_this_professional: boolean
}

/** How many contacts are shown at once; who knows more people finds them by name. */
const contactsShown = 200
const wordsUsed = 6

/** One's own contacts: of everybody the second wall shows, those the rule says yes to; found by the beginnings of their names, or all. */
export async function openContacts(
  visit: Visit,
  find: string | null,
): Promise<{ contacts: Opened<ContactLine, 'contact'>[]; more: boolean }> {
  const asked = visit.all(sql<ContactLineRow>`
    select known.account, known.groups, known.seen_at as "seenAt", n.sealed as name, facts.*
    from room.find_known(${find === null ? null : tokensOf(visit, find)}, ${contactsShown + 1}) as known
    cross join lateral (select n.sealed from room.account_name n where n.account = known.account offset 0) as n
    cross join lateral room.contact_facts(known.account, false) as facts
    where known.account <> room.me()`)
  const rows = await visit.last(asked)
  const contacts: ContactLine[] = rows.slice(0, contactsShown).filter((row) => judgeContact(visit, row).may)
  return { contacts: contacts as Opened<ContactLine, 'contact'>[], more: rows.length > contactsShown }
}

function judgeContact(visit: Visit, row: ContactLineRow) {
  const { id, kind, groups } = visit.account
  return contact.judge({
    me: { kind, groups, active: true },
    other: { kind: row.kind, active: row.active },
    same: row.account === id,
    relation: row.relation,
    relatedBy: row.related_by,
    invitedByThisProfessional: row.invited_by_this_professional,
  })
}

/** The longest word first: it is the most telling one. */
function tokensOf(visit: Visit, find: string): Buffer[] {
  const words = wordsOf(find).toSorted((a, b) => b.length - a.length)
  return words.slice(0, wordsUsed).map((word) => token(visit.practice.keys.search, 'name', word))
}
