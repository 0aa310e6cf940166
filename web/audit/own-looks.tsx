import type { OwnLook } from '../../contract/audit.ts'
import { ask } from '../api.ts'
import { Show } from '../ui/asked.tsx'
import { Icon } from '../ui/icon.tsx'
import { PageHeading } from '../ui/page.tsx'
import { LogFilter } from './log-filter.tsx'
import { LookList, type Row } from './look-list.tsx'
import { looksWords } from './looks-words.ts'
import { actionSaid, groundSaid } from './sentences.ts'
import { useLog } from './use-log.ts'

/** A professional's own looks (PRF-7). */
export function OwnLooks() {
  const { asked, again, sought, seek, more, busy } = useLog(({ from, before }) =>
    ask('seeOwnLooks', { asksFor: { from, ...(before && { before }) } }),
  )
  const words = looksWords()
  return (
    <div class="reading stack stack-wide">
      <div>
        <a class="btn btn-quiet btn-edge" href="/settings">
          <Icon name="back" small />
          {words.toSettings}
        </a>
        <PageHeading>{words.own.title}</PageHeading>
        <p class="soft">{words.own.more}</p>
      </div>
      <Show asked={asked} again={again} words={words.getting}>
        {({ looks, next }) => (
          <>
            <LogFilter sought={sought} seek={seek} />
            <LookList rows={looks.map(rowOf)} none={words.own.none} more={next === null ? null : more} busy={busy} />
          </>
        )}
      </Show>
    </div>
  )
}

function rowOf(look: OwnLook): Row {
  const { client, motivation } = look
  const { own } = looksWords()
  return {
    ...look,
    name: client === null ? own.conversation : (client.name ?? own.number(client.id)),
    look: client?.name ? 'person' : null,
    role: '',
    what: actionSaid(look.action),
    basis: groundSaid(look),
    reason: motivation === null ? null : { by: null, words: motivation },
  }
}
