import { expect } from 'vitest'
import { z } from 'zod'
import { contract } from '../contract/index.ts'
import type { Endpoint } from '../contract/endpoint.ts'
import { test as base } from '../people/test.ts'
import { roles } from './matrix.ts'
import { uncalled } from './matrix/calls.ts'
import { type Matrix, playMatrix, readMatrix } from './matrix/play.ts'
import { setScene } from './matrix/scene.ts'
import { judgeListed, type Listed, readTable } from './matrix/table.ts'
import { servedRoutes } from './served.ts'
import { told } from './tree.ts'

const test = base.extend('scene', { scope: 'file' }, ({ room }) => setScene(room))
const matrix = readMatrix()

test('every endpoint that is served stands in the matrix, for every role', async ({ room }) => {
  const unlisted = judgeListed(listed(matrix), await servedRoutes(room.running.house))
  console.log(`matrix: ${unlisted.length} unlisted`)
  expect(told(unlisted)).toEqual([])
  expect(uncalled()).toEqual([])
})

test('every cell of the matrix comes out as it was reviewed', { timeout: 300_000 }, async ({ scene }) => {
  const { cells, findings } = await playMatrix(scene, matrix)
  console.log(`matrix: ${cells} cells, ${findings.length} mismatches`)
  expect(told(findings)).toEqual([])
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
  const table = (text: string) => readTable(text, ['never', 'left', 'member'])
  const wrong: Matrix = {
    own: new Map([['active', readTable('therapist   out yes', ['seeMe', 'listFailedLetters'])]]),
    conversation: new Map([
      ['readConversation', table('therapist   yes - closed')],
      ['listConversations', table('therapist   listed absent absent')],
      ['live', table('therapist   hears hears silence')],
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
