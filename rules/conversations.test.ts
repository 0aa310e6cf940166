import { describe, expect, test } from 'vitest'
import * as conversations from './conversations.ts'
import type { ContactFacts, ConversationFacts, NamingFacts } from './conversations.ts'
import { no, yes } from './verdict.ts'
import { groups, kinds } from './words.ts'

const notAContact = no('not a contact')

const client = { kind: 'client', groups: [], active: true } as const
const therapist = { kind: 'professional', groups: ['therapist'], active: true } as const
const secretary = { kind: 'professional', groups: ['secretary'], active: true } as const
const sister = { kind: 'related person', groups: [], active: true } as const

const strangers = { same: false, relation: null, relatedBy: null, invitedByThisProfessional: false } as const
const contact = (me: ContactFacts['me'], other: ContactFacts['other'], how: Partial<ContactFacts> = {}) =>
  conversations.contact.judge({ ...strangers, ...how, me, other })

describe('who is a contact of whom', () => {
  test('CNV-2 yes: a therapist and a client of their own, both ways', () => {
    expect(contact(therapist, client, { relation: 'therapist' })).toEqual(yes('treatment relation'))
    expect(contact(client, therapist, { relation: 'therapist' })).toEqual(yes('treatment relation'))
  })

  test('CNV-2 yes: every professional and every other professional', () => {
    for (const group of groups) {
      expect(contact(therapist, { kind: 'professional', active: true })).toEqual(yes('colleagues'))
      expect(contact({ ...therapist, groups: [group] }, therapist)).toEqual(yes('colleagues'))
    }
  })

  test('CNV-2 yes: a secretary and every client of the practice', () => {
    expect(contact(secretary, client)).toEqual(yes('secretary of the practice'))
  })

  test('CNV-2 yes: a client and their own related persons, whoever invited them, both ways', () => {
    for (const relatedBy of ['client', 'professional'] as const) {
      expect(contact(client, sister, { relatedBy })).toEqual(yes('own related person'))
      expect(contact(sister, client, { relatedBy })).toEqual(yes('related person of this client'))
    }
  })

  test('CNV-2 yes: a professional and the related person they invited, both ways', () => {
    const how = { relatedBy: 'professional', invitedByThisProfessional: true } as const
    expect(contact(therapist, sister, how)).toEqual(yes('invited by this professional'))
    expect(contact(sister, therapist, how)).toEqual(yes('invited by this professional'))
  })

  test('CNV-2 yes: whoever was started with before, under the same key, whatever ended since; oneself never', () => {
    const how = { startedBefore: true }
    expect(contact(client, therapist, how)).toEqual(yes('started before'))
    expect(contact(client, { ...therapist, active: false }, how)).toEqual(yes('started before'))
    expect(contact(client, client, { ...how, same: true })).toEqual(no('that is you'))
  })

  test('CNV-2 no: a client without a treatment relation, whatever groups the professional is in, save the secretary', () => {
    const others = groups.filter((group) => group !== 'secretary')
    expect(contact({ ...therapist, groups: others }, client)).toEqual(notAContact)
    expect(contact({ ...therapist, groups: [] }, client)).toEqual(notAContact)
    expect(contact(client, therapist)).toEqual(notAContact)
  })

  test('CNV-2 no: a supervisor and a client they read along with', () => {
    const supervisor = { ...therapist, groups: ['supervisor'] } as const
    expect(contact(supervisor, client, { relation: 'supervisor' })).toEqual(notAContact)
    expect(contact(client, supervisor, { relation: 'supervisor' })).toEqual(notAContact)
  })

  test('CNV-2 no: a client does not write first to the secretary', () => {
    expect(contact(client, secretary)).toEqual(notAContact)
  })

  test('CNV-2 no: a therapist and the related person their client invited, both ways', () => {
    expect(contact(therapist, sister, { relatedBy: 'client' })).toEqual(notAContact)
    expect(contact(sister, therapist, { relatedBy: 'client' })).toEqual(notAContact)
    expect(contact(secretary, sister, { relatedBy: 'client' })).toEqual(notAContact)
  })

  test('CNV-2 no: a related person who is no longer tied to the client, both ways', () => {
    expect(contact(client, sister)).toEqual(notAContact)
    expect(contact(sister, client)).toEqual(notAContact)
  })

  test('CNV-2 no: two clients, and two related persons', () => {
    const everything = { relation: 'therapist', relatedBy: 'client', invitedByThisProfessional: true } as const
    expect(contact(client, client, everything)).toEqual(notAContact)
    expect(contact(sister, sister, everything)).toEqual(notAContact)
  })

  test('CNV-2 no: oneself', () => {
    for (const me of [client, therapist, secretary, sister]) {
      expect(contact(me, me, { same: true, relation: 'therapist' })).toEqual(no('that is you'))
    }
  })

  test('CNV-2 no: anybody who is deactivated, on either side', () => {
    const off = { active: false } as const
    const because = no('not an active account')
    expect(contact({ ...therapist, ...off }, client, { relation: 'therapist' })).toEqual(because)
    expect(contact(therapist, { ...client, ...off }, { relation: 'therapist' })).toEqual(because)
    expect(contact(therapist, { ...secretary, ...off })).toEqual(because)
    expect(contact({ ...sister, ...off }, client, { relatedBy: 'client' })).toEqual(because)
  })
})

