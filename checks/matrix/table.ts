import { contract } from '../../contract/index.ts'
import type { Endpoint } from '../../contract/endpoint.ts'
import { livePath } from '../../contract/live.ts'
import { type Role, roles, type Verdict, verdicts } from '../matrix.ts'
import type { Finding } from '../tree.ts'

/** A table as read: for each role, the verdict of each column. */
export type Table = { columns: string[]; rows: Map<Role, Map<string, Verdict>> }

/** Reads a table of checks/matrix.ts. Without `columns` its first line names them. Throws at whatever is not quite right. */
export function readTable(text: string, columns?: string[]): Table {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const named = columns ?? words(lines.shift() ?? '')
  const rows = new Map(lines.map((line) => readRow(line, named)))
  if (rows.size !== lines.length) throw new Error('a role stands twice in a table')
  return { columns: named, rows }
}

function readRow(line: string, columns: string[]): [Role, Map<string, Verdict>] {
  const [name = '', cells = ''] = line.split(/ {2,}(.*)/)
  const role = roles.find((known) => known === name)
  if (!role) throw new Error(`no role is called ‘${name}’`)
  const found = words(cells)
  if (found.length !== columns.length)
    throw new Error(`${name} has ${found.length} cells under ${columns.length} columns`)
  return [role, new Map(columns.map((column, index) => [column, asVerdict(found[index] ?? '')]))]
}

/** A word of a table as the verdict it stands for. */
export function asVerdict(word: string): Verdict {
  const verdict = Object.keys(verdicts).find((known): known is Verdict => known === word)
  if (!verdict) throw new Error(`‘${word}’ is no verdict`)
  return verdict
}

function words(line: string): string[] {
  return line.trim().split(/\s+/)
}

/** Which tables a matrix has: the names that stand in them. */
export type Listed = { own: string[]; conversation: string[]; person: string[]; roles: Map<string, Role[]> }

/** Every route that is served must stand in the matrix; one about an object in a table of such objects; for every role. */
export function judgeListed(
  listed: Listed,
  routes: string[],
  registry: Record<string, Endpoint> = contract,
): Finding[] {
  const names = new Map([...Object.entries(registry).map(([name, one]) => [addressOf(one), name] as const), ...besides])
  const all = [...listed.own, ...listed.conversation, ...listed.person]
  return [
    ...routes.flatMap((route) => {
      const name = names.get(route)
      return name !== undefined && all.includes(name)
        ? []
        : [{ path: route, what: 'stands nowhere in checks/matrix.ts' }]
    }),
    ...Object.entries(registry).flatMap(([name, endpoint]) =>
      endpoint.where && !listed.conversation.includes(name) && !listed.person.includes(name)
        ? [{ path: name, what: 'is about an object and has no table of states' }]
        : [],
    ),
    ...all
      .filter((name) => ![...names.values()].includes(name))
      .map((path) => ({ path, what: 'is listed and not served' })),
    ...[...listed.roles].flatMap(([path, there]) =>
      roles.filter((role) => !there.includes(role)).map((role) => ({ path, what: `says nothing of the ${role}` })),
    ),
  ]
}

function addressOf({ method, path }: Endpoint): string {
  return `${method} /api${path}`
}

/** What is served besides the contract. */
const besides: [string, string][] = [
  [`GET /api${livePath}`, 'live'],
  ['GET /api/openapi.json', 'openapi'],
  ['GET /health', 'health'],
  ['HEAD /health', 'health'],
  ['GET /ready', 'ready'],
  ['HEAD /ready', 'ready'],
]
