import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { type SeenVisit, watchVisits } from '../checks/bench/round-trips.ts'
import { test } from '../people/test.ts'

/** What a visit asks besides begin, enter and commit, each by its first telling words. */
function asked({ sent }: SeenVisit): string[] {
  return sent.slice(2, -1).map(({ text }) => /room\.(\w+)/.exec(text)?.[1] ?? text)
}

/** The visits of somebody who is signed in: mail and seals are done by the house meanwhile. */
async function visitsOf(act: () => Promise<unknown>): Promise<SeenVisit[]> {
  const { visits } = await watchVisits(act)
  return visits.filter(({ signedIn }) => signedIn)
}

test('sending waits for the database twice: who and whether, then everything that is written and the commit', async ({
  as,
}) => {
  const [noor] = await as('Noor')
  const conversation = await noor.start('Daan')
  const takes = { text: 'Again', clientKey: randomUUID() }
  const visits = await visitsOf(() => noor.ask('postMessage', { where: { id: conversation }, takes }))
  expect(visits.map(({ roundTrips }) => roundTrips)).toEqual([2])
  expect(visits.map(asked)).toEqual([['conversation_facts', 'write_message', 'audit']])
})

test('reading a thread waits twice: who and whether, then people and messages', async ({ as }) => {
  const [noor] = await as('Noor')
  const conversation = await noor.start('Daan')
  const where = { id: conversation }
  await noor.ask('readConversation', { where })
  const visits = await visitsOf(() => noor.ask('readConversation', { where }))
  expect(visits.map(({ roundTrips }) => roundTrips)).toEqual([2])
  expect(visits.map(asked)).toEqual([['conversation_facts', 'unread', 'message']])
  const earlier = await visitsOf(() => noor.ask('readMessages', { where, asksFor: { before: 2 } }))
  expect(earlier.map(({ roundTrips }) => roundTrips)).toEqual([2])
})

test('the list of conversations is one statement, beside the number in the menu, and waits once', async ({ as }) => {
  const [noor] = await as('Noor')
  await noor.start('Daan')
  await noor.start('Lies')
  const visits = await visitsOf(() => noor.ask('listConversations'))
  expect(visits.map(({ roundTrips }) => roundTrips)).toEqual([1])
  expect(visits.map(asked)).toEqual([['conversation_list', 'unread_in_all']])
})

test('a search is one statement and waits once', async ({ as }) => {
  const [sanne] = await as('Sanne')
  const visits = await visitsOf(() => sanne.ask('listContacts', { asksFor: { find: 'noor' } }))
  expect(visits.map(({ roundTrips }) => roundTrips)).toEqual([1])
  expect(visits.map(asked)).toEqual([['find_known']])
})

test('opening a client’s account waits twice: who and whether, then the file with the line of the look', async ({
  as,
  room,
}) => {
  const [daan] = await as('Daan')
  const where = { id: room.ids.Noor }
  const visits = await visitsOf(() => daan.ask('seeClient', { where }))
  expect(visits.map(({ roundTrips }) => roundTrips)).toEqual([2])
  expect(visits.map(asked)).toEqual([['client_facts', 'client_file', 'audit']])
})

test('the own caseload is one statement: who, then everybody with the commit', async ({ as }) => {
  const [daan] = await as('Daan')
  const visits = await visitsOf(() => daan.ask('listClients'))
  expect(visits.map(({ roundTrips }) => roundTrips)).toEqual([2])
  expect(visits.map(asked)).toEqual([['find_clients']])
})
