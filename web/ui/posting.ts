import type { TargetedSubmitEvent } from 'preact'
import { useState } from 'preact/hooks'
import { Refused } from '../api.ts'
import { stillWrong, type Wrong } from './error-summary.tsx'

type Posting = {
  missing: () => readonly Wrong[]
  send: () => Promise<void>
  /** The server's names of the fields, as this form calls them. */
  namedIn?: (refused: Refused) => readonly Wrong[]
}

/** Sends a form once, however often one presses. What is missing is told before anything is sent; what was typed stays. */
export function usePosting({ missing, send, namedIn = () => [] }: Posting) {
  const [told, setTold] = useState<readonly Wrong[]>([])
  const [round, setRound] = useState(0)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  const tell = (found: readonly Wrong[], error: unknown = null) => {
    setTold(found)
    setFailed(error)
    setRound((before) => before + 1)
  }
  const post = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (busy) return
    const found = missing()
    tell(found)
    if (found.length > 0) return
    setBusy(true)
    try {
      await send()
      // Some forms stay: what they brought stands beside them.
      setBusy(false)
    } catch (error) {
      const named = error instanceof Refused ? namedIn(error) : []
      tell(named, named.length > 0 ? null : error)
      setBusy(false)
    }
  }
  const wrong = stillWrong(told, missing())
  return {
    wrong,
    errorOf: (id: string) => wrong.find((one) => one.id === id)?.error,
    round,
    busy,
    failed,
    post: (event: TargetedSubmitEvent<HTMLFormElement>) => void post(event),
  }
}
