import { lazy, Route } from 'preact-iso'
import type { Me } from '../../contract/accounts.ts'
import { registerPath, registerRoute } from '../practices/practice-screens.tsx'
import { UnknownPage } from '../practices/unknown-page.tsx'
import { letterPaths } from './link-token.ts'

/** Screens that few need often: each is fetched when it is asked for. */
const ForgotPassword = lazy(async () => (await import('./forgot-password.tsx')).ForgotPassword)
const LinkPage = lazy(async () => (await import('./link-page.tsx')).LinkPage)
const Privacy = lazy(async () => (await import('./privacy.tsx')).Privacy)
const OwnPassword = lazy(async () => (await import('./own-password.tsx')).OwnPassword)
const OwnAddress = lazy(async () => (await import('./own-address.tsx')).OwnAddress)
const OwnSessions = lazy(async () => (await import('./own-sessions.tsx')).OwnSessions)

export const PrivacyFirst = lazy(async () => (await import('./privacy.tsx')).PrivacyFirst)

const forgotPath = '/forgot-password'
const privacyPath = '/privacy'

/** What is open to who is not signed in, besides the door. */
export const openPaths: readonly string[] = [forgotPath, privacyPath, registerPath, ...letterPaths]

/** Links from letters are opened by whoever is signed in too. */
export const openRoutes = [
  registerRoute,
  <Route key={forgotPath} path={forgotPath} component={ForgotPassword} />,
  <Route key={privacyPath} path={privacyPath} component={Privacy} />,
  ...letterPaths.map((path) => <Route key={path} path={path} component={LinkPage} />),
]

export function ownRoutes(me: Me) {
  return [
    ...openRoutes,
    <Route key="password" path="/settings/password" component={OwnPassword} />,
    <Route key="address" path="/settings/address" component={me.kind === 'professional' ? UnknownPage : OwnAddress} />,
    <Route key="sessions" path="/settings/sessions" component={OwnSessions} />,
  ]
}
