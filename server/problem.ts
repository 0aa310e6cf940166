import type { Socket } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { type FieldProblemCode, fieldProblems, type Problem, type ProblemCode, problems } from '../contract/problems.ts'
import type { Language } from '../rules/words.ts'
import { Refused } from './errors.ts'
import { log } from './log.ts'

/** Answers any error as application/problem+json (RFC 9457), in the reader's language; what is inside never gets out. */
export function answerProblem(reply: FastifyReply, request: FastifyRequest, error: unknown): FastifyReply {
  const refused = asRefused(error)
  if (problems[refused.code].status >= 500)
    log.error('request failed', error, { method: request.method, route: request.routeOptions.url ?? 'none' })
  const problem = problemOf(refused, languageOf(request))
  if (problem.retryAfter !== undefined) reply.header('retry-after', String(problem.retryAfter))
  return reply
    .status(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem))
}

/** Answers what Node's own parser could not read (headers without end, no HTTP at all): the same kind of body, then the line is closed. */
export function answerUnreadable(error: Error, socket: Socket, headers: Record<string, string>): void {
  if (!socket.writable || ('code' in error && error.code === 'ECONNRESET')) return void socket.destroy()
  const tooLarge = 'code' in error && error.code === 'HPE_HEADER_OVERFLOW'
  const problem = problemOf(new Refused(tooLarge ? 'too-large' : 'not-understood'), 'en')
  const body = JSON.stringify(problem)
  const all = {
    ...headers,
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
  socket.end(
    `HTTP/1.1 ${problem.status} ${tooLarge ? 'Content Too Large' : 'Bad Request'}\r\n${lines.join('\r\n')}\r\n\r\n${body}`,
  )
}

function problemOf(refused: Refused, language: Language): Problem {
  const { status, [language]: title } = problems[refused.code]
  return {
    type: `/problems/${refused.code}`,
    code: refused.code,
    status,
    title,
    ...(refused.fields.length > 0 && {
      fields: refused.fields.map(({ field, code }) => ({ field, code, title: fieldProblems[code][language] })),
    }),
    ...(refused.retryAfter !== undefined && { retryAfter: refused.retryAfter }),
  }
}

/** The language a browser asks for; Dutch where it says nothing. */
export function languageOf(request: FastifyRequest): Language {
  const [first = ''] = (request.headers['accept-language'] ?? '').split(',')
  return first.trim().toLowerCase().startsWith('en') ? 'en' : 'nl'
}

/** Codes of Node, Fastify and PostgreSQL that have a sentence of ours. */
const known: Record<string, ProblemCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'not-json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'not-understood',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'not-understood',
  FST_ERR_BAD_URL: 'not-found',
  ECONNREFUSED: 'not-now',
  ECONNRESET: 'not-now',
  EPIPE: 'not-now',
  ETIMEDOUT: 'not-now',
  EHOSTUNREACH: 'not-now',
  ENOTFOUND: 'not-now',
  EAI_AGAIN: 'not-now',
  ENOENT: 'not-now',
  // PostgreSQL: connection gone, shutting down, starting up, too many connections, read only, disk full.
  '57P01': 'not-now',
  '57P02': 'not-now',
  '57P03': 'not-now',
  '53300': 'not-now',
  '25006': 'not-now',
  '53100': 'not-now',
  '08006': 'not-now',
}

function asRefused(error: unknown): Refused {
  if (error instanceof Refused) return error
  if (!(error instanceof Error)) return new Refused('went-wrong')
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const found = known[code] ?? (isLostConnection(error) ? 'not-now' : undefined)
  if (found) return new Refused(found, found === 'not-now' ? { retryAfter: 2 } : {})
  const status = 'statusCode' in error ? Number(error.statusCode) : 500
  return new Refused(status >= 400 && status < 500 ? 'not-understood' : 'went-wrong')
}

/** The driver gives these no code. */
function isLostConnection(error: Error): boolean {
  return /Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|not queryable/.test(
    error.message,
  )
}

/** Nobody mends more at a time; an answer is no place for thousands. */
const fieldsAtMost = 20

/** What zod found wrong, field by field, in our own words: of each field the first thing. */
export function fieldsOf(error: z.ZodError): { field: string; code: FieldProblemCode }[] {
  const found = error.issues.flatMap((issue): { field: string; code: FieldProblemCode }[] => {
    const field = issue.path.join('.')
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({ field: [...issue.path, key].join('.'), code: 'unknown' }))
    if (issue.code === 'custom' && issue.message in fieldProblems)
      return [{ field, code: issue.message as FieldProblemCode }]
    if (issue.code === 'too_big' && issue.origin === 'string') return [{ field, code: 'too-long' }]
    if (issue.code === 'too_small' && issue.origin === 'array' && !issue.exact) return [{ field, code: 'choose-one' }]
    const isChoice = issue.code === 'invalid_value' || issue.code === 'invalid_union'
    if ((issue.code === 'invalid_type' || isChoice) && issue.input === undefined) return [{ field, code: 'missing' }]
    return [{ field, code: 'wrong-form' }]
  })
  const byField = new Map(found.toReversed().map((one) => [one.field, one]))
  return [...byField.values()].toReversed().slice(0, fieldsAtMost)
}
