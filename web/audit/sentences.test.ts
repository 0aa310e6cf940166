import { expect, test } from 'vitest'
import { contract } from '../../contract/index.ts'
import { looksText as en } from '../text/looks.en.ts'
import { looksText as nl } from '../text/looks.nl.ts'

/** Events that never stand in a client's file: of the door, of one's own account, of colleagues, of the practice. */
const elsewhere: ReadonlySet<string> = new Set([
  'signed in',
  'signed out',
  'session ended',
  'other sessions ended',
  'new password asked',
  'password set by link',
  'account unblocked',
  'address changed',
  'password changed',
  'new address asked',
  'privacy statement seen',
  'settings changed',
  'confirmed to be oneself',
  'second step taken',
  'two-step sign-in switched off',
  'authenticator begun',
  'authenticator set up',
  'recovery codes made',
  'passkey begun',
  'passkey added',
  'passkey removed',
  'absence changed',
  'professional activated',
  'professional added',
  'professional changed',
  'professional deactivated',
  'professional welcomed again',
  'professionals imported',
  'practice set up',
  'practice settings changed',
  'registered',
  'registration accepted',
  'registration declined',
  'registrations read',
  'failed letters read',
  'clients searched',
  'own looks read',
  'looks reviewed',
  'look judged',
  'log copied',
  'log of looks outside read',
  'clients without a therapist read',
])

test('every event that can stand in a client’s file has a sentence in both languages', () => {
  const events = Object.values(contract).flatMap(({ leaves }) => (typeof leaves === 'string' ? [leaves] : []))
  const bare = [...new Set(events)].filter((event) => !elsewhere.has(event))
  for (const { action } of [en, nl])
    expect(bare.filter((event) => !Object.keys(action).includes(event)).toSorted()).toEqual([])
})

test('what the rules about clients rest a yes on has words in both languages', () => {
  const bases = ['treatment relation', 'secretary', 'supervisor', 'service employee', 'temporary access', 'therapist']
  for (const { because, ground } of [en, nl]) {
    expect(bases.filter((basis) => !Object.keys(because).includes(basis))).toEqual([])
    expect(bases.filter((basis) => !Object.keys(ground).includes(basis))).toEqual([])
  }
})
