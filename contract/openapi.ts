import { z } from 'zod'
import type { Endpoint } from './endpoint.ts'
import { contract } from './index.ts'
import { livePath } from './live.ts'
import { problems } from './problems.ts'

type Json = Record<string, unknown>

/** The OpenAPI 3.1 document of everything in the registry, and the live channel. Made once. */
export function openApi(): Json {
  made ??= {
    openapi: '3.1.0',
    info: {
      title: 'Alcove',
      version: '1',
      description: 'The open online therapy room. Every refusal is a problem (RFC 9457).',
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: '/api' }],
    paths: { ...paths(), [livePath]: { get: live } },
    components: {
      schemas: { Problem: problem },
      responses: {
        Problem: {
          description: 'Refused: nothing was changed.',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-alcove' } },
    },
  }
  return made
}

let made: Json | undefined

function paths(): Json {
  const found: Record<string, Json> = {}
  for (const [name, endpoint] of Object.entries(contract) as [string, Endpoint][]) {
    const path = endpoint.path.replaceAll(/:(\w+)/g, '{$1}')
    found[path] = { ...found[path], [endpoint.method.toLowerCase()]: operation(name, endpoint) }
  }
  return found
}

function operation(name: string, endpoint: Endpoint): Json {
  return {
    operationId: name,
    description: `Asks rule ${endpoint.asks}.${typeof endpoint.leaves === 'string' ? ` Leaves the audit event “${endpoint.leaves}”.` : ''}`,
    ...(endpoint.visitor === 'signed in' && { security: [{ session: [] }] }),
    parameters: [...parameters(endpoint.where, 'path'), ...parameters(endpoint.asksFor, 'query')],
    ...(endpoint.takes && {
      requestBody: { required: true, content: { 'application/json': { schema: schema(endpoint.takes, 'input') } } },
    }),
    responses: {
      ...(endpoint.gives
        ? {
            200: {
              description: 'Done.',
              content:
                endpoint.gives === 'picture'
                  ? { 'image/jpeg': { schema: { type: 'string', format: 'binary' } } }
                  : { 'application/json': { schema: schema(endpoint.gives, 'output') } },
            },
          }
        : { 204: { description: 'Done.' } }),
      default: { $ref: '#/components/responses/Problem' },
    },
  }
}

function parameters(shape: z.ZodObject | undefined, place: 'path' | 'query'): Json[] {
  if (!shape) return []
  return Object.entries(shape.shape).map(([name, field]) => ({
    name,
    in: place,
    required: place === 'path',
    schema: schema(field as z.ZodType, 'input'),
  }))
}

function schema(shape: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(shape, { io, unrepresentable: 'any' })
  return rest
}

const live = {
  operationId: 'live',
  description: 'Server-sent events with ids only; the browser asks again through the same doors.',
  security: [{ session: [] }],
  parameters: [{ name: 'Last-Event-ID', in: 'header', required: false, schema: { type: 'string' } }],
  responses: {
    200: { description: 'The stream.', content: { 'text/event-stream': { schema: { type: 'string' } } } },
    default: { $ref: '#/components/responses/Problem' },
  },
}

const problem = {
  type: 'object',
  required: ['type', 'code', 'status', 'title'],
  properties: {
    type: { type: 'string' },
    code: { enum: Object.keys(problems) },
    status: { type: 'integer' },
    title: { type: 'string' },
    fields: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'code', 'title'],
        properties: { field: { type: 'string' }, code: { type: 'string' }, title: { type: 'string' } },
      },
    },
    retryAfter: { type: 'integer' },
  },
}
