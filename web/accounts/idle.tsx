import { useEffect, useRef, useState } from 'preact/hooks'
import type { Me } from '../../contract/accounts.ts'
import { ask } from '../api.ts'
import { signOut } from '../session.ts'
import { text } from '../text/text.ts'
import { lastTouch, touch } from '../touch.ts'
import { Button } from '../ui/button.tsx'

const minute = 60_000
/** How often it is looked at, ms. */
const every = 5000
/** The server writes down a sign of its person once a minute, and the browser sends one as often: by so much its clock may run ahead. */
const slack = 2 * minute

/** Why the session is about to end, and in how many minutes. */
type Ending = { why: 'idle' | 'longest'; minutes: number }

/** Some minutes before a session ends by itself it says so, over whatever is on the screen; what was typed stays where it is. */
export function IdleWarning({ me }: { me: Me }) {
  const [ending, setEnding] = useState<Ending | null>(null)
  const [told, setTold] = useState(false)
  const { idleMinutes, endsAt } = me.session
  useEffect(() => {
    const look = () => {
      const found = endingOf({ idleMinutes, endsAt })
      setEnding(found)
      // Over by our own reckoning: the server knows better, and a "no" clears the screen.
      if (found && found.minutes <= 0) ask('seeMe').catch(() => {})
    }
    const timer = setInterval(look, every)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [idleMinutes, endsAt])
  if (!ending || ending.minutes <= 0 || (ending.why === 'longest' && told)) return null
  const stay = () => {
    touch()
    setEnding(null)
    if (ending.why === 'longest') setTold(true)
    // Nothing to tell when it fails: the next touch tries again.
    ask('beHere').catch(() => {})
  }
  return <Warning ending={ending} stay={stay} />
}

function endingOf({ idleMinutes, endsAt }: Me['session']): Ending | null {
  const before = (idleMinutes >= 20 ? 5 : 1) * minute
  const now = Date.now()
  const idle = lastTouch() + idleMinutes * minute - slack - now
  const longest = Date.parse(endsAt) - now
  if (longest <= before) return { why: 'longest', minutes: Math.ceil(longest / minute) }
  return idle <= before ? { why: 'idle', minutes: Math.ceil(idle / minute) } : null
}

/** A dialog of the browser's own: it takes the focus, keeps it, and gives it back. Escape is a sign of its person too. */
function Warning({ ending: { why, minutes }, stay }: { ending: Ending; stay: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const opened = dialog.current
    opened?.showModal()
    return () => opened?.close()
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
