import { changeAddress, changeDetails } from '../../../rules/caseload.ts'
import { notFound } from '../../errors.ts'
import type { Opened, Visit } from '../../visit.ts'

/** The client who visits. */
export type OwnRow = { id: string }

/** The door to one's own details, for clients: a professional has a profile instead. */
export async function openOwnDetails<To extends 'own details' | 'stop address'>(
  visit: Visit,
  to: To,
): Promise<Opened<OwnRow, To>> {
  await visit.enter()
  const { id, kind } = visit.account
  const facts = { groups: [], relation: null, self: kind === 'client' }
  const verdict =
    to === 'own details' ? changeDetails.judge(facts) : changeAddress.judge({ ...facts, to: 'stop', proposal: null })
  visit.note(verdict, { kind: 'account', id, client: kind === 'client' ? id : null })
  if (!verdict.may) throw notFound()
  return { id } as Opened<OwnRow, To>
}
