import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Endpoint } from '../contract/endpoint.ts'
import { contract } from '../contract/index.ts'
import { isEndpoint, judgeRegistered, judgeRegistry, type Named } from './contract.ts'
import { exportsOf, readRules } from './project-rules.ts'
import { readProject, told } from './tree.ts'

const registry: Named[] = Object.entries(contract).map(([name, endpoint]) => ({ name, endpoint }))

test('every endpoint asks a known rule, leaves a trace or says why not, and takes only what it names', async () => {
  const rules = new Set((await readRules()).map(({ number }) => number))
  expect(told(judgeRegistry(registry, rules))).toEqual([])
})

test('every endpoint stands in the one registry', async () => {
  const paths = readProject().map(({ path }) => path)
  const files = paths.filter((path) => /^contract\/([a-z-]+\/)?[a-z-]+\.ts$/.test(path) && path !== 'contract/index.ts')
  const exported = await Promise.all(files.map(exportsOf))
  const endpoints = exported.flat().flatMap(([name, value]) => (isEndpoint(value) ? [{ name, endpoint: value }] : []))
  expect(endpoints.length).toBeGreaterThan(0)
  expect(told(judgeRegistered(endpoints, registry))).toEqual([])
})

const sound: Endpoint = {
  method: 'PUT',
  path: '/clients/:id/labels/:labelId',
  asks: 'CAS-1',
  leaves: 'label set',
  visitor: 'signed in',
  where: z.strictObject({ id: z.uuid(), labelId: z.uuid() }),
  asksFor: z.strictObject({ position: z.coerce.number().pipe(z.int()).optional() }),
  takes: z.strictObject({ others: z.array(z.strictObject({ id: z.uuid().optional() })).optional() }),
}
const judge = (endpoint: Endpoint) => told(judgeRegistry([{ name: 'planted', endpoint }], new Set(['CAS-1'])))

test('what is sound is left alone', () => {
  expect(judge(sound)).toEqual([])
  expect(judge({ ...sound, leaves: { none: 'own list' } })).toEqual([])
})

const loose = z.object({ a: z.string() })
const id = z.string()
test.each<[string, Partial<Endpoint>, string]>([
  ['a rule that does not exist', { asks: 'CAS-2' }, 'asks CAS-2, which is no rule'],
  ['no event', { leaves: '' }, 'neither leaves an event nor says why not'],
  ['no reason', { leaves: { none: ' ' } }, 'neither leaves an event nor says why not'],
  ['a GET with a body', { method: 'GET' }, 'is a GET with a body'],
  ['a loose body', { takes: loose }, 'lets unknown fields through in takes'],
  ['a loose query', { asksFor: z.looseObject({}) }, 'lets unknown fields through in asksFor'],
  ['a loose object in a list', { takes: z.strictObject({ a: z.array(loose).optional() }) }, 'in takes.a[]'],
  ['a loose object in a choice', { takes: z.strictObject({ a: z.union([z.string(), loose]) }) }, 'in takes.a'],
  ['a loose object behind a pipe', { takes: z.strictObject({ a: loose.transform(String) }) }, 'in takes.a'],
  ['an odd path', { path: '/Clients/:id/labels/:labelId/' }, 'has the odd path'],
  ['a parameter without a shape', { path: '/clients/:id/labels/:labelId/:day' }, 'has no shape for :day'],
  ['a shape without a parameter', { path: '/clients/:id' }, 'shapes labelId, which is not in its path'],
  ['an id of any form', { where: z.strictObject({ id, labelId: z.uuid() }) }, 'takes id in another form than a UUID'],
  ['ids of any form', { takes: z.strictObject({ clientId: z.array(id) }) }, 'takes clientId in another form'],
])('a planted violation is found: %s', (_, change, what) => {
  expect(judge({ ...sound, ...change })).toEqual([expect.stringContaining(what)])
})

test('two endpoints with one address are found, also where the parameter is called otherwise', () => {
  const one: Named = { name: 'one', endpoint: { ...sound, path: '/a/:id', where: z.strictObject({ id: z.uuid() }) } }
  const other: Named = {
    name: 'other',
    endpoint: { ...sound, path: '/a/:taskId', where: z.strictObject({ taskId: z.uuid() }) },
  }
  const found = told(judgeRegistry([one, other], new Set(['CAS-1'])))
  expect(found).toEqual(['contract: other has the address of one: PUT /a/:taskId'])
})

test('an endpoint that is left out of the registry is found', () => {
  const named = { name: 'forgotten', endpoint: sound }
  expect(told(judgeRegistered([named], []))).toEqual(['contract: forgotten does not stand in contract/index.ts'])
  expect(judgeRegistered([named], [named])).toEqual([])
})
