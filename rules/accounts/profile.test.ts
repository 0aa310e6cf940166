import { expect, test } from 'vitest'
import { no, yes } from '../verdict.ts'
import { ownAbsence, ownProfile, seePicture } from './profile.ts'

test('PRF-2 yes: a professional changes name and description, a client the phone, everybody the picture', () => {
  const may = yes('own account')
  expect(ownProfile.judge({ own: true, kind: 'professional', fields: ['name', 'description'] })).toEqual(may)
  expect(ownProfile.judge({ own: true, kind: 'client', fields: ['phone', 'picture'] })).toEqual(may)
  expect(ownProfile.judge({ own: true, kind: 'related person', fields: ['picture', 'visible'] })).toEqual(may)
})

test('PRF-2 no: a client does not change the name, a related person no phone, nobody anybody else', () => {
  const not = no('not one’s own to change')
  expect(ownProfile.judge({ own: true, kind: 'client', fields: ['picture', 'name'] })).toEqual(not)
  expect(ownProfile.judge({ own: true, kind: 'related person', fields: ['phone'] })).toEqual(not)
  expect(ownProfile.judge({ own: false, kind: 'professional', fields: [] })).toEqual(no('another account'))
})

test('PRF-4 yes: a professional is away', () => {
  expect(ownAbsence.judge({ own: true, kind: 'professional' })).toEqual(yes('own account'))
})

test('PRF-4 no: a client has no absence, and nobody sets that of another', () => {
  expect(ownAbsence.judge({ own: true, kind: 'client' })).toEqual(no('not a professional'))
  expect(ownAbsence.judge({ own: false, kind: 'professional' })).toEqual(no('another account'))
})

test('PRF-5 yes: one’s own picture, and those of contacts', () => {
  expect(seePicture.judge({ self: true, contacts: false })).toEqual(yes('own picture'))
  expect(seePicture.judge({ self: false, contacts: true })).toEqual(yes('contact'))
})

test('PRF-5 no: a stranger sees no picture', () => {
  expect(seePicture.judge({ self: false, contacts: false })).toEqual(no('not a contact'))
})
