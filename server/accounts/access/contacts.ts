import { sql } from 'kysely'
import { contact } from '../../../rules/conversations.ts'
import type { Group, Kind } from '../../../rules/words.ts'
import { token } from '../../crypto.ts'
import { wordsOf } from '../../names.ts'
import type { ShownRow } from '../../shown.ts'
import type { Opened, Visit } from '../../visit.ts'
import { joinShown, shownColumns } from './shown.ts'

/** Somebody the reader knows, with the facts CNV-2 asks for. */
export type ContactLine = ShownRow & {
  account: string
  kind: Kind
  groups: Group[] | null
  name: Buffer
  seenAt: Date | null
}

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
    with known as materialized (
      select * from room.find_known(${find === null ? null : nameTokens(visit, find)}, ${contactsShown + 1}))
    select known.groups, known.seen_at as "seenAt", n.sealed as name, facts.*, ${shownColumns}
    from known
    join room.facts_about((select array_agg(known.account) from known)) as facts on facts.account = known.account
    cross join lateral (select n.sealed from room.account_name n where n.account = known.account offset 0) as n
    ${joinShown(sql`known.account`)}
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

/** What a search for a name looks up. The longest word first: it is the most telling one. */
export function nameTokens(visit: Visit, find: string): Buffer[] {
  const words = wordsOf(find).toSorted((a, b) => b.length - a.length)
  return words.slice(0, wordsUsed).map((word) => token(visit.practice.keys.search, 'name', word))
}
