import { posix } from 'node:path'
import { cyclesIn } from './cycles.ts'
import { importsOf, parse } from './syntax.ts'
import { isCode, isTest, roomOf, type File, type Finding } from './tree.ts'
import { browserPackages, buildFiles, buildingFiles, domains, openParts, seedingFiles } from './vocabulary.ts'

/** One import, resolved: `to` is a file of the project, or null with the package's address in `from`. */
type Edge = { path: string; line: number; from: string; to: string | null; typeOnly: boolean }

/** Who may look at whom: rules ← contract ← server and web; slices only through their doors and verbs; no circles. */
export function judgeDirections(files: File[]): Finding[] {
  const code = files.filter(({ path }) => isCode(path))
  const edges = code.flatMap(edgesOf)
  const carriers = carriersOfZod(edges)
  const findings = edges.flatMap((edge) => {
    const what = judgeEdge(edge, carriers)
    return what === null ? [] : [{ path: edge.path, line: edge.line, what }]
  })
  const computed = code.flatMap(computedImports)
  // Types are erased: only what runs can go round in a circle.
  const arrows = edges.flatMap(({ path, to, typeOnly }) => (to === null || typeOnly ? [] : [{ from: path, to }]))
  const circles = cyclesIn(arrows)
  const round = circles.map((circle) => ({ path: circle[0] ?? '', what: `imports itself: ${circle.join(' → ')}` }))
  return [...findings, ...computed, ...round]
}

function edgesOf(file: File): Edge[] {
  return importsOf(parse(file)).flatMap(({ from, typeOnly, line }) => {
    if (from === null) return []
    return [{ path: file.path, line, from, to: resolved(file.path, from), typeOnly }]
  })
}

function resolved(path: string, from: string): string | null {
  const address = from.replace(/\?.*$/, '')
  if (address.startsWith('/')) return address
  return /^\.{1,2}\//.test(address) ? posix.join(posix.dirname(path), address) : null
}

/** An address that is only known while running cannot be judged; the rooms that serve people do without. */
function computedImports(file: File): Finding[] {
  const room = roomOf(file.path)
  if (room === null || !['rules', 'contract', 'server', 'web'].includes(room) || isTest(file.path)) return []
  const computed = importsOf(parse(file)).filter(({ from }) => from === null)
  return computed.map(({ line }) => ({ path: file.path, line, what: 'imports a computed address' }))
}

/** Files of the contract that bring zod along when imported for more than their types. */
function carriersOfZod(edges: Edge[]): Set<string> {
  const loads = edges.filter(({ path, typeOnly }) => roomOf(path) === 'contract' && !typeOnly)
  const carriers = new Set(loads.filter(({ from }) => packageOf(from) === 'zod').map(({ path }) => path))
  for (let before = -1; before !== carriers.size; ) {
    before = carriers.size
    for (const { path, to } of loads) if (to !== null && carriers.has(to)) carriers.add(path)
  }
  return carriers
}

function judgeEdge(edge: Edge, carriers: Set<string>): string | null {
  const { path, to } = edge
  if (to?.startsWith('../') === true || to?.startsWith('/') === true) return `imports ${edge.from}, outside the project`
  if (to !== null && isTest(to) && !isTest(path)) return `imports ${to}, a test`
  const room = roomOf(path)
  if (room === 'rules') return judgeRules(edge)
  if (room === 'contract') return judgeContract(edge)
  if (room === 'server') return judgeServer(edge)
  if (room === 'web') return judgeWeb(edge, carriers)
  if (room === 'people') return judgePeople(edge)
  if (room === 'database') return judgeDatabase(edge)
  return null
}

const testTools = new Set(['vitest', 'fast-check'])

function judgeRules({ path, from, to }: Edge): string | null {
  if (to !== null) return roomOf(to) === 'rules' ? null : `imports ${to}; rules import nothing outside rules`
  return isTest(path) && testTools.has(packageOf(from)) ? null : `imports ${from}; rules import no package`
}

function judgeContract({ path, from, to }: Edge): string | null {
  if (to !== null) return inRooms(to, ['rules', 'contract']) ? null : `imports ${to}; the contract imports only rules`
  if (packageOf(from) === 'zod' || (isTest(path) && testTools.has(packageOf(from)))) return null
  return `imports ${from}; the contract imports no package but zod`
}

function judgeServer(edge: Edge): string | null {
  const { path, to, typeOnly } = edge
  if (to === null || inRooms(to, ['rules', 'contract'])) return null
  if (roomOf(to) === 'server') return judgeSlice(path, to)
  if (roomOf(to) === 'database') {
    return typeOnly && to === 'database/rows.ts' ? null : `imports ${to}; of the database only the types of its rows`
  }
  if (roomOf(to) === 'people' && (isTest(path) || seedingFiles.includes(path))) return null
  if (buildFiles.includes(to) && buildingFiles.includes(path)) return null
  if (isTest(path) && roomOf(to) === 'checks') return null
  return `imports ${to}; the server imports rules, contract, server and the types of rows`
}

function judgeSlice(path: string, to: string): string | null {
  const [own, other] = [sliceOf(path), sliceOf(to)]
  if (own === null || other === null || own === other || isOpen(to)) return null
  return `imports ${to}; of another slice only ${openParts.join(' and ')}`
}

function judgeWeb({ path, from, to, typeOnly }: Edge, carriers: Set<string>): string | null {
  if (isTest(path) || buildFiles.includes(path)) {
    return to !== null && roomOf(to) === 'server' ? `imports ${to}; web never imports server` : null
  }
  if (to !== null && buildFiles.includes(to) && !typeOnly) return `imports ${to}, which builds and does not run here`
  if (to === null) {
    return typeOnly || browserPackages.includes(packageOf(from)) ? null : `imports ${from}; not for the browser`
  }
  if (!inRooms(to, ['rules', 'contract', 'web'])) return `imports ${to}; web imports rules, contract and web`
  if (carriers.has(to) && !typeOnly) return `imports ${to}, which brings zod along: use import type`
  return null
}

function judgePeople({ path, to }: Edge): string | null {
  if (to === null || inRooms(to, ['rules', 'contract', 'people', 'database']) || isTest(path)) return null
  const isVerb = roomOf(to) === 'server' && (sliceOf(to) === null || /^server\/[^/]+\/changes[./]/.test(to))
  return isVerb ? null : `imports ${to}; people use the server's verbs (changes) and its root files`
}

function judgeDatabase({ from, to, typeOnly }: Edge): string | null {
  if (to !== null) return roomOf(to) === 'database' ? null : `imports ${to}; the database imports nothing`
  return typeOnly ? null : `imports ${from}; the database holds types only`
}

function inRooms(path: string, rooms: string[]): boolean {
  const room = roomOf(path)
  return room !== null && rooms.includes(room)
}

function sliceOf(path: string): string | null {
  const [room, slice, part] = path.split('/')
  return room === 'server' && slice !== undefined && part !== undefined && domains.includes(slice) ? slice : null
}

function isOpen(path: string): boolean {
  const part = path.split('/')[2]?.replace(/\.ts$/, '')
  return part !== undefined && openParts.includes(part)
}

/** `@preact/signals/x` is of @preact/signals, `preact/hooks` of preact. */
function packageOf(from: string): string {
  return from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/')
}
