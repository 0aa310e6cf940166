import type { Participant } from '../../contract/conversations.ts'
import { text } from '../text/text.ts'
import { PageHeading } from '../ui/page.tsx'
import { AwayLine } from '../ui/away.tsx'
import { Who } from '../ui/who.tsx'
import { lookOf, nameOf, othersOf, roleIn, titleOf } from './names.ts'
import type { Head } from './reading.ts'

/** From this many characters on, a title takes more than two lines: on a phone, at a desk. */
const tall = { phone: 45, desk: 140 }

/** What it is about and who takes part; it stays in sight while one reads, unless it would take too much of that sight. */
export function ThreadHead({ head: { subject, participants } }: { head: Head }) {
  const { one, participants: label } = text().conversations
  const others = othersOf(participants)
  const title = titleOf(subject, others)
  return (
    <div class={`thread-head ${tallness(title)}`}>
      <div class="thread-title">
        <PageHeading id="subject" word={one}>
          {title}
        </PageHeading>
        <ul class="party" aria-label={label}>
          {others.map((person) => (
            <Party key={person.id} person={person} />
          ))}
        </ul>
        {others.map((person) => (
          <AwayLine key={person.id} away={person.away} />
        ))}
      </div>
    </div>
  )
}

function tallness({ length }: string): string {
  if (length > tall.desk) return 'tall tall-phone'
  return length > tall.phone ? 'tall-phone' : ''
}

function Party({ person }: { person: Participant }) {
  const { online, gone } = text().conversations
  const here = person.present && person.online === true
  return (
    <li>
      <Who name={person.name} look={lookOf(person)} here={here} size="small" picture={person.picture} />
      <span>
        <strong>{nameOf(person)}</strong>
        <span class={here ? 'long' : ''}>, {roleIn(person)}</span>
        {here && `, ${online}`}
        {!person.present && `, ${gone}`}
      </span>
    </li>
  )
}
