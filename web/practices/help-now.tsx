import { useEffect } from 'preact/hooks'
import { signOutAndGo } from '../session.ts'
import { text } from '../text/text.ts'
import { Icon } from '../ui/icon.tsx'

/** First on every page, before signing in too: whom to call, and how to be gone at once. */
export function HelpNow() {
  const { helpNow, lifeInDanger, suicide, suicideNumbers, leave, leaveMore } = text().practices
  useEffect(() => onThreeShifts(leaveQuickly), [])
  return (
    <aside class="help" aria-label={helpNow}>
      <div class="help-in">
        <details>
          <summary>
            <Icon name="phone" small />
            {helpNow}
            <Icon name="down" small more="turn" />
          </summary>
          <ul>
            <li>
              <a href="tel:112">
                <strong>112</strong>
                <span>{lifeInDanger}</span>
              </a>
            </li>
            <li>
              <a href="tel:113">
                <strong>{suicideNumbers}</strong>
                <span>{suicide}</span>
              </a>
            </li>
          </ul>
          <p id="leave-more">{leaveMore}</p>
        </details>
        <a class="leave" href="about:blank" onClick={onLeave}>
          {leave}
          <Icon name="exit" small />
        </a>
      </div>
    </aside>
  )
}

function onLeave(event: Event): void {
  event.preventDefault()
  leaveQuickly()
}

/** Nothing is waited for: what stands here goes from sight first, then the page goes from the tab. */
function leaveQuickly(): void {
  document.body.hidden = true
  document.title = ''
  signOutAndGo()
  location.replace('about:blank')
}

/** Three times Shift in a row, within two seconds, with nothing in between: that is no typing. */
function onThreeShifts(leave: () => void): () => void {
  let presses: number[] = []
  const hear = (event: KeyboardEvent) => {
    if (event.repeat) return
    presses = event.key === 'Shift' ? [...presses, event.timeStamp].slice(-3) : []
    const [first] = presses
    if (presses.length === 3 && first !== undefined && event.timeStamp - first < 2000) leave()
  }
  addEventListener('keydown', hear)
  return () => removeEventListener('keydown', hear)
}
