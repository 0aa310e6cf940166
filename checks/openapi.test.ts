import { expect } from 'vitest'
import { z } from 'zod'
import { figure } from '../people/figure.ts'
import type { Answer, Person } from '../people/person.ts'
import { castPassword, type Room } from '../people/room.ts'
import { test } from '../people/test.ts'
import { documentedRoutes, type JsonSchema, judgeDocument, operationsOf, type Place, readDocument } from './openapi.ts'
import { readDrawing, servedRoutes } from './served.ts'
import { told } from './tree.ts'

test('the document that is served is valid OpenAPI 3.1', async ({ room }) => {
  expect(told(judgeDocument(await served(room)))).toEqual([])
})

test('every address that is served stands in the document, and the other way round', async ({ room }) => {
  const routes = (await servedRoutes(room.running.house)).filter((route) => route.includes(' /api/'))
  const itself = 'GET /api/openapi.json'
  expect(routes).toContain(itself)
  const documented = documentedRoutes(readDocument(await served(room)))
  expect(routes.filter((route) => route !== itself).toSorted()).toEqual(documented.toSorted())
})

test('what the document asks for is required, what it names is taken, what it does not name is refused', async ({
  room,
  as,
}) => {
  let tried = 0
  for (const place of operationsOf(readDocument(await served(room)))) {
    if (place.operation.operationId === 'live') continue
    const [noor] = await as('Noor')
    const whole = await wellFormed(room, noor, place)
    expect(await refusedFields(noor, place, whole), `${place.method} ${place.path}`).toEqual([])
    for (const { sent, field } of variations(place, whole)) {
      const [again] = await as('Noor')
      expect(await refusedFields(again, place, sent), `${place.method} ${place.path} ${field}`).toContain(field)
      tried += 1
    }
  }
  figure('OpenAPI', `${tried} documented fields left out, or others added: each refused by its name`)
  expect(tried).toBeGreaterThan(20)
})

test('what is answered is what the document says', async ({ room, as }) => {
  const answered: string[] = []
  for (const place of operationsOf(readDocument(await served(room)))) {
    const schema = schemaOfAnswer(place)
    if (!schema || place.operation.operationId === 'live') continue
    const [noor] = await as('Noor')
    const { status, body } = await send(noor, place, await wellFormed(room, noor, place))
    if (status !== 200) continue
    const parsed = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]).safeParse(body)
    expect(parsed.error?.issues ?? [], place.operation.operationId).toEqual([])
    answered.push(place.operation.operationId)
  }
  expect(answered).toEqual(expect.arrayContaining(['signIn', 'seeMe', 'listConversations', 'readConversation']))
})

type Sent = { path: Record<string, string>; query: Record<string, unknown>; body: Record<string, unknown> | null }

/** A request with everything the document names. */
async function wellFormed(room: Room, noor: Person, { operation }: Place): Promise<Sent> {
  const named = (where: string) => operation.parameters.filter((one) => one.in === where)
  const body = operation.requestBody?.content['application/json']?.schema
  const known: Record<string, unknown> = {
    id: await noor.start('Daan'),
    contacts: [room.ids.Daan],
    address: operation.operationId === 'changeMyAddress' ? 'noor@elsewhere.example' : 'noor@linde.example',
    deskAddress: 'desk@linde.example',
    password: /^(signIn|changeMyPassword)$/.test(operation.operationId) ? castPassword : 'a kettle sings by the window',
    present: castPassword,
    token: 'k'.repeat(32),
    timeZone: 'Europe/Amsterdam',
    birthDate: '1990-05-17',
    phone: '020 123 45 67',
    bsn: '111222333',
    labels: ['new'],
    // Typed in some places, named by its number in others.
    ...(/^(relateProfessional|giveReason|askToRelate)$/.test(operation.operationId) && {
      motivation: 'I take over while a colleague is away.',
    }),
  }
  const make = (name: string, schema: JsonSchema) => known[name] ?? exampleOf(schema, known)
  const all = (where: string) => Object.fromEntries(named(where).map(({ name, schema }) => [name, make(name, schema)]))
  return {
    path: all('path') as Record<string, string>,
    query: all('query'),
    body: body ? (exampleOf(body, known) as Record<string, unknown>) : null,
  }
}

function exampleOf(schema: JsonSchema, known: Record<string, unknown>): unknown {
  if (schema.enum) return schema.enum[0]
  if (schema.const !== undefined) return schema.const
  const [first] = schema.anyOf ?? schema.oneOf ?? []
  if (first) return exampleOf(first, known)
  const types = new Set([schema.type ?? []].flat())
  if (types.has('object')) {
    const fields = Object.entries(schema.properties ?? {})
    return Object.fromEntries(
      fields.map(([name, field]) => [name, (field.enum ? null : known[name]) ?? exampleOf(field, known)]),
    )
  }
  if (types.has('array')) return schema.items && schema.minItems ? [exampleOf(schema.items, known)] : []
  if (schema.format === 'date') return '2026-12-01'
  if (schema.format === 'base64') return 'aGFsbG8='
  if (schema.format === 'uuid') return crypto.randomUUID()
  if (schema.format === 'date-time') return '2026-11-21T12:00:00.000Z'
  if (schema.pattern?.includes(':')) return '22:00'
  if (schema.pattern?.startsWith('^[\\w-]')) return 'eA'
  if (types.has('array')) return []
  if (types.has('boolean')) return true
  return types.has('string') ? 'three random words' : (schema.minimum ?? 1)
}

