import { useEffect, useRef } from 'preact/hooks'
import { LocationProvider, Route, Router } from 'preact-iso'
import type { Me } from '../contract/accounts.ts'
import { Settings } from './accounts/settings.tsx'
import { SignIn } from './accounts/sign-in.tsx'
import { Conversations } from './conversations/conversations.tsx'
import { Start } from './conversations/start.tsx'
import { Home } from './practices/home.tsx'
import { Shell } from './practices/shell.tsx'
import { UnknownPage } from './practices/unknown-page.tsx'
import { session } from './session.ts'
import { startReading } from './ui/page.tsx'

/** The whole map of screens. Whoever is not signed in stands at the door, at any address. */
export function Rooms() {
  const now = session.value
  const first = useRef(true)
  useEffect(() => {
    if (!first.current) {
      scrollTo(0, 0)
      startReading()
    }
    first.current = false
  }, [now.who])
  return (
    <LocationProvider>
      <Shell>{now.who === 'somebody' ? <Screens me={now.me} /> : <SignIn />}</Shell>
    </LocationProvider>
  )
}

function Screens({ me }: { me: Me }) {
  return (
    <Router onRouteChange={startReading}>
      <Route path="/" component={Home} me={me} />
      <Route path="/conversations/start" component={Start} />
      <Route path="/conversations/:id?" component={Conversations} />
      <Route path="/settings" component={Settings} me={me} />
      <Route default component={UnknownPage} />
    </Router>
  )
}
