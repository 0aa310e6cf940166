import type { Routes } from '../../http.ts'
import { openAdding, openClient, openSearch } from '../access/clients.ts'
import { agreeToAddress, correctAddress, proposeAddress, stopAddress } from '../changes/addresses.ts'
import { addClient, changeClient, deactivateClient, reactivateClient, welcomeClient } from '../changes/clients.ts'
import { seeClient, seeClientForm } from '../views/client.ts'
import { listClients, searchClients } from '../views/clients.ts'

export const clientRoutes: Routes<
  | 'listClients'
  | 'searchClients'
  | 'seeClientForm'
  | 'addClient'
  | 'seeClient'
  | 'changeClient'
  | 'deactivateClient'
  | 'reactivateClient'
  | 'welcomeClient'
  | 'correctClientAddress'
  | 'proposeClientAddress'
  | 'agreeToClientAddress'
  | 'stopClientAddress'
> = {
  listClients: (call, { asksFor }) =>
    call.visit(async (visit) => listClients(visit, await openSearch(visit), asksFor.state)),

  searchClients: (call, { takes }) => call.visit(async (visit) => searchClients(visit, await openSearch(visit), takes)),

  seeClientForm: (call) => call.visit(async (visit) => seeClientForm(visit, await openAdding(visit))),

  addClient: (call, { takes }) =>
    call.visit(async (visit) => ({ id: await addClient(visit, await openAdding(visit), takes) })),

  seeClient: (call, { where }) =>
    call.visit(async (visit) => seeClient(visit, await openClient(visit, where.id, 'read'))),

  changeClient: (call, { where, takes }) =>
    call.visit(async (visit) => changeClient(visit, await openClient(visit, where.id, 'change'), takes)),

  deactivateClient: (call, { where }) =>
    call.visit(async (visit) => deactivateClient(visit, await openClient(visit, where.id, 'activate'))),

  reactivateClient: (call, { where }) =>
    call.visit(async (visit) => reactivateClient(visit, await openClient(visit, where.id, 'activate'))),

  welcomeClient: (call, { where }) =>
    call.visit(async (visit) => welcomeClient(visit, await openClient(visit, where.id, 'welcome'))),

  correctClientAddress: (call, { where, takes }) =>
    call.visit(async (visit) =>
      correctAddress(visit, await openClient(visit, where.id, 'correct address'), takes.address),
    ),

  proposeClientAddress: (call, { where, takes }) =>
    call.visit(async (visit) =>
      proposeAddress(visit, await openClient(visit, where.id, 'propose address'), takes.address),
    ),

  agreeToClientAddress: (call, { where, takes }) =>
    call.visit(async (visit) =>
      agreeToAddress(visit, await openClient(visit, where.id, 'agree to address'), takes.address),
    ),

  stopClientAddress: (call, { where }) =>
    call.visit(async (visit) => stopAddress(visit, await openClient(visit, where.id, 'stop address'))),
}
