import { endpoints } from 'virtual:contract'
import type { Given, Sent } from '../contract/endpoint.ts'
import type { Contract, EndpointName } from '../contract/index.ts'
import type { Problem, ProblemCode } from '../contract/problems.ts'
import { language } from './text/text.ts'
import { isByItself } from './touch.ts'

/** The server said no, and why, in the reader's language. */
export class Refused extends Error {
  readonly code: ProblemCode
  readonly fields: NonNullable<Problem['fields']>

  constructor(problem: Problem) {
    super(problem.title)
    this.code = problem.code
    this.fields = problem.fields ?? []
  }
}

/** No answer, or none that we understand: whether it was carried out is not known. */
export class Unreachable extends Error {}

type Arguments<N extends EndpointName> =
  Record<string, never> extends Sent<Contract[N]> ? [sent?: Sent<Contract[N]>] : [sent: Sent<Contract[N]>]

/** Asks an endpoint of the contract by its name. Throws `Refused` or `Unreachable`. */
export async function ask<N extends EndpointName>(name: N, ...[sent]: Arguments<N>): Promise<Given<Contract[N]>> {
  const response = await fetched(name, sent ?? {})
  const body: unknown = await bodyOf(response)
  if (response.ok) return body as Given<Contract[N]>
  if (!isProblem(body)) throw new Unreachable()
  if (body.code === 'signed-out') for (const hear of signedOutHearers) hear()
  if (body.code === 'set-up-first') for (const hear of setUpFirstHearers) hear()
  throw new Refused(body)
}

/** The server no longer knows this session: told before the asker gets its `Refused`. */
export function whenSignedOut(hear: () => void): void {
  signedOutHearers.add(hear)
}

/** Two-step sign-in is required from now on, and this person has to set it up before anything else (SEC-9). */
export function whenSetUpFirst(hear: () => void): void {
  setUpFirstHearers.add(hear)
}

type Parts = { where?: Record<string, string>; asksFor?: Record<string, unknown>; takes?: unknown }

const signedOutHearers = new Set<() => void>()
const setUpFirstHearers = new Set<() => void>()
const patience = 20_000

async function fetched(name: EndpointName, { where, asksFor, takes }: Parts): Promise<Response> {
  const [method, path] = endpoints[name]
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': language.value }
  if (isByItself()) headers['x-by-itself'] = '1'
  if (takes !== undefined) headers['content-type'] = 'application/json'
  try {
    return await fetch(`/api${filled(path, where)}${query(asksFor)}`, {
      method,
      headers,
      cache: 'no-store',
      signal: AbortSignal.timeout(patience),
      ...(takes === undefined ? {} : { body: JSON.stringify(takes) }),
    })
  } catch {
    throw new Unreachable()
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined
  try {
    return await response.json()
  } catch {
    throw new Unreachable()
  }
}

function filled(path: string, where: Parts['where']): string {
  return path.replace(/:(\w+)/g, (_, part: string) => encodeURIComponent(where?.[part] ?? ''))
}

function query(asksFor: Parts['asksFor']): string {
  const given = Object.entries(asksFor ?? {}).filter(([, value]) => value !== undefined)
  return given.length === 0 ? '' : `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'title' in body
}
