import { useEffect, useRef, useState } from 'preact/hooks'
import type { Me } from '../../contract/accounts.ts'
import { ask } from '../api.ts'
import { signOut } from '../session.ts'
import { text } from '../text/text.ts'
import { lastTouch, lastTouchElsewhere, touch } from '../touch.ts'
import { Button } from '../ui/button.tsx'

const minute = 60_000
/** How often it is looked at, ms. */
const every = 5000
/** The server writes down a sign of its person once a minute, and the browser sends one as often: by so much its clock may run ahead. */
const slack = 2 * minute

/** Why the session is about to end, and when. */
type Ending = { why: 'idle' | 'longest'; at: number; since: number }

/**
 * Some minutes before a session ends by itself it says so, over whatever is on the screen; what was typed stays where it is. It stays until it
 * is answered, here or in another tab: whoever moves through it by the keyboard does not lose it under their hands.
 */
export function IdleWarning({ me }: { me: Me }) {
  const [ending, setEnding] = useState<Ending | null>(null)
  const [now, setNow] = useState(Date.now)
  const told = useRef(false)
  const { idleMinutes, endsAt } = me.session
  useEffect(() => {
    const look = () => {
      setNow(Date.now())
      setEnding((before) => next(before, me.session, told.current))
    }
    const timer = setInterval(look, every)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [idleMinutes, endsAt])
  const left = ending ? Math.ceil((ending.at - now) / minute) : null
  const isOver = left !== null && left <= 0
  useEffect(() => {
    // Over by our own reckoning. The server knows better: its "no" clears the screen.
    if (isOver) ask('seeMe').catch(() => {})
  }, [isOver])
  if (!ending || left === null || isOver) return null
  const stay = () => {
    touch()
    if (ending.why === 'longest') told.current = true
    setEnding(null)
    // Nothing to tell when it fails: the next touch tries again.
    ask('beHere').catch(() => {})
  }
  return <Warning why={ending.why} minutes={left} stay={stay} />
}

function next(before: Ending | null, { idleMinutes, endsAt }: Me['session'], told: boolean): Ending | null {
  const now = Date.now()
  const warnedAhead = (idleMinutes >= 20 ? 5 : 1) * minute
  const answeredElsewhere = before?.why === 'idle' && lastTouchElsewhere() > before.since
  if (before && before.at > now && !answeredElsewhere) return before
  const longest = Date.parse(endsAt)
  if (longest - now <= warnedAhead && !told) return { why: 'longest', at: longest, since: now }
  const idle = lastTouch() + idleMinutes * minute - slack
  return idle - now <= warnedAhead ? { why: 'idle', at: idle, since: now } : null
}

/** A dialog of the browser's own: it takes the focus, keeps it, and gives it back. Escape is a sign of its person too. */
function Warning({ why, minutes, stay }: { why: Ending['why']; minutes: number; stay: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const opened = dialog.current
    const before = document.activeElement
    opened?.showModal()
    return () => {
      opened?.close()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  const words = text().door
  const isIdle = why === 'idle'
  return (
    <dialog
      class="dialog"
      ref={dialog}
      role="alertdialog"
      aria-labelledby="staying"
      aria-describedby="staying-more"
      onCancel={(event) => {
        event.preventDefault()
        stay()
      }}
    >
      <div class="dialog-body stack">
        <h2 id="staying">{isIdle ? words.staying : words.longest}</h2>
        <p id="staying-more">{isIdle ? words.stayingMore(minutes) : words.longestMore(minutes)}</p>
      </div>
      <div class="dialog-foot">
        <Button look="main" onClick={stay}>
          {isIdle ? words.stay : words.understood}
        </Button>
        {isIdle && <Button onClick={() => void signOut().catch(stay)}>{text().accounts.signOut}</Button>}
      </div>
    </dialog>
  )
}
