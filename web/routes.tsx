import { useEffect, useRef } from 'preact/hooks'
import { ErrorBoundary, lazy, LocationProvider, Route, Router, useLocation } from 'preact-iso'
import type { Me } from '../contract/accounts.ts'
import { openPaths, openRoutes, ownRoutes, PrivacyFirst } from './accounts/door-screens.tsx'
import { IdleWarning } from './accounts/idle.tsx'
import { Settings } from './accounts/settings.tsx'
import { SignIn } from './accounts/sign-in.tsx'
import { peopleRoutes } from './accounts/professional-screens.tsx'
import { logRoutes } from './audit/log-screens.tsx'
import { clientRoutes } from './caseload/client-screens.tsx'
import { Conversations } from './conversations/conversations.tsx'
import { Start } from './conversations/start.tsx'
import { DemoMail } from './notifications/demo-mail.tsx'
import { FailedLetters, seesFailedLetters } from './notifications/failed-letters.tsx'
import { Home } from './practices/home.tsx'
import { practiceRoutes } from './practices/practice-screens.tsx'
import { SetUp } from './practices/set-up.tsx'
import { setUpPath } from './practices/set-up-link.ts'
import { Shell } from './practices/shell.tsx'
import { UnknownPage } from './practices/unknown-page.tsx'
import { practice, session } from './session.ts'
import { toolRoutes } from './tools/tool-screens.tsx'
import { startReading } from './ui/page.tsx'

/** The whole map of screens. Whoever is not signed in stands at the door, at almost any address. */
export function Rooms() {
  const now = session.value
  useNewScreen(now.who)
  return (
    <LocationProvider>
      <Shell>
        {now.who === 'somebody' && <Inside me={now.me} />}
        {now.who === 'setting up' && (
          <ErrorBoundary>
            <SecondStepFirst />
          </ErrorBoundary>
        )}
        {now.who === 'nobody' && <Outside justSetUp={now.why === 'ready'} />}
      </Shell>
    </LocationProvider>
  )
}

const demoMailPath = '/demo/mail'
const RelateRequest = lazy(() => import('./tasks/relate-request.tsx').then((made) => made.RelateRequest))
const SecondStepFirst = lazy(() => import('./accounts/second-step-first.tsx').then((made) => made.SecondStepFirst))
const SecondStepSettings = lazy(() =>
  import('./accounts/second-step-settings.tsx').then((made) => made.SecondStepSettings),
)

/** At the first sign-in the privacy statement comes before everything else (SEC-17). */
function Inside({ me }: { me: Me }) {
  useNewScreen(me.privacySeen)
  return (
    <>
      {me.privacySeen ? (
        <Screens me={me} />
      ) : (
        <Router>{[<Route key="privacy" default component={PrivacyFirst} />]}</Router>
      )}
      <IdleWarning me={me} />
    </>
  )
}

function Screens({ me }: { me: Me }) {
  return (
    <Router onRouteChange={startReading}>
      <Route path="/" component={Home} me={me} />
      <Route path="/conversations/start" component={Start} />
      <Route path="/conversations/:id?" component={Conversations} />
      <Route path="/settings" component={Settings} me={me} />
      <Route path="/settings/two-step" component={SecondStepSettings} />
      <Route path="/failed-letters" component={seesFailedLetters(me) ? FailedLetters : UnknownPage} />
      <Route path={demoMailPath} component={practice.value?.demo ? DemoMail : UnknownPage} />
      <Route path="/tasks/relate-request/:id" component={me.kind === 'client' ? RelateRequest : UnknownPage} />
      {ownRoutes(me)}
      {practiceRoutes(me)}
      {clientRoutes(me)}
      {toolRoutes(me)}
      {logRoutes(me)}
      {peopleRoutes(me)}
      <Route default component={UnknownPage} />
    </Router>
  )
}

/** What there is before signing in. A practice that nobody has set up has no door yet. */
function Outside({ justSetUp }: { justSetUp: boolean }) {
  const { path } = useLocation()
  const { name, demo } = practice.value ?? {}
  const setsUp = !name || (path === setUpPath && !justSetUp)
  const isOpen = !setsUp && openPaths.includes(path)
  const Screen = setsUp ? SetUp : demo && path === demoMailPath ? DemoMail : SignIn
  useNewScreen(isOpen ? path : Screen)
  return isOpen ? <Router>{openRoutes}</Router> : <Screen />
}

/** Reading starts at the top of another screen; at the first one the browser sees to that itself. */
function useNewScreen(screen: unknown): void {
  const first = useRef(true)
  useEffect(() => {
    if (!first.current) {
      scrollTo(0, 0)
      startReading()
    }
    first.current = false
  }, [screen])
}
