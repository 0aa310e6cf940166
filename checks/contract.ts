import type { Endpoint } from '../contract/endpoint.ts'
import type { Finding } from './tree.ts'

/** An endpoint and what it is called: in the registry, or where a file of the contract exports it. */
export type Named = { name: string; endpoint: Endpoint }

/** What `contract/index.ts` must keep for every endpoint, given the numbers of the rules that stand in rules/. */
export function judgeRegistry(registry: Named[], rules: ReadonlySet<string>): Finding[] {
  const findings = registry.flatMap(({ name, endpoint }) =>
    [...judgeAnswers(endpoint, rules), ...judgeBodies(endpoint), ...judgePath(endpoint), ...judgeIds(endpoint)].map(
      (what) => ({ path: `contract: ${name}`, what }),
    ),
  )
  return [...findings, ...judgeAddresses(registry)]
}

/** Endpoints that a file of the contract exports but the registry does not hold: nobody would serve, list or test them. */
export function judgeRegistered(exported: Named[], registry: Named[]): Finding[] {
  const registered = new Set(registry.map(({ endpoint }) => endpoint))
  const left = exported.filter(({ endpoint }) => !registered.has(endpoint))
  return left.map(({ name }) => ({ path: `contract: ${name}`, what: 'does not stand in contract/index.ts' }))
}

/** Whether something exported is an endpoint. */
export function isEndpoint(value: unknown): value is Endpoint {
  return typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'asks' in value
}

function judgeAnswers({ asks, leaves }: Endpoint, rules: ReadonlySet<string>): string[] {
  const findings = rules.has(asks) ? [] : [`asks ${asks}, which is no rule in rules/`]
  const words = typeof leaves === 'string' ? leaves : leaves.none
  return words.trim() === '' ? [...findings, 'neither leaves an event nor says why not'] : findings
}

function judgeBodies({ method, takes, asksFor, where }: Endpoint): string[] {
  const findings = method === 'GET' && takes !== undefined ? ['is a GET with a body'] : []
  const loose = [...looseObjects(takes, 'takes'), ...looseObjects(asksFor, 'asksFor'), ...looseObjects(where, 'where')]
  return [...findings, ...loose.map((place) => `lets unknown fields through in ${place}`)]
}

function judgePath({ path, where }: Endpoint): string[] {
  const findings = /^(\/([a-z0-9]+(-[a-z0-9]+)*|:[a-z][a-zA-Z]*))+$/.test(path) ? [] : [`has the odd path ${path}`]
  const named = [...path.matchAll(/:([a-zA-Z]+)/g)].map(([, name = '']) => name)
  const shaped = Object.keys(where?.shape ?? {})
  const bare = named.filter((name) => !shaped.includes(name)).map((name) => `has no shape for :${name}`)
  const idle = shaped.filter((name) => !named.includes(name)).map((name) => `shapes ${name}, which is not in its path`)
  return [...findings, ...bare, ...idle]
}

function judgeIds({ where, asksFor, takes }: Endpoint): string[] {
  const fields = [where, asksFor, takes].flatMap((part) => Object.entries(part?.shape ?? {}))
  const ids = fields.filter(([name]) => name === 'id' || name.endsWith('Id'))
  return ids.filter(([, shape]) => !isUuid(shape)).map(([name]) => `takes ${name} in another form than a UUID`)
}

function judgeAddresses(registry: Named[]): Finding[] {
  const seen = new Map<string, string>()
  return registry.flatMap(({ name, endpoint: { method, path } }) => {
    const address = `${method} ${path.replace(/:[a-zA-Z]+/g, ':')}`
    const first = seen.get(address)
    seen.set(address, first ?? name)
    return first === undefined
      ? []
      : [{ path: `contract: ${name}`, what: `has the address of ${first}: ${method} ${path}` }]
  })
}

/** The definition inside a zod shape, as plain fields to look at; null for anything that is no shape. */
function definition(shape: unknown): Record<string, unknown> | null {
  if (typeof shape !== 'object' || shape === null || !('def' in shape)) return null
  const def = shape.def
  return typeof def === 'object' && def !== null ? { ...def } : null
}

/** Where in a shape an object lets unknown fields through: `takes.answers[]`. */
function looseObjects(shape: unknown, place: string): string[] {
  const def = definition(shape)
  if (def === null) return []
  const strict = def.type !== 'object' || definition(def.catchall)?.type === 'never'
  const fields = typeof def.shape === 'object' && def.shape !== null ? Object.entries(def.shape) : []
  const options: unknown[] = Array.isArray(def.options) ? def.options : []
  const inner = [def.innerType, def.in, def.out, def.left, def.right, def.valueType, ...options]
  return [
    ...(strict ? [] : [place]),
    ...fields.flatMap(([name, field]) => looseObjects(field, `${place}.${name}`)),
    ...looseObjects(def.element, `${place}[]`),
    ...inner.flatMap((part) => looseObjects(part, place)),
  ]
}

/** A UUID, or a list of them, or one that may be left out. */
function isUuid(shape: unknown): boolean {
  const def = definition(shape)
  if (def === null) return false
  if (def.type === 'string') return def.format === 'uuid'
  return isUuid(def.innerType ?? def.element)
}
