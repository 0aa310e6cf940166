import { no, rule, yes } from './verdict.ts'
import type { Group, Kind } from './words.ts'

/** How two people stand to each other, as the database tells it. */
export type ContactFacts = {
  me: { kind: Kind; groups: readonly Group[]; active: boolean }
  other: { kind: Kind; active: boolean }
  same: boolean
  /** A treatment relation between the two that has not ended. */
  relation: 'therapist' | 'supervisor' | null
  /** The related person belongs to the client of the two; by whom they were invited. */
  relatedBy: 'client' | 'professional' | null
  /** The professional of the two invited this related person. */
  invitedByThisProfessional: boolean
  /** Only of a start: the conversation with them was started before, under the same client key. */
  startedBefore?: boolean
}

/** Who may write to whom first. */
export const contact = rule(
  'CNV-2',
  'You start a conversation with your own contacts: a therapist with own clients and all professionals; a client with related therapists and own related persons.',
  (facts: ContactFacts) => {
    const { me, other } = facts
    if (facts.same) return no('that is you')
    // Asked again after a lost answer: nothing is started, what was started is told.
    if (facts.startedBefore) return yes('started before')
    if (!me.active || !other.active) return no('not an active account')
    if (me.kind === 'professional') return contactOfProfessional(facts)
    if (me.kind === 'client') return contactOfClient(facts)
    if (other.kind === 'client' && facts.relatedBy !== null) return yes('related person of this client')
    if (other.kind === 'professional' && facts.invitedByThisProfessional) return yes('invited by this professional')
    return no('not a contact')
  },
)

function contactOfProfessional(facts: ContactFacts) {
  const { me, other } = facts
  if (other.kind === 'professional') return yes('colleagues')
  if (other.kind === 'client' && facts.relation === 'therapist') return yes('treatment relation')
  if (other.kind === 'client' && me.groups.includes('secretary')) return yes('secretary of the practice')
  if (other.kind === 'related person' && facts.invitedByThisProfessional) return yes('invited by this professional')
  return no('not a contact')
}

function contactOfClient(facts: ContactFacts) {
  if (facts.other.kind === 'professional' && facts.relation === 'therapist') return yes('treatment relation')
  if (facts.other.kind === 'related person' && facts.relatedBy !== null) return yes('own related person')
  return no('not a contact')
}

/** What a door knows of one reader and one conversation. */
export type ConversationFacts = {
  /** Took part at some time: at least one span of positions is theirs. */
  everTookPart: boolean
  /** Takes part now. */
  takesPart: boolean
  /** In a conversation of two: the two are still in touch (a relation or contact is left). In a group always true. */
  inTouch: boolean
  /** Only of a message: this reader sent it before, under the same client key. */
  sentBefore?: boolean
}

export const list = rule(
  'CNV-3',
  'Everybody finds the conversations they take or took part in under one menu item, and no others.',
  ({ own }: { own: boolean }) => (own ? yes('own conversations') : no('not your conversations')),
)

export const read = rule(
  'CNV-12',
  'Who takes part in a conversation reads it; who left keeps what was there until then and hears nothing more.',
  ({ everTookPart, takesPart }: ConversationFacts) => {
    if (takesPart) return yes('participant')
    if (everTookPart) return yes('former participant, own span')
    return no('not a participant')
  },
)

export const post = rule(
  'CNV-1',
  'Messages travel only inside conversations; every participant may send any number of them.',
  ({ takesPart, everTookPart, inTouch, sentBefore }: ConversationFacts) => {
    // Asked again after a lost answer: nothing is sent, what was sent is told.
    if (everTookPart && sentBefore) return yes('sent before')
    if (!takesPart) return no(everTookPart ? 'left' : 'not a participant')
    if (!inTouch) return no('no longer in touch')
    return yes('participant')
  },
)

export const markRead = rule(
  'CNV-6',
  'A read mark is one’s own: only who takes or took part sets it, and only for themselves.',
  ({ everTookPart }: ConversationFacts) => (everTookPart ? yes('participant') : no('not a participant')),
)

export const seeOnline = rule(
  'CNV-26',
  'Whether somebody is online is shown to their contacts and to nobody else.',
  ({ self, contacts }: { self: boolean; contacts: boolean }) => {
    if (self) return yes('own state')
    return contacts ? yes('contact') : no('not a contact')
  },
)

export type NamingFacts = { self: boolean; contacts: boolean; kind: Kind }

export const realName = rule(
  'CNV-20',
  'Contacts see each other’s real name and professionals always appear by name and role; everybody else appears by nickname or as Anonymous.',
  ({ self, contacts, kind }: NamingFacts) => {
    if (self) return yes('own name')
    if (contacts) return yes('contact')
    if (kind === 'professional') return yes('professionals appear by name')
    return no('not a contact')
  },
)
