import { expect, test } from 'vitest'
import { no, yes } from '../verdict.ts'
import * as rules from './professionals.ts'

test('ORD-7 yes: a professional finds the colleagues', () => {
  expect(rules.listColleagues.judge({ professional: true })).toEqual(yes('colleagues'))
})

test('ORD-7 no: a client or related person has no such list', () => {
  expect(rules.listColleagues.judge({ professional: false })).toEqual(no('not a professional'))
})

test('ACC-3 yes: an active colleague is seen by all, an inactive one by the application manager', () => {
  expect(rules.seeColleague.judge({ professional: true, manages: false, active: true })).toEqual(yes('colleagues'))
  expect(rules.seeColleague.judge({ professional: true, manages: true, active: false })).toEqual(
    yes('application manager'),
  )
})

test('ACC-3 no: an inactive colleague is seen by nobody else, and by no client', () => {
  expect(rules.seeColleague.judge({ professional: true, manages: false, active: false })).toEqual(no('deactivated'))
  expect(rules.seeColleague.judge({ professional: false, manages: false, active: true })).toEqual(
    no('not among professionals'),
  )
})

const yesManager = yes('application manager')
const noManager = no('not the application manager')

test('ACC-12 yes: the application manager adds and changes professionals', () => {
  expect(rules.manageProfessional.judge({ manages: true })).toEqual(yesManager)
})

test('ACC-12 no: nobody else adds or deactivates professionals, or changes an address or groups', () => {
  expect(rules.manageProfessional.judge({ manages: false })).toEqual(noManager)
})

test('ORD-15 yes: a manager goes where another is, and stays where none is', () => {
  expect(rules.keepManager.judge({ stays: false, otherManager: true })).toEqual(yes('somebody manages'))
  expect(rules.keepManager.judge({ stays: true, otherManager: false })).toEqual(yes('somebody manages'))
})

test('ORD-15 no: the last manager does not go', () => {
  expect(rules.keepManager.judge({ stays: false, otherManager: false })).toEqual(no('the last application manager'))
})

test('ORD-5 yes: the fifth comes in', () => {
  expect(rules.withinLimit.judge({ active: 4, more: 1, most: 5 })).toEqual(yes('within the limit'))
  expect(rules.withinLimit.judge({ active: 7, more: 0, most: 5 })).toEqual(yes('within the limit'))
})

test('ORD-5 no: the sixth does not', () => {
  expect(rules.withinLimit.judge({ active: 5, more: 1, most: 5 })).toEqual(no('as many professionals as there may be'))
})

test('ACC-1 yes: an address that nobody has', () => {
  expect(rules.ownAddress.judge({ taken: false })).toEqual(yes('a new address'))
})

test('ACC-1 no: an address that somebody has', () => {
  expect(rules.ownAddress.judge({ taken: true })).toEqual(no('the address exists'))
})

test('ACC-8 yes: an ID of the other kind, where the practice does not count them together', () => {
  expect(rules.ownIdentifier.judge({ byOwnKind: false, byOther: true, together: false })).toEqual(yes('a new ID'))
})

test('ACC-8 no: an ID of the own kind, or of the other where they count together', () => {
  expect(rules.ownIdentifier.judge({ byOwnKind: true, byOther: false, together: false })).toEqual(no('the ID exists'))
  expect(rules.ownIdentifier.judge({ byOwnKind: false, byOther: true, together: true })).toEqual(no('the ID exists'))
})

test('ACC-19 yes: the application manager imports what was shown', () => {
  expect(rules.importProfessionals.judge({ manages: true, asShown: true })).toEqual(yesManager)
})

test('ACC-19 no: nobody else imports, and nothing that was not shown', () => {
  expect(rules.importProfessionals.judge({ manages: false, asShown: true })).toEqual(noManager)
  expect(rules.importProfessionals.judge({ manages: true, asShown: false })).toEqual(
    no('something changed since it was shown'),
  )
})
