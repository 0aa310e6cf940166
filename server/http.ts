import fastifyCookie from '@fastify/cookie'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { type Contract, contract, type EndpointName } from '../contract/index.ts'
import type { Endpoint, Given, Received } from '../contract/endpoint.ts'
import { openApi } from '../contract/openapi.ts'
import { doorRoutes } from './accounts/routes/door.ts'
import { accountRoutes } from './accounts/routes/own.ts'
import { professionalRoutes } from './accounts/routes/professionals.ts'
import { profileRoutes } from './accounts/routes/profile.ts'
import { secondStepRoutes } from './accounts/routes/second-step.ts'
import { outsideLogRoutes } from './audit/routes/outside.ts'
import { auditRoutes } from './audit/routes.ts'
import { type Call, callOf, tokenHashOf } from './call.ts'
import { clientRoutes } from './caseload/routes/clients.ts'
import { outsideRoutes } from './caseload/routes/outside.ts'
import { requestRoutes } from './caseload/routes/requests.ts'
import { relationRoutes } from './caseload/routes/relations.ts'
import { ownDetailsRoutes } from './caseload/routes/own.ts'
import { conversationRoutes } from './conversations/routes.ts'
import { notFound, Refused } from './errors.ts'
import { everyHeader, guard, secure } from './guard.ts'
import { logRequests, serveHealth } from './health.ts'
import { type House, practiceAt } from './house.ts'
import { takeJson } from './json.ts'
import { serveLive } from './live.ts'
import { notificationRoutes } from './notifications/routes.ts'
import { practiceRoutes } from './practices/routes.ts'
import { answerProblem, answerUnreadable, fieldsOf } from './problem.ts'
import { taskRoutes } from './tasks/routes.ts'
import { toolRoutes } from './tools/routes.ts'
import { serveWeb } from './web.ts'

/** The routes of one slice: for each endpoint, what happens. Contract in, contract out; no SQL, no decision. */
export type Routes<Name extends EndpointName> = {
  [N in Name]: (call: Call, received: Received<Contract[N]>) => Promise<Given<Contract[N]>>
}

/** A missing route does not compile. */
const routes: Routes<EndpointName> = {
  ...accountRoutes,
  ...doorRoutes,
  ...professionalRoutes,
  ...profileRoutes,
  ...secondStepRoutes,
  ...practiceRoutes,
  ...clientRoutes,
  ...outsideRoutes,
  ...outsideLogRoutes,
  ...requestRoutes,
  ...ownDetailsRoutes,
  ...relationRoutes,
  ...conversationRoutes,
  ...toolRoutes,
  ...taskRoutes,
  ...notificationRoutes,
  ...auditRoutes,
}

/** No request is larger, but where the contract says so: the longest message, each character escaped as JSON at its longest. */
export const bodyLimit = 128 * 1024

/** Makes the HTTP server; `webFolder` holds the built client, null = none (tests of the API). */
export async function makeServer(house: House, webFolder: string | null): Promise<FastifyInstance> {
  const server = fastify({
    bodyLimit,
    logger: false,
    trustProxy: house.config.trustedProxies.length > 0 ? house.config.trustedProxies : false,
    // No parameter is long, but who sends a long one gets the usual answer: the router's own limit would give another.
    routerOptions: { maxParamLength: 100_000 },
    clientErrorHandler: (error, socket) => answerUnreadable(error, socket, everyHeader(house)),
    frameworkErrors: (error, request, reply) => void answerProblem(reply.headers(everyHeader(house)), request, error),
    // Only what the contract names: asking the live channel by HEAD would open a stream that nobody reads.
    exposeHeadRoutes: false,
    requestTimeout: 30_000,
    // At the stop: idle connections are closed, what is in flight is answered first.
    forceCloseConnections: 'idle',
  })
  takeJson(server)
  await server.register(fastifyCookie)
  secure(server, house)
  server.setErrorHandler((error, request, reply) => answerProblem(reply, request, error))
  logRequests(server)
  server.addHook('onRequest', async (request) => guard(house, request))
  serveHealth(server, house)
  for (const name of Object.keys(contract) as EndpointName[]) addRoute(server, house, name)
  server.get('/api/openapi.json', (_, reply) =>
    reply.header('content-type', 'application/json; charset=utf-8').send(openApi()),
  )
  serveLive(server, house)
  if (webFolder) await serveWeb(server, webFolder)
  else server.setNotFoundHandler((request, reply) => answerProblem(reply, request, notFound()))
  return server
}

function addRoute(server: FastifyInstance, house: House, name: EndpointName): void {
  const endpoint: Endpoint = contract[name]
  server.route({
    method: endpoint.method,
    url: `/api${endpoint.path}`,
    bodyLimit: endpoint.takesAtMost ?? bodyLimit,
    handler: async (request, reply) => {
      const practice = practiceAt(house, request.host)
      if (!practice) throw notFound()
      const own = tokenHashOf(house, request)
      if (endpoint.visitor === 'signed in' && !own) throw new Refused('signed-out')
      await house.limits.countRequest(request.ip, own)
      const leaves = typeof endpoint.leaves === 'string' ? { action: endpoint.leaves, rule: endpoint.asks } : null
      const beforeSetUp = endpoint.visitor === 'anybody' || endpoint.beforeSetUp === true
      const call = callOf(house, { practice, request, reply, own, leaves, beforeSetUp })
      return await answer(reply, endpoint, await run(name, call, receive(endpoint, request)))
    },
  })
}

/** The one place where an endpoint's name meets its own types: `receive` made sure that they fit. */
function run(name: EndpointName, call: Call, received: unknown): Promise<unknown> {
  const route = routes[name] as (call: Call, received: unknown) => Promise<unknown>
  return route(call, received)
}

async function answer(reply: FastifyReply, endpoint: Endpoint, given: unknown): Promise<FastifyReply> {
  if (!endpoint.gives) return await reply.status(204).send()
  // A picture's address changes with it, so a browser may keep it; no cache between does.
  if (endpoint.gives === 'picture')
    return await reply.header('content-type', 'image/jpeg').header('cache-control', 'private, max-age=3600').send(given)
  return await reply.header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(given))
}

function receive(endpoint: Endpoint, request: FastifyRequest) {
  return {
    where: part(endpoint.where, request.params, 'where'),
    asksFor: part(endpoint.asksFor, request.query, 'asksFor'),
    takes: endpoint.takes ? part(endpoint.takes, request.body, 'takes') : refuseBody(request),
  }
}

function part(shape: z.ZodObject | undefined, given: unknown, which: 'where' | 'asksFor' | 'takes'): unknown {
  if (!shape) return undefined
  const parsed = shape.safeParse(given, { reportInput: true })
  if (parsed.success) return parsed.data
  // An id of a wrong form is an unknown id: the same answer.
  if (which === 'where') throw notFound()
  throw new Refused('wrong-fields', { fields: fieldsOf(parsed.error) })
}

function refuseBody(request: FastifyRequest): undefined {
  const empty =
    request.body === undefined ||
    request.body === null ||
    (typeof request.body === 'object' && Object.keys(request.body).length === 0)
  if (!empty) throw new Refused('wrong-fields', { fields: [{ field: '', code: 'unknown' }] })
  return undefined
}
