import { lazy, Route } from 'preact-iso'
import type { Me } from '../../contract/accounts.ts'

/** Fetched when somebody goes there. */
const Tasks = lazy(async () => (await import('../tasks/tasks.tsx')).Tasks)
const OwnWorksheets = lazy(async () => (await import('./own-worksheets.tsx')).OwnWorksheets)
const Worksheet = lazy(async () => (await import('./worksheet.tsx')).Worksheet)

/** What there is to do, and one's own worksheets; those of a client stand in the client's account. */
export function toolRoutes(me: Me) {
  const tasks = <Route key="tasks" path="/tasks" component={Tasks} />
  if (me.kind === 'professional') return [tasks]
  if (me.kind !== 'client') return []
  return [
    tasks,
    <Route key="worksheets" path="/worksheets" component={OwnWorksheets} />,
    <Route key="worksheet" path="/worksheets/:id" component={Worksheet} />,
  ]
}
