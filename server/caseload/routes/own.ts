import type { Routes } from '../../http.ts'
import { openOwnDetails } from '../access/own.ts'
import { stopAddress } from '../changes/addresses.ts'
import { seeOwnDetails } from '../views/own.ts'

/** What a client sees of their own details, and may do about them. */
export const ownDetailsRoutes: Routes<'seeMyDetails' | 'stopMyAddressChange'> = {
  seeMyDetails: (call) => call.visit(async (visit) => seeOwnDetails(visit, await openOwnDetails(visit, 'own details'))),

  stopMyAddressChange: (call) =>
    call.visit(async (visit) => stopAddress(visit, await openOwnDetails(visit, 'stop address'))),
}
