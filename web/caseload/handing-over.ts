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

/** The choices of a hand-over: all tools and conversations go along until somebody says otherwise. */
export function useHandingOver(client: string, there: ToHandOver) {
  const [at, setAt] = useState(0)
  const [to, setTo] = useState('')
  const [asStandIn, setAsStandIn] = useState(false)
  const [until, setUntil] = useState('')
  const [tools, setTools] = useState<ReadonlySet<string>>(new Set(there.tools.map(({ id }) => id)))
  const [talks, setTalks] = useState<ReadonlySet<string>>(new Set(there.conversations.map(({ id }) => id)))
  const [typed, setTyped] = useState<string | null>(null)
  const [clientKey] = useState(() => crypto.randomUUID())
  const colleague = there.colleagues.find(({ id }) => id === to)
  const asks = there.asksClient && colleague?.related === false
  const day = asStandIn ? dateFrom(until) : null
  const steps = stepsOf(there)
  const message = typed ?? suggested({ name: colleague?.name ?? '', day, asks })
  const send = async () => {
    const says = asks || there.reads ? message.trim() : ''
    const takes = {
      to,
      until: day,
      tools: there.tools.map(({ id }) => ({
        tool: id,
        goesTo: tools.has(id) ? ('colleague' as const) : ('unguided' as const),
      })),
      conversations: [...talks],
      breakRelation: !asStandIn,
      message: says === '' ? null : says,
      clientKey,
    }
    return (await ask('handOver', { where: { id: client }, takes })).asked
  }
  const set = {
    to: setTo,
    asStandIn: setAsStandIn,
    until: setUntil,
    tools: setTools,
    talks: setTalks,
    message: setTyped,
  }
  return {
    step: steps[at] ?? 'check',
    steps,
    at,
    go: setAt,
    colleague,
    to,
    asStandIn,
    until,
    day,
    tools,
    talks,
    message,
    asks,
    set,
    send,
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