const member: ConversationFacts = { everTookPart: true, takesPart: true, inTouch: true }
const left: ConversationFacts = { ...member, takesPart: false }
const stranger: ConversationFacts = { everTookPart: false, takesPart: false, inTouch: true }

describe('what one may do in a conversation', () => {
  test('CNV-1 yes: who takes part writes', () => {
    expect(conversations.post.judge(member)).toEqual(yes('participant'))
  })

  test('CNV-1 yes: what was sent before is told again to whoever sent it, and to nobody else', () => {
    expect(conversations.post.judge({ ...left, inTouch: false, sentBefore: true })).toEqual(yes('sent before'))
    expect(conversations.post.judge({ ...stranger, sentBefore: true })).toEqual(no('not a participant'))
  })

  test('CNV-1 no: who left does not write any more', () => {
    expect(conversations.post.judge(left)).toEqual(no('left'))
  })

  test('CNV-1 no: who never took part does not write', () => {
    expect(conversations.post.judge(stranger)).toEqual(no('not a participant'))
  })

  test('CNV-1 no: two who are no longer in touch do not write to each other', () => {
    expect(conversations.post.judge({ ...member, inTouch: false })).toEqual(no('no longer in touch'))
  })

  test('CNV-12 yes: who takes part reads, also when no longer in touch', () => {
    expect(conversations.read.judge(member)).toEqual(yes('participant'))
    expect(conversations.read.judge({ ...member, inTouch: false })).toEqual(yes('participant'))
  })

  test('CNV-12 yes: who left reads what was there until then', () => {
    expect(conversations.read.judge(left)).toEqual(yes('former participant, own span'))
  })

  test('CNV-12 no: who never took part reads nothing', () => {
    expect(conversations.read.judge(stranger)).toEqual(no('not a participant'))
  })

  test('CNV-6 yes: who takes or took part marks what they read', () => {
    expect(conversations.markRead.judge(member)).toEqual(yes('participant'))
    expect(conversations.markRead.judge(left)).toEqual(yes('participant'))
  })

  test('CNV-6 no: who never took part marks nothing', () => {
    expect(conversations.markRead.judge(stranger)).toEqual(no('not a participant'))
  })

  test('CNV-3 yes: one lists one’s own conversations', () => {
    expect(conversations.list.judge({ own: true })).toEqual(yes('own conversations'))
  })

  test('CNV-3 no: nobody lists the conversations of somebody else', () => {
    expect(conversations.list.judge({ own: false })).toEqual(no('not your conversations'))
  })
})

const unknown: NamingFacts = { self: false, contacts: false, kind: 'client' }

describe('what one sees of the others', () => {
  test('CNV-26 yes: one sees whether one’s contacts and oneself are online', () => {
    expect(conversations.seeOnline.judge({ self: false, contacts: true })).toEqual(yes('contact'))
    expect(conversations.seeOnline.judge({ self: true, contacts: false })).toEqual(yes('own state'))
  })

  test('CNV-26 no: nobody sees whether a stranger is online', () => {
    expect(conversations.seeOnline.judge({ self: false, contacts: false })).toEqual(notAContact)
  })

  test('CNV-20 yes: contacts see each other’s real name, whatever their kind, and everybody their own', () => {
    for (const kind of kinds) {
      expect(conversations.realName.judge({ ...unknown, kind, contacts: true })).toEqual(yes('contact'))
      expect(conversations.realName.judge({ ...unknown, kind, self: true })).toEqual(yes('own name'))
    }
  })

  test('CNV-20 yes: a professional appears by name to everybody', () => {
    const facts = { ...unknown, kind: 'professional' } as const
    expect(conversations.realName.judge(facts)).toEqual(yes('professionals appear by name'))
  })

  test('CNV-20 no: clients and related persons keep their name from those who are not their contact', () => {
    expect(conversations.realName.judge(unknown)).toEqual(notAContact)
    expect(conversations.realName.judge({ ...unknown, kind: 'related person' })).toEqual(notAContact)
  })
})
