import type { ComponentChildren } from 'preact'
import { useLayoutEffect } from 'preact/hooks'
import { session } from '../session.ts'
import { text } from '../text/text.ts'
import { band } from '../ui/band.ts'
import { Toast } from '../ui/toast.tsx'
import { Foot } from './foot.tsx'
import { HelpNow } from './help-now.tsx'
import { Top } from './top.tsx'

/** What stands around every screen, in the same order everywhere. */
export function Shell({ children }: { children: ComponentChildren }) {
  const me = session.value.who === 'somebody' ? session.value.me : null
  // Professionals read lists all day: one step smaller and closer.
  const desk = me?.kind === 'professional'
  useLayoutEffect(() => void document.body.classList.toggle('desk', desk), [desk])
  return (
    <>
      <a class="skip" href="#main" onClick={toContent}>
        {text().practices.toContent}
      </a>
      <HelpNow />
      <Top me={me} />
      {me && band.value}
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <Foot />
      <Toast />
    </>
  )
}

/** Without changing the address, which would put a step in the way of going back. */
function toContent(event: Event): void {
  event.preventDefault()
  document.getElementById('main')?.focus()
}
