import type { Contact } from '../../../contract/accounts.ts'
import { ownFile } from '../../keys.ts'
import { isOnline, nameFrom, openerFor, sortedByName, spokenName } from '../../names.ts'
import { awayOf, descriptionOf, pictureOf } from '../../shown.ts'
import type { Opened, Visit } from '../../visit.ts'
import type { ContactLine } from '../access/contacts.ts'

/** Everybody one may start a conversation with, in the order of the reader's language. */
export async function seeContacts(visit: Visit, lines: readonly Opened<ContactLine, 'contact'>[]): Promise<Contact[]> {
  const open = await openerFor(
    visit,
    lines.map(({ account }) => ({ owner: account, scope: ownFile })),
  )
  const people = lines.map((line) => {
    const file = { owner: line.account, scope: ownFile }
    return { line, name: nameFrom(open(file, line.account, line.name)) ?? { first: '', infix: '', last: '' } }
  })
  return sortedByName(people, visit.account.settings.language ?? 'nl').map(({ line, name }) => ({
    id: line.account,
    name: spokenName(name),
    kind: line.kind,
    groups: line.groups ?? [],
    online: isOnline(visit.now, line.seenAt),
    description: descriptionOf(line.account, line, open),
    away: awayOf(line.account, line, open),
    picture: pictureOf(line.account, line),
  }))
}
