import { useState } from 'preact/hooks'
import type { LookToReview } from '../../contract/audit.ts'
import { ask } from '../api.ts'
import { saidOf, Show, useAsked } from '../ui/asked.tsx'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageHeading } from '../ui/page.tsx'
import { say } from '../ui/toast.tsx'
import { CopyLog } from './copy-log.tsx'
import { LookList, type Row } from './look-list.tsx'
import { looksWords } from './looks-words.ts'
import { actionSaid, groundSaid, roleSaid, whoSaid } from './sentences.ts'
import { ReviewFilter, useReview } from './review-filter.tsx'

/** Looks that are worth a question (SEC-18), for the application manager. */
export function Review() {
  const { sought, seek, wanted } = useReview()
  const { asked, again } = useAsked(() => ask('listLooksToReview', { asksFor: wanted() }))
  const { review, getting } = looksWords()
  return (
    <div class="reading stack stack-wide">
      <div>
        <PageHeading word={review.short}>{review.title}</PageHeading>
        <p class="soft">{review.more}</p>
      </div>
      <ReviewFilter
        sought={sought}
        seek={(change) => {
          seek(change)
          again()
        }}
      />
      <Show asked={asked} again={again} words={getting}>
        {({ looks, more }) => (
          <>
            <LookList rows={looks.map((look) => rowOf(look, again))} none={review.none} more={null} />
            {more && <p class="hint">{review.newestOnly}</p>}
          </>
        )}
      </Show>
      <CopyLog period={sought.period} />
    </div>
  )
}

function rowOf(look: LookToReview, again: () => void): Row {
  const { who, actions, bases, reasons, clientsThatDay, allowed, motivation } = look
  const { review } = looksWords()
  const said = reasons.map((reason) => (reason === 'many' ? review.many(clientsThatDay) : review.reasons[reason]))
  return {
    ...look,
    name: whoSaid(who),
    look: 'professional',
    role: roleSaid(who),
    what: `${review.client(look.client)}: ${actions.map(actionSaid).join('; ')}`,
    basis: [...new Set(bases.map((basis) => groundSaid({ basis, allowed }).replace(/\.$/, '')))].join('; '),
    reason: motivation === null ? null : { by: whoSaid(who), words: motivation },
    more: <Judging look={look} said={said} again={again} />,
  }
}

/** Why it stands here, and what came of it. */
function Judging({ look, said, again }: { look: LookToReview; said: readonly string[]; again: () => void }) {
  const { review } = looksWords()
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  const judge = async (outcome: 'fine' | 'asked') => {
    setBusy(true)
    try {
      await ask('judgeLook', { where: { id: look.id }, takes: { outcome } })
      say(review.judged)
      again()
    } catch (error) {
      setFailed(error)
    }
    setBusy(false)
  }
  const rest = <span class="hidden-text">, {whoSaid(look.who)}</span>
  return (
    <>
      <ul class="small">
        {said.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      {failed !== null && <Notice tone="danger">{saidOf(failed)}</Notice>}
      {look.outcome === null ? (
        <div class="buttons">
          {(['fine', 'asked'] as const).map((outcome) => (
            <Button key={outcome} busy={busy && review.saving} onClick={() => void judge(outcome)}>
              {review[outcome]}
              {rest}
            </Button>
          ))}
        </div>
      ) : (
        <p>
          <span class="tag">{review[look.outcome]}</span>
        </p>
      )}
    </>
  )
}
