import { expect } from 'vitest'
import { z } from 'zod'
import { contract } from '../contract/index.ts'
import type { Endpoint } from '../contract/endpoint.ts'
import { figure } from '../people/figure.ts'
import { test as base } from '../people/test.ts'
import { roles } from './matrix.ts'
import { uncalled } from './matrix/calls.ts'
import { callsByBody, callsByPath, compareIds, malformed, randomIds } from './matrix/ids.ts'
import { type Matrix, playMatrix, readMatrix } from './matrix/play.ts'
import { type Scene, session, setScene } from './matrix/scene.ts'
import { judgeListed, type Listed, readTable } from './matrix/table.ts'
import { servedRoutes } from './served.ts'
import { told } from './tree.ts'

const test = base.extend('scene', { scope: 'file' }, ({ room }) => setScene(room))
const matrix = readMatrix()

test('every endpoint that is served stands in the matrix, for every role', async ({ room }) => {
  const routes = await servedRoutes(room.running.house)
  const unlisted = judgeListed(listed(matrix), routes)
  figure('T1', `${routes.length} routes that are served, ${unlisted.length} unlisted in the matrix`)
  expect(told(unlisted)).toEqual([])
  expect(uncalled()).toEqual([])
})

test('every cell of the matrix comes out as it was reviewed', { timeout: 300_000 }, async ({ scene }) => {
  const { cells, findings } = await playMatrix(scene, matrix)
  figure('T1 T2', `${cells} cells of endpoint, role and state called, ${findings.length} mismatches`)
  expect(told(findings)).toEqual([])
})

test('a foreign id, a random one and one that is none get the same answer, at the same cost', async ({ scene }) => {
  const { practice, conversation, someone } = await strangers(scene)
  const findings = []
  let compared = 0
  for (const person of await everybodyElse(scene)) {
    const who = { practice, person }
    for (const [, call] of callsByPath)
      findings.push(...(await compareIds(who, call, randomIds(conversation, malformed))))
    for (const [, call] of callsByBody) findings.push(...(await compareIds(who, call, randomIds(someone, []))))
    compared += callsByPath.length * (malformed.length + 2) + callsByBody.length * 2
  }
  figure('T3', `${compared} answers to foreign, random and malformed ids compared, ${findings.length} told apart`)
  expect(told(findings)).toEqual([])
})

test('a planted answer that tells a foreign id apart is found', async ({ scene, as }) => {
  const { practice, conversation } = await strangers(scene)
  const [eva] = await as('Eva')
  const who = { practice, person: eva }
  const seesMore = async () => await eva.try(Math.random() < 2 ? 'seeMe' : 'seePractice')
  const found = await compareIds(
    who,
    async (person, id) =>
      id === conversation ? await seesMore() : await person.try('readConversation', { where: { id } }),
    randomIds(conversation, ['x']),
  )
  expect(told(found).join()).toContain('a foreign id answers')
  expect(told(found).join()).toContain('a foreign id costs')
})

test('a planted endpoint that stands nowhere in the matrix is found', async ({ room }) => {
  const planted: Endpoint = {
    method: 'DELETE',
    path: '/conversations/:id',
    asks: 'CNV-12',
    leaves: 'conversation removed',
    visitor: 'signed in',
    where: z.strictObject({ id: z.uuid() }),
  }
  const routes = [...(await servedRoutes(room.running.house)), 'DELETE /api/conversations/:id', 'GET /metrics']
  expect(told(judgeListed(listed(matrix), routes, { ...contract, removeConversation: planted }))).toEqual([
    'DELETE /api/conversations/:id stands nowhere in checks/matrix.ts',
    'GET /metrics stands nowhere in checks/matrix.ts',
    'removeConversation is about an object and has no table of states',
  ])
})

test('an endpoint that is listed for too few roles, or not served any more, is found', () => {
  const few = { ...listed(matrix), own: ['seeMe', 'gone'], roles: new Map([['seeMe', roles.slice(1)]]) }
  const found = told(judgeListed(few, []))
  expect(found).toContain('gone is listed and not served')
  expect(found).toContain('seeMe says nothing of the nobody')
})

test('a planted wrong verdict is found', async ({ scene }) => {
  const states = ['never', 'left', 'member']
  const wrong: Matrix = {
    own: new Map([['active', readTable('therapist   out yes', ['seeMe', 'listFailedLetters'])]]),
    conversation: new Map([
      ['readConversation', readTable('therapist   yes - closed', states)],
      ['listConversations', readTable('therapist   listed absent absent', states)],
      ['live', readTable('therapist   hears hears silence', states)],
    ]),
    person: new Map([['startConversation', readTable('therapist   yes -', ['otherclient', 'client'])]]),
  }
  const { cells, findings } = await playMatrix(scene, wrong, ['therapist'])
  expect(cells).toBe(13)
  expect(told(findings)).toEqual(
    expect.arrayContaining([
      'readConversation · never · therapist comes to 404 not-found, not ‘yes’ (allowed)',
      'readConversation · left · therapist comes to 200, not ‘-’ (not theirs)',
      'listConversations · never · therapist does not find it in the list',
      'listConversations · member · therapist finds it in the list',
      'live · never · therapist hears nothing',
      'live · member · therapist hears of it',
      'startConversation · otherclient · therapist comes to 404 not-found, not ‘yes’ (allowed)',
      'seeMe · active · therapist comes to 200, not ‘out’ (not signed in)',
      'listFailedLetters · active · therapist comes to 404 not-found, not ‘yes’ (allowed)',
    ]),
  )
})

test('a table that is not quite right is refused', () => {
  expect(() => readTable('therapists   yes', ['seeMe'])).toThrow('no role is called ‘therapists’')
  expect(() => readTable('therapist   yes yes', ['seeMe'])).toThrow('therapist has 2 cells under 1 columns')
  expect(() => readTable('therapist   maybe', ['seeMe'])).toThrow('‘maybe’ is no verdict')
  expect(() => readTable('therapist   yes\ntherapist   out', ['seeMe'])).toThrow('a role stands twice')
})

/** A conversation and a person that nobody of the others has anything to do with. */
async function strangers(scene: Scene) {
  const [noor] = [scene.players.get('client')]
  if (!noor) throw new Error('nobody plays the client')
  const person = await session(scene.room, noor, 'open')
  const conversation = await person.start('Daan')
  return { practice: scene.room.practice, conversation, someone: scene.stays.account }
}

async function everybodyElse(scene: Scene) {
  const others = (['other client', 'related person, by client', 'other therapist', 'application manager'] as const).map(
    (role) => scene.players.get(role),
  )
  return await Promise.all(others.flatMap((player) => (player ? [session(scene.room, player, 'open')] : [])))
}

function listed({ own, conversation, person }: Matrix): Listed {
  const active = own.get('active')
  const tables = [...conversation, ...person, ...(active?.columns ?? []).map((name) => [name, active] as const)]
  return {
    own: active?.columns ?? [],
    conversation: [...conversation.keys()],
    person: [...person.keys()],
    roles: new Map(tables.map(([name, table]) => [name, [...(table?.rows.keys() ?? [])]])),
  }
}
