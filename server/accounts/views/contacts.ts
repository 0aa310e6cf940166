import type { Contact } from '../../../contract/accounts.ts'
import type { Language } from '../../../rules/words.ts'
import { ownFile } from '../../keys.ts'
import { fullName, isOnline, openerFor } from '../../names.ts'
import type { Opened, Visit } from '../../visit.ts'
import type { ContactLine } from '../access/contacts.ts'

/** Made once: making one costs more than sorting with it. */
const orders: Record<Language, (a: string, b: string) => number> = {
  nl: new Intl.Collator('nl').compare,
  en: new Intl.Collator('en').compare,
}

/** Everybody one may start a conversation with, in the order of the reader's language. */
export async function seeContacts(visit: Visit, lines: readonly Opened<ContactLine, 'contact'>[]): Promise<Contact[]> {
  const open = await openerFor(
    visit,
    lines.map(({ account }) => ({ owner: account, scope: ownFile })),
  )
  const order = orders[visit.account.settings.language ?? 'nl']
  return lines
    .map((line) => ({
      id: line.account,
      name: fullName(open({ owner: line.account, scope: ownFile }, line.account, line.name)) ?? '',
      kind: line.kind,
      groups: line.groups ?? [],
      online: isOnline(visit.now, line.seenAt),
    }))
    .toSorted((a, b) => order(a.name, b.name))
}