/** The same request with one required field left out, or with one that is not documented. */
function variations({ operation }: Place, whole: Sent): { sent: Sent; field: string }[] {
  const body = operation.requestBody?.content['application/json']?.schema
  const left = body && whole.body ? withoutEach(body, whole.body) : []
  return [
    ...left.map(({ value, field }) => ({ sent: { ...whole, body: value }, field })),
    ...(whole.body ? [{ sent: { ...whole, body: { ...whole.body, owner: 'me' } }, field: 'owner' }] : []),
    ...(Object.keys(whole.query).length > 0
      ? [{ sent: { ...whole, query: { ...whole.query, owner: 'me' } }, field: 'owner' }]
      : []),
  ]
}

function withoutEach(
  schema: JsonSchema,
  value: Record<string, unknown>,
): { value: Record<string, unknown>; field: string }[] {
  const left = (schema.required ?? []).map((field) => {
    const { [field]: _, ...rest } = value
    return { value: rest, field }
  })
  const inside = Object.entries(schema.properties ?? {}).flatMap(([name, inner]) =>
    inner.type === 'object'
      ? withoutEach(inner, value[name] as Record<string, unknown>).map((one) => ({
          value: { ...value, [name]: one.value },
          field: `${name}.${one.field}`,
        }))
      : [],
  )
  return [...left, ...inside]
}

async function send(person: Person, { path, method }: Place, sent: Sent): Promise<Answer> {
  const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => sent.path[name] ?? '')
  const query = new URLSearchParams(Object.entries(sent.query).map(([name, value]) => [name, String(value)])).toString()
  const body = sent.body ? { body: JSON.stringify(sent.body) } : {}
  return await person.request(method.toUpperCase(), `/api${address}${query && `?${query}`}`, body)
}

async function refusedFields(person: Person, place: Place, sent: Sent): Promise<string[]> {
  const { body } = await send(person, place, sent)
  const { fields = [] } = (body ?? {}) as { fields?: { field: string }[] }
  return fields.map(({ field }) => field)
}

function schemaOfAnswer({ operation }: Place): JsonSchema | undefined {
  const { 200: done } = operation.responses
  return done && 'content' in done ? done.content?.['application/json']?.schema : undefined
}

async function served(room: Room): Promise<unknown> {
  return (await fetch(`${room.address}/api/openapi.json`)).json()
}

const sound = {
  openapi: '3.1.0',
  info: { title: 'Planted', version: '1' },
  servers: [{ url: '/api' }],
  paths: {
    '/tasks/{id}': {
      get: {
        operationId: 'readTask',
        description: 'Reads.',
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
        responses: { 200: { description: 'Done.' }, default: { $ref: '#/components/responses/Problem' } },
      },
    },
  },
  components: { schemas: {}, responses: { Problem: { description: 'Refused.' } }, securitySchemes: {} },
}
const text = JSON.stringify(sound)

test('what is sound is left alone', () => {
  expect(told(judgeDocument(sound))).toEqual([])
})

test.for([
  ['another version', '"3.1.0"', '"3.0.3"', 'openapi'],
  ['an unknown keyword', '"format":"uuid"', '"nullable":true', 'paths./tasks/{id}.get.parameters.0.schema'],
  ['a type that is none', '"type":"string"', '"type":"text"', 'schema.type'],
  ['a path parameter that is not described', '/tasks/{id}', '/tasks/{id}/{day}', 'does not describe {day}'],
  ['a parameter that is not in the path', '/tasks/{id}', '/tasks', 'describes id, not in its path'],
  ['a path parameter that may be left out', '"required":true', '"required":false', 'lets id of its path be left out'],
  ['a reference to nothing', '#/components/responses/Problem', '#/components/responses/Other', 'which is not there'],
  ['no success', '"200"', '"300"', 'never succeeds'],
  ['a scheme nobody knows', '"parameters"', '"security":[{"session":[]}],"parameters"', 'knows no scheme session'],
] as const)('a planted violation is found: %s', ([, from, to, what]) => {
  expect(told(judgeDocument(JSON.parse(text.replaceAll(from, to)))).join('\n')).toContain(what)
})

test('a route that is not documented is found', () => {
  const drawn = '├── /api/tasks/:id (GET)\n│   └── /done (POST, DELETE)\n└── /health (GET)\n'
  expect(readDrawing(drawn)).toEqual([
    'GET /api/tasks/:id',
    'POST /api/tasks/:id/done',
    'DELETE /api/tasks/:id/done',
    'GET /health',
  ])
  expect(documentedRoutes(readDocument(sound))).toEqual(['GET /api/tasks/:id'])
})
