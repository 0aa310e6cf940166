import { useState } from 'preact/hooks'
import type { GuidedTool } from '../../contract/caseload/relations.ts'
import { ask } from '../api.ts'
import { calendarDay } from '../text/moments.ts'
import { dateFrom } from './dates.ts'
import { relationWords } from './relation-words.ts'

/** What there is to hand over, as the server says it. */
export type ToHandOver = {
  name: string
  reads: boolean
  colleagues: { id: string; name: string; related: boolean }[]
  tools: GuidedTool[]
  conversations: { id: string; subject: string | null; others: number }[]
  last: boolean
  asksClient: boolean
}
export type Step = 'who' | 'tools' | 'talks' | 'words' | 'check'
export type Choices = ReturnType<typeof useHandingOver>

/** What was chosen so far. `typed` null: the message is still the one that was suggested. */
type Chosen = {
  to: string
  asStandIn: boolean
  until: string
  tools: ReadonlySet<string>
  talks: ReadonlySet<string>
  typed: string | null
}

/** The choices of a hand-over: all tools and conversations go along until somebody says otherwise. */
export function useHandingOver(client: string, there: ToHandOver) {
  const [at, go] = useState(0)
  const [chosen, setChosen] = useState<Chosen>(() => ({
    to: '',
    asStandIn: false,
    until: '',
    tools: new Set(there.tools.map(({ id }) => id)),
    talks: new Set(there.conversations.map(({ id }) => id)),
    typed: null,
  }))
  const [clientKey] = useState(() => crypto.randomUUID())
  const colleague = there.colleagues.find(({ id }) => id === chosen.to)
  const asks = there.asksClient && colleague?.related === false
  const day = chosen.asStandIn ? dateFrom(chosen.until) : null
  const steps = stepsOf(there)
  const message = chosen.typed ?? suggested({ name: colleague?.name ?? '', day, asks })
  const said = asks || there.reads ? message.trim() : ''
  const send = async () => {
    const takes = { ...sentOf(chosen, there), until: day, message: said === '' ? null : said, clientKey }
    return (await ask('handOver', { where: { id: client }, takes })).asked
  }
  const set = (some: Partial<Chosen>) => setChosen((before) => ({ ...before, ...some }))
  return { ...chosen, step: steps[at] ?? 'check', steps, at, go, colleague, day, message, said, asks, set, send }
}

function sentOf({ to, asStandIn, tools, talks }: Chosen, there: ToHandOver) {
  const goesTo = (id: string) => (tools.has(id) ? 'colleague' : 'unguided')
  return {
    to,
    tools: there.tools.map(({ id }) => ({ tool: id, goesTo: goesTo(id) }) as const),
    conversations: [...talks],
    breakRelation: !asStandIn,
  }
}

/** Only what there is to choose is asked. */
function stepsOf({ tools, conversations, reads, asksClient }: ToHandOver): Step[] {
  const steps: [Step, boolean][] = [
    ['who', true],
    ['tools', tools.length > 0],
    ['talks', conversations.length > 0],
    ['words', reads || asksClient],
    ['check', true],
  ]
  return steps.filter(([, isThere]) => isThere).map(([step]) => step)
}

function suggested({ name, day, asks }: { name: string; day: string | null; asks: boolean }): string {
  const { over } = relationWords()
  if (asks) return over.askMessage(name)
  return day === null ? over.message(name) : over.messageStand(name, calendarDay(day))
}
