import { sql } from 'kysely'
import type { LookToReview, ReviewReason } from '../../../contract/audit.ts'
import type { Kind } from '../../../rules/words.ts'
import { ownFile } from '../../keys.ts'
import { type Name, nameFrom, openerFor, spokenName, wordsOf } from '../../names.ts'
import type { Opened, Visit } from '../../visit.ts'
import { ownersOf, periodOf, personOf, reasonOf } from './looks.ts'

type ReviewRow = {
  line: string
  first_at: Date
  last_at: Date
  times: number
  actions: string[]
  bases: string[]
  allowed: boolean
  account: string
  roles: string[]
  client: string
  name: Buffer
  client_name: Buffer
  related: boolean
  in_touch: boolean
  by_role: boolean
  clients_that_day: number
  motivation: string | null
  reason: Buffer | null
  emergency: boolean
  outcome: 'fine' | 'asked' | null
}

/** How many rows of a period are looked through, and how many are shown. */
const looksThrough = 50_000
const shownAtMost = 200

/** More clients than this on one day are many for somebody who sees them by their role alone. */
const manyADay = 25

/** The looks of a period that are worth a question, newest first. Names are compared here and stay here. */
export async function seeLooksToReview(
  visit: Visit,
  _: Opened<{ practice: string }, 'review log'>,
  { done = 'no', ...asked }: { from?: string | undefined; to?: string | undefined; done?: 'yes' | 'no' | undefined },
) {
  const { since, until } = periodOf(visit, asked)
  const rows = await visit.last(
    Promise.all([
      visit.all(sql<ReviewRow>`select * from room.looks_to_review(${since}, ${until}, ${looksThrough})`),
      visit.all(sql<{ account: string; name: Buffer }>`
        select n.account, n.sealed as name from room.account_name n where n.kind = 'professional'`),
    ]),
  )
  const [found, colleagues] = rows
  const open = await openerFor(visit, [
    ...ownersOf([...found, ...colleagues]),
    ...found.map(({ client }) => ({ owner: client, scope: ownFile })),
  ])
  const nameOf = (account: string, sealed: Buffer) =>
    nameFrom(open({ owner: account, scope: ownFile }, account, sealed))
  const staff = new Set(colleagues.map(({ account, name }) => spelled(nameOf(account, name))))
  const seen = new Set<string>()
  const looks = found.flatMap((row): LookToReview[] => {
    const names = { own: nameOf(row.account, row.name), client: nameOf(row.client, row.client_name) }
    const day = `${row.account} ${row.last_at.toISOString().slice(0, 10)}`
    const reasons = reasonsOf(row, names, {
      isStaff: names.client !== null && staff.has(spelled(names.client)),
      first: !seen.has(day),
    })
    if (row.clients_that_day > manyADay) seen.add(day)
    const who = personOf({ ...row, kind: 'professional' satisfies Kind }, open)
    if (reasons.length === 0 || !who || (row.outcome !== null) !== (done === 'yes')) return []
    return [{ ...shownOf(row), who, motivation: reasonOf(row, open), reasons }]
  })
  return { looks: looks.slice(0, shownAtMost), more: looks.length > shownAtMost || found.length === looksThrough }
}

/** Why somebody might want to ask. What a role brings along by itself is none; of many on one day the newest stands for all. */
function reasonsOf(
  row: Pick<ReviewRow, 'related' | 'in_touch' | 'by_role' | 'clients_that_day' | 'bases' | 'emergency'>,
  names: { own: Name | null; client: Name | null },
  { isStaff, first }: { isStaff: boolean; first: boolean },
): ReviewReason[] {
  const own = lastNameOf(names.own)
  // Somebody who related themselves afterwards came from outside all the same.
  const fromOutside = row.emergency || row.bases.includes('typed reason')
  const judged: [ReviewReason, boolean][] = [
    ['no relation', fromOutside || (!row.related && !row.by_role)],
    ['no contact', row.related && !row.in_touch && !fromOutside],
    ['same surname', own !== '' && own === lastNameOf(names.client)],
    ['colleague', isStaff],
    ['many', row.by_role && row.clients_that_day > manyADay && first],
  ]
  return judged.flatMap(([reason, isSo]) => (isSo ? [reason] : []))
}

/** As it is compared: without accents and capitals. */
function lastNameOf(name: Name | null): string {
  return wordsOf(name?.last ?? '').join(' ')
}

function spelled(name: Name | null): string {
  return name ? wordsOf(spokenName(name)).join(' ') : ''
}

function shownOf(row: ReviewRow) {
  return {
    id: row.line,
    firstAt: row.first_at.toISOString(),
    lastAt: row.last_at.toISOString(),
    times: row.times,
    client: row.client,
    actions: row.actions.toSorted(),
    bases: row.bases.toSorted(),
    allowed: row.allowed,
    temporary: row.emergency,
    clientsThatDay: row.clients_that_day,
    outcome: row.outcome,
  }
}
