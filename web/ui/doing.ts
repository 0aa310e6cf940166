import { useState } from 'preact/hooks'
import { say } from './toast.tsx'

/** Something done with one press: once at a time; what went wrong stands where it was pressed, and what came of it is said. */
export function useDoing(again: () => void) {
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  const [round, setRound] = useState(0)
  const start = async (act: () => Promise<unknown>, done: string) => {
    if (busy) return
    setBusy(true)
    setFailed(null)
    try {
      await act()
      say(done)
    } catch (error) {
      setFailed(error)
      setRound((before) => before + 1)
    }
    setBusy(false)
    // Whether it worked or not: what holds now stands there.
    again()
  }
  return { busy, failed, round, act: (act: () => Promise<unknown>, done: string) => void start(act, done) }
}
