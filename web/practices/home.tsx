import { ErrorBoundary, lazy } from 'preact-iso'
import type { Me } from '../../contract/accounts.ts'
import { ask } from '../api.ts'
import { ClientsPanel } from '../caseload/clients-panel.tsx'
import { ComingAddress } from '../caseload/coming-address.tsx'
import { addsClients } from '../caseload/rights.ts'
import { Letter } from '../conversations/letter.tsx'
import { firstName } from '../conversations/names.ts'
import { StartButton } from '../conversations/start-button.tsx'
import { UnreadPanel } from '../conversations/unread-panel.tsx'
import { FailedLettersPanel, seesFailedLetters } from '../notifications/failed-letters.tsx'
import { practice } from '../session.ts'
import { partOfDay, thisDay } from '../text/moments.ts'
import { text } from '../text/text.ts'
import { useAsked } from '../ui/asked.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { useHeard } from '../ui/heard.ts'
import { PageHeading } from '../ui/page.tsx'
import { handlesRegistrations } from './rights.ts'

/** Few clients are asked anything: fetched beside the rest. */
const TasksPanel = lazy(async () => (await import('../tasks/tasks-panel.tsx')).TasksPanel)
const AskedOfMe = lazy(async () => (await import('../caseload/asked-of-me.tsx')).AskedOfMe)

/** The answer to "what now?". */
export function Home({ me }: { me: Me }) {
  const { asked, again } = useAsked(
    async () => (await ask('listConversations', { asksFor: { unread: 'yes' } })).conversations,
  )
  useHeard(({ what }) => (what === 'conversation' || what === 'again') && again())
  const { home, greeting } = text().practices
  // For a client somebody's words come first; a professional has a list to work through.
  const staff = me.kind === 'professional'
  const letter = !staff && asked.state === 'there' ? asked.value[0] : undefined
  return (
    <>
      <div class="hello">
        <div>
          <PageHeading word={home}>{greeting[partOfDay()](firstName(me.name))}</PageHeading>
          <p class="soft">{thisDay()}</p>
        </div>
        {staff && <StartButton look="main" more="push" />}
      </div>
      {me.kind === 'client' && <ComingAddress />}
      {me.kind === 'client' && (
        <ErrorBoundary>
          <AskedOfMe />
        </ErrorBoundary>
      )}
      <div class={letter ? 'home home-two' : 'home reading'}>
        {letter && <Letter line={letter} />}
        <div class="stack">
          {me.kind !== 'related person' && <TasksPanel own={me.kind === 'client'} />}
          <UnreadPanel asked={asked} again={again} />
          {!staff && <StartButton look={letter || asked.state === 'waiting' ? 'plain' : 'main'} />}
          {!staff && (
            <p>
              <ButtonLink look="quiet" more="btn-edge" href="/settings/looks">
                {text().practices.looks[me.kind]}
              </ButtonLink>
            </p>
          )}
        </div>
        {me.groups.includes('therapist') && <ClientsPanel adds={addsClients(me)} />}
        {handlesRegistrations(me) && practice.value?.registration.open !== 'off' && (
          <p>
            <ButtonLink href="/registrations">{text().practices.registrations}</ButtonLink>
          </p>
        )}
        {seesFailedLetters(me) && <FailedLettersPanel />}
        {seesFailedLetters(me) && (
          <p>
            <ButtonLink href="/log/review">{text().practices.reviewLooks}</ButtonLink>
          </p>
        )}
      </div>
    </>
  )
}
