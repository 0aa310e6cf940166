import type { LookBy } from '../../contract/audit.ts'
import { ask } from '../api.ts'
import type { PartProps } from '../caseload/file.tsx'
import { fileWords } from '../caseload/file-words.ts'
import { Show } from '../ui/asked.tsx'
import { LogFilter } from './log-filter.tsx'
import { LookList, type Row } from './look-list.tsx'
import { looksWords } from './looks-words.ts'
import { actionSaid, groundSaid, roleSaid, whoSaid } from './sentences.ts'
import { useLog } from './use-log.ts'

/** All that happened in a client's account (LOG-5), as a related therapist reads it. */
export function History({ client: { id } }: PartProps) {
  const { asked, again, sought, seek, more, busy } = useLog((asksFor) => ask('seeHistory', { where: { id }, asksFor }))
  const words = looksWords()
  return (
    <section class="stack stack-wide" aria-labelledby="history">
      <div>
        <h2 id="history">{fileWords().part.history}</h2>
        <p class="soft">{words.history.more}</p>
      </div>
      <Show asked={asked} again={again} words={words.getting}>
        {({ looks, people, next }) => (
          <>
            <LogFilter sought={sought} seek={seek} people={people} client={id} />
            <LookList
              rows={looks.map((look) => rowOf(look, id))}
              none={words.history.none}
              more={next === null ? null : more}
              busy={busy}
            />
          </>
        )}
      </Show>
    </section>
  )
}

function rowOf(look: LookBy, client: string): Row {
  const { who } = look
  return {
    ...look,
    name: whoSaid(who, client),
    look: who?.name ? 'professional' : 'nickname',
    role: roleSaid(who),
    what: actionSaid(look.action),
    basis: groundSaid(look),
    reason: null,
  }
}
