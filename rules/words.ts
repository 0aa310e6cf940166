/** The words of the room: closed lists that rules, contract, server and screens share. */

/** What kind of person an account belongs to. It never changes: who is client and professional has two accounts. */
export const kinds = ['client', 'professional', 'related person'] as const
export type Kind = (typeof kinds)[number]

/** Groups of professionals: additive sets of rights (rulebook section 2). */
export const groups = [
  'therapist',
  'supervisor',
  'secretary',
  'application manager',
  'data analyst',
  'data officer',
  'service employee',
] as const
export type Group = (typeof groups)[number]

export const languages = ['nl', 'en'] as const
export type Language = (typeof languages)[number]

/** How a professional is related to a client (CAS-1, CAS-18). */
export const relations = ['therapist', 'supervisor'] as const
export type Relation = (typeof relations)[number]
