import { useEffect, useRef } from 'preact/hooks'
import type { Me } from '../../contract/accounts.ts'
import type { ClientLine } from '../../contract/caseload.ts'
import { ask } from '../api.ts'
import { text } from '../text/text.ts'
import { useAsked } from '../ui/asked.tsx'
import { useHeard } from '../ui/heard.ts'
import { whisper } from '../ui/toast.tsx'
import { seesEveryClient } from './rights.ts'
import { type Meant, meantBy, sought, soughtState } from './sought.ts'

/** What came of it: who, whether there are more, and what was sought; null = nothing. */
export type FoundClients = { clients: readonly ClientLine[]; more: boolean; meant: Meant | null; round: number }

/** The list as it was asked for last; `look` asks again for what is sought now. */
export function useClients(me: Me) {
  const round = useRef(0)
  const { asked, again } = useAsked<FoundClients>(async () => {
    const meant = meantBy(sought.peek())
    round.current += 1
    return { meant, round: round.current, ...(await find(me, meant)) }
  })
  useHeard(({ what }) => (what === 'again' || what === 'file') && meantBy(sought.peek()) === null && again())
  const there = asked.state === 'there' && round.current > 1 ? asked.value : null
  useEffect(() => {
    if (there) whisper(text().caseload.found(there.clients.length))
  }, [there?.round])
  return { asked, look: again }
}

async function find(me: Me, meant: Meant | null) {
  const state = soughtState.peek()
  if (!meant)
    return await (seesEveryClient(me)
      ? ask('searchClients', { takes: { state } })
      : ask('listClients', { asksFor: { state } }))
  const found = await ask('searchClients', { takes: { state, [meant.by]: meant.words } })
  // An ID may be one word of letters.
  const mayBeId = meant.by === 'name' && !/\s/.test(meant.words) && found.clients.length === 0
  return mayBeId ? await ask('searchClients', { takes: { state, identifier: meant.words } }) : found
}
