import { no, rule, yes } from '../verdict.ts'
import type { Kind } from '../words.ts'

/** What somebody may change of the own profile, field by field. */
export type ProfileField = 'name' | 'description' | 'phone' | 'picture' | 'visible'

const theirs: Record<Kind, readonly ProfileField[]> = {
  professional: ['name', 'description', 'picture', 'visible'],
  client: ['phone', 'picture', 'visible'],
  'related person': ['picture', 'visible'],
}

export const ownProfile = rule(
  'PRF-2',
  'Everybody changes their own picture and whether contacts see them online; a professional also name and description, a client the own phone number, and nothing else.',
  ({ own, kind, fields }: { own: boolean; kind: Kind; fields: readonly ProfileField[] }) => {
    if (!own) return no('another account')
    return fields.every((field) => theirs[kind].includes(field)) ? yes('own account') : no('not one’s own to change')
  },
)

export const ownAbsence = rule(
  'PRF-4',
  'A professional says when they are away and what clients read meanwhile; clients and related persons have no absence.',
  ({ own, kind }: { own: boolean; kind: Kind }) => {
    if (!own) return no('another account')
    return kind === 'professional' ? yes('own account') : no('not a professional')
  },
)

export const seePicture = rule(
  'PRF-5',
  'A picture is shown to oneself and to one’s contacts, and to nobody else.',
  ({ self, contacts }: { self: boolean; contacts: boolean }) => {
    if (self) return yes('own picture')
    return contacts ? yes('contact') : no('not a contact')
  },
)
