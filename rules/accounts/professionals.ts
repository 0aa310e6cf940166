import { no, rule, yes } from '../verdict.ts'

/** Whether whoever asks is an application manager now. */
type Managing = { manages: boolean }

function onlyManager({ manages }: Managing) {
  return manages ? yes('application manager') : no('not the application manager')
}

export const listColleagues = rule(
  'ORD-7',
  'Every colleague has an account of their own, and professionals find all their active colleagues; clients and related persons have no such list.',
  ({ professional }: { professional: boolean }) => (professional ? yes('colleagues') : no('not a professional')),
)

export const seeColleague = rule(
  'ACC-3',
  'Deactivated accounts are kept and still count; of professionals the application manager finds them, and nobody else does.',
  ({ professional, manages, active }: Managing & { professional: boolean; active: boolean }) => {
    if (!professional) return no('not among professionals')
    if (active) return yes('colleagues')
    return manages ? yes('application manager') : no('deactivated')
  },
)

export const manageProfessional = rule(
  'ACC-12',
  'The application manager, and nobody else, adds professionals, has them welcomed, deactivates and activates them, and changes what is known of them: their address and groups too, those of the own account included.',
  onlyManager,
)

export const keepManager = rule(
  'ORD-15',
  'The last active application manager stays one until somebody else is in that group.',
  ({ stays, otherManager }: { stays: boolean; otherManager: boolean }) =>
    stays || otherManager ? yes('somebody manages') : no('the last application manager'),
)

export const withinLimit = rule(
  'ORD-5',
  'A practice has at most as many active professionals as was agreed with the service desk, five by default; adding, importing and activating stop there.',
  ({ active, more, most }: { active: number; more: number; most: number }) =>
    more === 0 || active + more <= most ? yes('within the limit') : no('as many professionals as there may be'),
)

export const ownAddress = rule(
  'ACC-1',
  'Every account has an e-mail address of its own; one that somebody has already, deactivated or not, is refused.',
  ({ taken }: { taken: boolean }) => (taken ? no('the address exists') : yes('a new address')),
)

export const ownIdentifier = rule(
  'ACC-8',
  'An ID belongs to one professional or one client; where the practice says so, it is unique across both.',
  ({ byOwnKind, byOther, together }: { byOwnKind: boolean; byOther: boolean; together: boolean }) =>
    byOwnKind || (together && byOther) ? no('the ID exists') : yes('a new ID'),
)

export const importProfessionals = rule(
  'ACC-19',
  'The application manager, and nobody else, imports professionals from a list; what was shown before is what happens, or nothing happens.',
  ({ manages, asShown }: Managing & { asShown: boolean }) => {
    if (!manages) return onlyManager({ manages })
    return asShown ? yes('application manager') : no('something changed since it was shown')
  },
)
