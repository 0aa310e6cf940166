import { sql } from 'kysely'
import type { Language } from '../../../rules/words.ts'
import { later } from '../../clock.ts'
import { openText } from '../../crypto.ts'
import { ownFile, spell } from '../../keys.ts'
import type { Outcome } from '../../mail.ts'
import type { Name } from '../../names.ts'
import { byItself, makeVisit } from '../../visit.ts'
import { writeLetter } from '../letters.ts'
import type { MailWork } from './work.ts'

const atOnce = 20
const minute = 60_000
/** How long one process may hold a letter before another may send it, ms. */
const holdFor = 5 * minute
/** Whoever cannot be reached in so many tries is not told: the old address is, and a change that nobody wants is stopped from there. */
const tries = 12

/** Tells the addresses that are to come: the old ones are told by the outbox. */
export async function tellNewAddresses(work: MailWork): Promise<void> {
  const { practice, now } = work
  const taken = await makeVisit(byItself(practice, now), (visit) =>
    visit.last(
      visit.change(sql<NewsRow>`select * from room.take_address_news(${now}, ${later(now, holdFor)}, ${atOnce})`),
    ),
  )
  if (taken.length === 0) return
  const said = await makeVisit(byItself(practice, now), (visit) =>
    visit.all(sql<{ name: string; value: string }>`
      select name, value #>> '{}' as value from room.setting where name in ('name', 'deskAddress')`),
  )
  const settings = new Map(said.map(({ name, value }) => [name, value]))
  for (const row of taken) {
    const outcome = await carry(work, row, settings)
    const again = outcome?.came === 'later' && row.attempts < tries ? later(now, 2 ** row.attempts * minute) : null
    await makeVisit(byItself(practice, now), (visit) =>
      visit.last(visit.change(sql`select room.settle_address_news(${row.account}, ${again})`)),
    )
  }
}

type NewsRow = { account: string; attempts: number; language: Language; name: Buffer; address: Buffer }

async function carry(work: MailWork, row: NewsRow, settings: Map<string, string>): Promise<Outcome | null> {
  const { practice, now, carrier, sender, origin } = work
  const file = { owner: row.account, scope: ownFile }
  const key = (await practice.keys.find([file])).get(spell(file))
  // The person was destroyed: there is nobody to write to any more.
  if (!key) return null
  const open = (sealed: Buffer) => openText(key, { owner: row.account, row: row.account }, sealed)
  const { first } = JSON.parse(open(row.name)) as Name
  const facts = { firstName: first, link: `${origin}/`, desk: settings.get('deskAddress') ?? '' }
  return await carrier.carry({
    messageId: `<${row.account}.${now.getTime()}@${sender.split('@')[1]}>`,
    from: { name: settings.get('name') ?? 'Alcove', address: sender },
    to: open(row.address),
    at: now.toISOString(),
    language: row.language,
    ...writeLetter('address changed', row.language, facts),
  })
}
