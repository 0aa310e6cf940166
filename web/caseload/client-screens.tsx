import { lazy, Route } from 'preact-iso'
import type { Me } from '../../contract/accounts.ts'
import { UnknownPage } from '../practices/unknown-page.tsx'
import { addsClients, looksOutside, seesClients } from './rights.ts'

/** Screens that most visits do without: each is fetched when somebody goes there. */
const Clients = lazy(async () => (await import('./clients.tsx')).Clients)
const AddClient = lazy(async () => (await import('./add-client.tsx')).AddClient)
const ClientFile = lazy(async () => (await import('./file.tsx')).ClientFile)
const Others = lazy(async () => (await import('./others.tsx')).Others)
const OthersClient = lazy(async () => (await import('./others-client.tsx')).OthersClient)
const HandOver = lazy(async () => (await import('./hand-over.tsx')).HandOver)
const ChangeClient = lazy(async () => (await import('./change-client.tsx')).ChangeClient)

const PrepareTool = lazy(async () => (await import('../tools/prepare-tool.tsx')).PrepareTool)
const ChangeTool = lazy(async () => (await import('../tools/prepare-tool.tsx')).ChangeTool)
const ClientTool = lazy(async () => (await import('../tools/client-tool.tsx')).ClientTool)

export function clientRoutes(me: Me) {
  if (!seesClients(me)) return []
  return [
    <Route key="clients" path="/clients" component={Clients} me={me} />,
    <Route key="add" path="/clients/add" component={addsClients(me) ? AddClient : UnknownPage} me={me} />,
    <Route key="others" path="/clients/others" component={looksOutside(me) ? Others : UnknownPage} me={me} />,
    <Route key="other" path="/clients/others/:id" component={looksOutside(me) ? OthersClient : UnknownPage} />,
    <Route key="change" path="/clients/:id/change" component={ChangeClient} />,
    <Route key="prepare" path="/clients/:client/worksheets/new" component={PrepareTool} />,
    <Route key="change-tool" path="/clients/:client/worksheets/:id/change" component={ChangeTool} />,
    <Route key="tool" path="/clients/:client/worksheets/:id" component={ClientTool} />,
    <Route key="hand-over" path="/clients/:id/hand-over" component={HandOver} />,
    <Route key="client" path="/clients/:id/:part?" component={ClientFile} />,
  ]
}
