import { lazy, Route } from 'preact-iso'
import type { Me } from '../../contract/accounts.ts'
import { UnknownPage } from '../practices/unknown-page.tsx'

/** Each is fetched when somebody goes there. */
const WhoLooked = lazy(async () => (await import('./who-looked.tsx')).WhoLooked)
const OwnLooks = lazy(async () => (await import('./own-looks.tsx')).OwnLooks)
const Review = lazy(async () => (await import('./review.tsx')).Review)

/** Who looked, for whom it is about; the own looks, for professionals; looks to review, for the keeper of the log. */
export function logRoutes(me: Me) {
  const staff = me.kind === 'professional'
  const keeps = me.groups.includes('application manager')
  return [
    <Route key="looks" path="/settings/looks" component={staff ? OwnLooks : WhoLooked} me={me} />,
    <Route key="review" path="/log/review" component={keeps ? Review : UnknownPage} />,
  ]
}
