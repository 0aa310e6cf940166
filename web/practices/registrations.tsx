import { useState } from 'preact/hooks'
import type { Registration } from '../../contract/practices/registrations.ts'
import { ask } from '../api.ts'
import { dateInWords } from '../caseload/dates.ts'
import { shortly } from '../text/moments.ts'
import { saidOf, Show, useAsked } from '../ui/asked.tsx'
import { Button } from '../ui/button.tsx'
import { useDoing } from '../ui/doing.ts'
import { Empty } from '../ui/empty.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageHeading } from '../ui/page.tsx'
import { configurationWords } from './configuration-words.ts'

/** Who signed up and waits: the secretary lets them in or declines. */
export function Registrations() {
  const { asked, again } = useAsked(async () => (await ask('listRegistrations')).registrations)
  const { title, more, getting, none, noneMore } = configurationWords().waiting
  return (
    <div class="reading stack stack-wide">
      <div>
        <PageHeading>{title}</PageHeading>
        <p class="soft">{more}</p>
      </div>
      <Show asked={asked} again={again} words={getting}>
        {(waiting) =>
          waiting.length === 0 ? (
            <Empty title={none} more={noneMore} />
          ) : (
            <ul class="stack">
              {waiting.map((one) => (
                <Waiting key={one.id} one={one} again={again} />
              ))}
            </ul>
          )
        }
      </Show>
    </div>
  )
}

function Waiting({ one, again }: { one: Registration; again: () => void }) {
  const [sure, setSure] = useState(false)
  const { busy, failed, act } = useDoing(again)
  const words = configurationWords().waiting
  const where = { where: { id: one.id } }
  return (
    <li class="niche pad stack">
      <div>
        <h2>{one.name}</h2>
        <p class="soft">
          {one.kind === 'anonymous' && `${words.anonymous} · `}
          {one.address}
          {one.birthDate && ` · ${words.born} ${dateInWords(one.birthDate)}`}
          {` · ${words.since} ${shortly(one.at)}`}
        </p>
      </div>
      {failed !== null && <Notice tone="danger">{saidOf(failed)}</Notice>}
      {sure && <Notice tone="warn">{words.sure}</Notice>}
      <div class="row">
        {!sure && (
          <Button look="main" onClick={() => act(() => ask('acceptRegistration', where), words.accepted)}>
            {words.accept}
            <span class="hidden-text"> {one.name}</span>
          </Button>
        )}
        <Button
          onClick={() => (sure ? act(() => ask('declineRegistration', where), words.declined) : setSure(true))}
          aria-busy={busy ? 'true' : undefined}
        >
          {words.decline}
          <span class="hidden-text"> {one.name}</span>
        </Button>
        {sure && <Button onClick={() => setSure(false)}>{words.keep}</Button>}
      </div>
    </li>
  )
}
