import { z } from 'zod'
import type { Finding } from './tree.ts'

/** JSON Schema (2020-12), as far as we use it; a keyword that is not here is looked at before it is added. */
export type JsonSchema = {
  type?: string | string[] | undefined
  format?: string | undefined
  pattern?: string | undefined
  description?: string | undefined
  contentEncoding?: 'base64' | undefined
  enum?: unknown[] | undefined
  const?: unknown
  anyOf?: JsonSchema[] | undefined
  oneOf?: JsonSchema[] | undefined
  items?: JsonSchema | undefined
  minItems?: number | undefined
  maxItems?: number | undefined
  minLength?: number | undefined
  maxLength?: number | undefined
  minimum?: number | undefined
  maximum?: number | undefined
  properties?: Record<string, JsonSchema> | undefined
  required?: string[] | undefined
  additionalProperties?: false | JsonSchema | undefined
  $ref?: string | undefined
}

const count = z.int().min(0).optional()
const types = z.enum(['string', 'number', 'integer', 'boolean', 'null', 'object', 'array'])
const jsonSchema: z.ZodType<JsonSchema> = z.lazy(() =>
  z.strictObject({
    type: types.or(z.array(types).nonempty()).optional(),
    format: z.enum(['uuid', 'date-time', 'date', 'email', 'base64', 'binary']).optional(),
    pattern: z.string().refine(isPattern, 'is no pattern').optional(),
    description: z.string().optional(),
    contentEncoding: z.literal('base64').optional(),
    enum: z.array(z.unknown()).nonempty().optional(),
    const: z.unknown().optional(),
    anyOf: z.array(jsonSchema).nonempty().optional(),
    oneOf: z.array(jsonSchema).nonempty().optional(),
    items: jsonSchema.optional(),
    minItems: count,
    maxItems: count,
    minLength: count,
    maxLength: count,
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    properties: z.record(z.string(), jsonSchema).optional(),
    required: z.array(z.string()).optional(),
    additionalProperties: z.literal(false).or(jsonSchema).optional(),
    $ref: z.string().optional(),
  }),
)

const content = z.record(z.string().regex(/^[a-z]+\/[a-z+-]+$/), z.strictObject({ schema: jsonSchema }))
const response = z.union([
  z.strictObject({ $ref: z.string() }),
  z.strictObject({ description: z.string().min(1), content: content.optional() }),
])
const parameter = z.strictObject({
  name: z.string().min(1),
  in: z.enum(['path', 'query', 'header']),
  required: z.boolean(),
  schema: jsonSchema,
})
const operation = z.strictObject({
  operationId: z.string().min(1),
  description: z.string().min(1),
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
  parameters: z.array(parameter),
  requestBody: z.strictObject({ required: z.literal(true), content }).optional(),
  responses: z.record(z.string().regex(/^(default|[1-5]\d\d)$/), response),
})
export type Operation = z.output<typeof operation>
const methods = z.enum(['get', 'put', 'post', 'delete', 'patch'])

/** An OpenAPI 3.1 document, as far as we use it. */
const openApi = z.strictObject({
  openapi: z.string().regex(/^3\.1\.\d+$/),
  info: z.strictObject({
    title: z.string().min(1),
    version: z.string().min(1),
    description: z.string().optional(),
    license: z.strictObject({ name: z.string(), identifier: z.string() }).optional(),
  }),
  servers: z.array(z.strictObject({ url: z.string().startsWith('/') })),
  paths: z.record(z.string().regex(/^\/[\w{}/.-]*$/), z.partialRecord(methods, operation)),
  components: z.strictObject({
    schemas: z.record(z.string(), jsonSchema),
    responses: z.record(z.string(), response),
    securitySchemes: z.record(
      z.string(),
      z.strictObject({ type: z.literal('apiKey'), in: z.enum(['cookie', 'header', 'query']), name: z.string() }),
    ),
  }),
})
export type Document = z.output<typeof openApi>

/** One operation and where it stands. */
export type Place = { path: string; method: string; operation: Operation }

/** What is wrong with a document; nothing, then it can be read with `readDocument`. */
export function judgeDocument(document: unknown): Finding[] {
  const parsed = openApi.safeParse(document)
  if (!parsed.success) {
    return parsed.error.issues.map((issue) => ({ path: issue.path.join('.') || 'the document', what: issue.message }))
  }
  const operations = operationsOf(parsed.data)
  return [
    ...operations.flatMap((place) => judgeOperation(parsed.data, place)),
    ...twice(operations.map(({ operation: { operationId } }) => operationId)).map((path) => ({
      path,
      what: 'names two',
    })),
    ...references(document).flatMap((reference) => {
      const what = `points at ${reference}, which is not there`
      return resolve(document, reference) === undefined ? [{ path: '$ref', what }] : []
    }),
  ]
}

/** A document that holds. Throws where it does not. */
export function readDocument(document: unknown): Document {
  return openApi.parse(document)
}

export function operationsOf({ paths }: Document): Place[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, found]) => ({ path, method, operation: found })),
  )
}

/** Documented routes, spelled as the server spells its own: `GET /api/conversations/:id`. */
export function documentedRoutes(document: Document): string[] {
  const [base = { url: '' }] = document.servers
  return operationsOf(document).map(
    ({ path, method }) => `${method.toUpperCase()} ${base.url}${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
  )
}

function judgeOperation(document: Document, { path, method, operation: { parameters, ...rest } }: Place): Finding[] {
  const place = `${method} ${path}`
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  const named = parameters.filter((one) => one.in === 'path')
  const schemes = (rest.security ?? []).flatMap((one) => Object.keys(one))
  const findings = [
    ...inPath.filter((name) => named.every((one) => one.name !== name)).map((name) => `does not describe {${name}}`),
    ...named.filter(({ name }) => !inPath.includes(name)).map(({ name }) => `describes ${name}, not in its path`),
    ...named.filter(({ required }) => !required).map(({ name }) => `lets ${name} of its path be left out`),
    ...twice(parameters.map((one) => `${one.in} ${one.name}`)).map((name) => `describes ${name} twice`),
    ...schemes
      .filter((name) => !(name in document.components.securitySchemes))
      .map((name) => `knows no scheme ${name}`),
    ...(Object.keys(rest.responses).some((status) => /^2\d\d$/.test(status)) ? [] : ['never succeeds']),
    ...('default' in rest.responses ? [] : ['does not say how it refuses']),
    ...(method === 'get' && rest.requestBody ? ['is a GET with a body'] : []),
  ]
  return findings.map((what) => ({ path: place, what }))
}

function twice(names: string[]): string[] {
  return names.filter((name, index) => names.indexOf(name) !== index)
}

function references(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) =>
    name === '$ref' && typeof inner === 'string' ? [inner] : references(inner),
  )
}

function resolve(document: unknown, reference: string): unknown {
  if (!reference.startsWith('#/')) return undefined
  const steps = reference.slice(2).split('/')
  return steps.reduce<unknown>((at, step) => Object.entries(Object(at)).find(([name]) => name === step)?.[1], document)
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u') instanceof RegExp
  } catch {
    return false
  }
}
