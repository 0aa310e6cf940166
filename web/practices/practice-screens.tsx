import { lazy, Route } from 'preact-iso'
import type { Me } from '../../contract/accounts.ts'
import { configures, handlesRegistrations } from './rights.ts'
import { UnknownPage } from './unknown-page.tsx'

const Configuration = lazy(async () => (await import('./configuration.tsx')).Configuration)
const OutsideLog = lazy(async () => (await import('../audit/outside-log.tsx')).OutsideLog)
const Registrations = lazy(async () => (await import('./registrations.tsx')).Registrations)
const Register = lazy(async () => (await import('./register.tsx')).Register)

/** Where one signs up by oneself; open to who is not signed in. */
export const registerPath = '/register'
export const registerRoute = <Route key={registerPath} path={registerPath} component={Register} />

export function practiceRoutes(me: Me) {
  return [
    <Route key="configuration" path="/configuration" component={configures(me) ? Configuration : UnknownPage} />,
    <Route key="outside-log" path="/configuration/outside-log" component={configures(me) ? OutsideLog : UnknownPage} />,
    <Route
      key="registrations"
      path="/registrations"
      component={handlesRegistrations(me) ? Registrations : UnknownPage}
    />,
  ]
}
