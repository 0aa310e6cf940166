import { useEffect, useState } from 'preact/hooks'
import type { Practice } from '../../contract/practices.ts'
import { ask } from '../api.ts'
import { practice, session } from '../session.ts'
import { text } from '../text/text.ts'

/** On every page, before signing in too: whom to ask (PLT-1). */
export function Foot() {
  const { questions, runsOn } = text().practices
  const desk = useDesk()
  return (
    <footer class="foot">
      <div class="foot-in">
        {desk?.address && (
          <>
            <span>{questions}</span>
            <a href={`mailto:${desk.address}`}>{desk.address}</a>
            {desk.phone && <a href={`tel:${desk.phone.replace(/[^\d+]/g, '')}`}>{desk.phone}</a>}
            {desk.hours && <span class="soft">{desk.hours}</span>}
          </>
        )}
        {practice.value?.footer && <span class="soft">{practice.value.footer}</span>}
        <a href="/privacy">{text().door.privacy}</a>
        <span class="push soft">{runsOn}</span>
      </div>
    </footer>
  )
}

/** Whom this person asks: professionals may have a desk of their own (PLT-2). Until that is known, the one for everybody. */
function useDesk(): Practice['desk'] | undefined {
  const now = session.value
  const isStaff = now.who === 'somebody' && now.me.kind === 'professional'
  const [inner, setInner] = useState<Practice['desk'] | null>(null)
  useEffect(() => {
    setInner(null)
    // Not reachable now: the desk for everybody stands there.
    if (isStaff) ask('seeInnerDesk').then(setInner, () => {})
  }, [isStaff])
  return inner ?? practice.value?.desk
}
