import { sql } from 'kysely'
import { type Parting, writeParting } from '../../conversations/changes.ts'
import { Refused } from '../../errors.ts'
import type { Opened, Visit } from '../../visit.ts'
import type { RelationsRow } from '../access/relations.ts'
import { askWithPlan } from './requests.ts'
import { endOf, tellAll, type ToldOfRelation } from './working.ts'

/** What is handed over, and how: the choices of the screen. */
export type HandingOver = {
  until: string | null
  tools: { tool: string; goesTo: 'colleague' | 'unguided' }[]
  conversations: string[]
  breakRelation: boolean
  message: string | null
  clientKey: string
}

/**
 * Everything of a hand-over in one transaction (TRF-1): the word to the client first, then the colleague, the tools, the conversations and the
 * break. Where the client is asked first it becomes a request, and happens with their yes. The same key again is the same, once.
 */
export async function handOver(
  visit: Visit,
  client: Opened<RelationsRow & Parting, 'hand over'>,
  given: HandingOver,
): Promise<{ asked: boolean }> {
  const { other, requests } = client
  if (client.keyUsed) throw new Refused('key-used')
  const asks = requests && other?.relation !== 'therapist'
  // Nothing is handed over before the yes: what the client reads in their log is that they were asked.
  if (asks) for (const line of visit.lines) line.action = 'relate request sent'
  if (client.doneBefore || !other) return { asked: asks }
  const ends = await endOf(visit, given.until)
  await checkChoices(visit, client.id, given)
  if (asks) {
    await askFirst(visit, { client: client.id, to: other.id, ends }, given)
    return { asked: true }
  }
  if (given.message !== null) {
    if (!client.active) throw new Refused('not-active')
    await writeParting(visit, client, { text: given.message, clientKey: given.clientKey })
  }
  const plan = JSON.stringify(planOf(given))
  const [row] = await visit.change(sql<{ told: ToldOfRelation }>`
    select room.hand_over_own(${client.id}, ${other.id}, ${plan}::jsonb, ${ends}, ${given.clientKey}, ${visit.now}) as told`)
  if (ends) visit.leaveWork()
  tellAll(visit, client.id, row?.told)
  return { asked: false }
}

function planOf({ tools, conversations, breakRelation }: HandingOver) {
  const going = (to: 'colleague' | 'unguided') =>
    tools.filter(({ goesTo }) => goesTo === to).map(({ tool }) => tool.toLowerCase())
  return {
    tools: going('colleague'),
    unguided: going('unguided'),
    conversations: conversations.map((one) => one.toLowerCase()),
    break: breakRelation,
  }
}

/** What the screen showed is what there is: every tool has its choice (TRF-7), and every conversation is still one's own to hand over. */
async function checkChoices(visit: Visit, client: string, { tools, conversations }: HandingOver): Promise<void> {
  const shown = tools.map(({ tool }) => tool)
  const row = await visit.one(sql<{ same: boolean; led: boolean }>`
    select room.guides_exactly(${client}, ${visit.account.id}, ${shown}::uuid[]) as same,
      ${conversations}::uuid[] <@ array(select l.conversation from room.led_with(${client}) as l) as led`)
  if (!row.same || !row.led || new Set(shown.map((one) => one.toLowerCase())).size !== shown.length)
    throw new Refused('look-again')
}

/** With requests on nothing moves yet: the client is asked, and the words say why (TRF-10). */
async function askFirst(
  visit: Visit,
  { client, to, ends }: { client: string; to: string; ends: Date | null },
  given: HandingOver,
): Promise<void> {
  if (given.message === null) throw new Refused('wrong-fields', { fields: [{ field: 'message', code: 'missing' }] })
  const me = visit.account.id
  const stands = ends && { until: ends.toISOString(), standsInFor: me }
  const plan = { ...planOf(given), from: me, ...stands }
  await askWithPlan(visit, { client, professional: to, plan, words: given.message, clientKey: given.clientKey })
}
