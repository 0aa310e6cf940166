import type { Me } from '../../contract/accounts.ts'
import type { LookBy } from '../../contract/audit.ts'
import { ask } from '../api.ts'
import { Show } from '../ui/asked.tsx'
import { Icon } from '../ui/icon.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageHeading } from '../ui/page.tsx'
import { LogFilter } from './log-filter.tsx'
import { LookList, type Row } from './look-list.tsx'
import { looksWords } from './looks-words.ts'
import { SaveLooks } from './save-looks.tsx'
import { actionSaid, becauseSaid, firstSaid, roleSaid, whoSaid } from './sentences.ts'
import { useLog } from './use-log.ts'

/** Who looked in my file (PRF-7), for a client; a related person reads the same of their own account. */
export function WhoLooked({ me }: { me: Me }) {
  const { asked, again, sought, seek, more, busy } = useLog((asksFor) => ask('seeWhoLooked', { asksFor }))
  const words = looksWords()
  return (
    <div class="reading stack stack-wide">
      <div>
        <a class="btn btn-quiet btn-edge" href="/settings">
          <Icon name="back" small />
          {words.toSettings}
        </a>
        <PageHeading>{me.kind === 'client' ? words.title : words.titleOfAccount}</PageHeading>
      </div>
      <Show asked={asked} again={again} words={words.getting}>
        {({ looks, people, lookedIn, next }) => (
          <>
            <p>{words.intro(words.inPeriod[sought.period], lookedIn)}</p>
            <LogFilter sought={sought} seek={seek} people={people} />
            <LookList rows={looks.map(rowOf)} none={words.none} more={next === null ? null : more} busy={busy} />
            {looks.length > 0 && <SaveLooks sought={sought} />}
            <Notice tone="note">{words.notRight}</Notice>
          </>
        )}
      </Show>
    </div>
  )
}

function rowOf(look: LookBy): Row {
  const { who, motivation, temporary } = look
  const first = firstSaid(who)
  return {
    ...look,
    name: whoSaid(who),
    look: who?.name ? 'professional' : 'nickname',
    role: roleSaid(who),
    what: actionSaid(look.action),
    basis: becauseSaid(look, first),
    reason: motivation === null && !temporary ? null : { by: first, words: motivation },
  }
}
