import { useLocation } from 'preact-iso'
import type { Professional as Shown } from '../../contract/accounts/professionals.ts'
import { ask } from '../api.ts'
import { begun } from '../conversations/kept.ts'
import { roleOf } from '../conversations/names.ts'
import { Show, useAsked } from '../ui/asked.tsx'
import { AwayLine } from '../ui/away.tsx'
import { Button, ButtonLink } from '../ui/button.tsx'
import { useHeard } from '../ui/heard.ts'
import { Icon } from '../ui/icon.tsx'
import { PageHeading } from '../ui/page.tsx'
import { Who } from '../ui/who.tsx'
import { professionalWords } from './people-words.ts'
import { ManagedPart } from './professional-managed.tsx'
import { capital } from './professionals.tsx'

/** A colleague's profile. The conversation cloud starts a conversation with them. */
export function Professional({ id }: { id: string }) {
  const { asked, again } = useAsked(() => ask('seeProfessional', { where: { id } }))
  useHeard(({ what }) => (what === 'presence' || what === 'again' || what === 'me') && again())
  const { back, gettingOne } = professionalWords()
  return (
    <div class="person reading stack stack-wide">
      <a class="way-back" href="/professionals">
        <Icon name="back" small />
        <span>{back}</span>
      </a>
      <Show asked={asked} again={again} words={gettingOne}>
        {(person) => (
          <>
            <Face person={person} />
            {person.managed && <ManagedPart person={person} managed={person.managed} again={again} />}
          </>
        )}
      </Show>
    </div>
  )
}

function Face({ person }: { person: Shown }) {
  const { name, online, picture, away, description, active, self } = person
  const { one, online: here, inactive, yourOwn, changeOwn } = professionalWords()
  return (
    <div class="niche pad stack">
      <div class="face">
        <Who name={name} look="professional" here={online} size="large" picture={picture} />
        <div class="grow">
          <PageHeading word={one}>{name}</PageHeading>
          <p class="soft">
            {capital(roleOf({ kind: 'professional', groups: person.groups }))}
            {online && `, ${here}`}
          </p>
        </div>
        {!active && <p class="tag small">{inactive}</p>}
      </div>
      {description && <p class="said">{description}</p>}
      <AwayLine away={away} />
      {self ? (
        <div class="row">
          <p class="soft">{yourOwn}</p>
          <ButtonLink href="/profile">{changeOwn}</ButtonLink>
        </div>
      ) : (
        active && <Cloud person={person} />
      )}
    </div>
  )
}

/** Leads to a new conversation in which this colleague is chosen. */
function Cloud({ person: { id, name, groups, online, away, picture, description } }: { person: Shown }) {
  const { route } = useLocation()
  const start = () => {
    begun().contact.value = { id, name, kind: 'professional', groups, online, away, picture, description }
    route('/conversations/start')
  }
  return (
    <p>
      <Button look="main" onClick={start}>
        <Icon name="talk" />
        <span>{professionalWords().startConversation}</span>
      </Button>
    </p>
  )
}
