import { useState } from 'preact/hooks'
import type { Related } from '../../contract/caseload/relations.ts'
import { ask } from '../api.ts'
import { calendarDay, dayOf } from '../text/moments.ts'
import { Show, useAsked } from '../ui/asked.tsx'
import { Button, ButtonLink } from '../ui/button.tsx'
import { useHeard } from '../ui/heard.ts'
import { Icon } from '../ui/icon.tsx'
import { Notice } from '../ui/notice.tsx'
import { Who } from '../ui/who.tsx'
import type { PartProps } from './file.tsx'
import { ManageRelation } from './manage-relation.tsx'
import { nameOf } from './name-of.ts'
import { RelateForm } from './relate-form.tsx'
import { RelateRequests } from './relate-requests.tsx'
import { relationWords } from './relation-words.ts'

/** Who works with a client, and what this reader may do about it (TRF-4 to TRF-8, CAS-15, CAS-18). */
export function ProfessionalsPart({ client }: PartProps) {
  const { id } = client
  const { asked, again } = useAsked(() => ask('seeProfessionals', { where: { id } }))
  useHeard((heard) => (heard.what === 'again' || (heard.what === 'file' && heard.client === id)) && again())
  const [relating, setRelating] = useState(false)
  const words = relationWords()
  const there = asked.state === 'there' ? asked.value : null
  const relates = there?.may.relate === true && !there.asksClient
  return (
    <section class="stack" aria-labelledby="professionals">
      <div class="head">
        <h2 id="professionals">{words.title}</h2>
        <div class="row">
          {there?.may.handOver && <ButtonLink href={`/clients/${id}/hand-over`}>{words.handOver}</ButtonLink>}
          {relates && !relating && (
            <Button onClick={() => setRelating(true)}>
              <Icon name="plus" small />
              {words.relate}
            </Button>
          )}
        </div>
      </div>
      {relates && relating && (
        <RelateForm client={id} people={there.professionals} done={() => (setRelating(false), again())} />
      )}
      <Show asked={asked} again={again} words={words.getting}>
        {({ professionals, lost }) => (
          <>
            {lost > 0 && <Notice tone="warn">{words.lost(lost)}</Notice>}
            {professionals.every(({ relation }) => relation !== 'therapist') && (
              <Notice tone="warn">{words.nobody}</Notice>
            )}
            <ul class="niche rows">
              {professionals.map((one) => (
                <Line key={one.id + one.relation} one={one} all={professionals} client={client} again={again} />
              ))}
            </ul>
          </>
        )}
      </Show>
      {there && <RelateRequests client={client} related={there.professionals.map((one) => one.id)} />}
    </section>
  )
}

function Line({
  one,
  all,
  client,
  again,
}: { one: Related; all: readonly Related[]; again: () => void } & Pick<PartProps, 'client'>) {
  const [managed, setManaged] = useState(false)
  const words = relationWords()
  const facts = [
    one.relation === 'therapist'
      ? `${words.kinds.therapist}, ${words.guides(one.guides.length)}.`
      : `${words.kinds.supervisor}.`,
    one.standsInFor && words.standsInFor(one.standsInFor.name),
    one.until ? words.until(lastDay(one.until)) : words.since(calendarDay(dayOf(one.since))),
    !one.active && words.inactive,
  ]
  return (
    <li>
      <Who name={one.name} look="professional" />
      <div class="grow">
        <p>
          <strong>{one.name}</strong>
          {one.me && ` (${words.you})`}
        </p>
        <p class="small soft">{facts.filter(Boolean).join(' ')}</p>
      </div>
      {one.may.end && (
        <Button aria-label={words.manageOf(one.name)} onClick={() => setManaged(true)}>
          {words.manage}
        </Button>
      )}
      {managed && (
        <ManageRelation
          one={one}
          all={all}
          client={{ id: client.id, name: nameOf(client) }}
          close={() => setManaged(false)}
          again={again}
        />
      )}
    </li>
  )
}

/** A stand-in ends at the beginning of a day: the day before is the last. */
function lastDay(until: string): string {
  return calendarDay(dayOf(new Date(Date.parse(until) - 1)))
}
