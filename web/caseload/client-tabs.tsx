import type { Me } from '../../contract/accounts.ts'
import { ask } from '../api.ts'
import { useAsked } from '../ui/asked.tsx'
import { outsideWords } from './outside-words.ts'
import { looksOutside } from './rights.ts'

/** 'My clients' beside 'Other clients', where the practice lets this therapist look there (CAS-4). */
export function ClientTabs({ me, now }: { me: Me; now: 'mine' | 'others' }) {
  return looksOutside(me) ? <Tabs now={now} /> : null
}

function Tabs({ now }: { now: 'mine' | 'others' }) {
  const { asked } = useAsked(() => ask('seeOutside'))
  if (asked.state !== 'there' || !asked.value.looks) return null
  const { tabs, mine, others } = outsideWords()
  return (
    <nav class="side" aria-label={tabs}>
      <ul class="abreast">
        <li>
          <a href="/clients" aria-current={now === 'mine' ? 'page' : undefined}>
            {mine}
          </a>
        </li>
        <li>
          <a href="/clients/others" aria-current={now === 'others' ? 'page' : undefined}>
            {others}
          </a>
        </li>
      </ul>
    </nav>
  )
}
