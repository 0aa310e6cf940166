import { lazy, Route } from 'preact-iso'
import type { Me } from '../../contract/accounts.ts'
import { UnknownPage } from '../practices/unknown-page.tsx'

/** Screens that most visits do without: each is fetched when somebody goes there. */
const Professionals = lazy(async () => (await import('./professionals.tsx')).Professionals)
const Professional = lazy(async () => (await import('./professional.tsx')).Professional)
const AddProfessional = lazy(async () => (await import('./professional-form.tsx')).AddProfessional)
const EditProfessional = lazy(async () => (await import('./professional-form.tsx')).EditProfessional)
const ImportProfessionals = lazy(async () => (await import('./professionals-import.tsx')).ImportProfessionals)
const Profile = lazy(async () => (await import('./profile.tsx')).Profile)

/** One's own profile for everybody; colleagues for professionals; their accounts for the application manager. */
export function peopleRoutes({ kind, groups }: Me) {
  const own = <Route key="profile" path="/profile" component={Profile} />
  if (kind !== 'professional') return [own]
  const manages = groups.includes('application manager')
  return [
    own,
    <Route key="colleagues" path="/professionals" component={Professionals} manages={manages} />,
    <Route key="add" path="/professionals/add" component={manages ? AddProfessional : UnknownPage} />,
    <Route key="import" path="/professionals/import" component={manages ? ImportProfessionals : UnknownPage} />,
    <Route key="colleague" path="/professionals/:id" component={Professional} />,
    <Route key="edit" path="/professionals/:id/edit" component={manages ? EditProfessional : UnknownPage} />,
  ]
}
