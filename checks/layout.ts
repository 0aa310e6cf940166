import { judgeSizes } from './sizes.ts'
import { children, findingsAt, isNode, list, nameOf, nodesOf, parse, type Node } from './syntax.ts'
import { isCode, isTest, roomOf, type File, type Finding } from './tree.ts'
import { domains, emptyNames, hiddenFolders, rooms, rootFiles, sliceParts } from './vocabulary.ts'

/** Where files stand, what they are called, how long they are and what they hand out. */
export function judgeLayout(files: File[]): Finding[] {
  return [
    ...files.flatMap(judgePlace),
    ...files.flatMap(judgeName),
    ...files.flatMap(judgeSlice),
    ...files.flatMap(judgeSizes),
    ...files.filter(({ path }) => isCode(path)).flatMap(judgeExports),
  ]
}

function judgePlace({ path }: File): Finding[] {
  const room = roomOf(path)
  if (room === null) {
    return rootFiles.includes(path) ? [] : [{ path, what: 'is not in the list of files beside the rooms' }]
  }
  const known = rooms.some((name) => name === room) || hiddenFolders.includes(room)
  return known ? [] : [{ path, what: `stands in ${room}, which is not a room` }]
}

function judgeName({ path }: File): Finding[] {
  if (roomOf(path) === null) return []
  const parts = path.split('/').filter((part) => !part.startsWith('.') && part !== 'README.md')
  const crooked = parts.filter((part) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/.test(part))
  const findings = crooked.map((part) => ({ path, what: `${part} is not in kebab-case` }))
  if (!/\.(ts|tsx|mjs|js|css|sql)$/.test(path)) return findings
  const empty = parts.flatMap((part) => part.split(/[-.]/)).filter((word) => emptyNames.includes(word))
  return [...findings, ...empty.map((word) => ({ path, what: `is called ${word}, which says nothing` }))]
}

function judgeSlice({ path }: File): Finding[] {
  const [room, slice, ...rest] = path.split('/')
  const part = rest[0]
  if (room !== 'server' || slice === undefined || part === undefined) return []
  if (!domains.includes(slice)) return [{ path, what: `stands in server/${slice}, which is not a domain` }]
  if (!path.endsWith('.ts')) return [{ path, what: 'is not TypeScript; a slice holds nothing else' }]
  const isPart = rest.length === 1 ? sliceParts.includes(part.replace(/\.ts$/, '')) : sliceParts.includes(part)
  return isPart || isTest(path) ? [] : [{ path, what: `is none of ${sliceParts.join(', ')}` }]
}

function judgeExports(file: File): Finding[] {
  const parsed = parse(file)
  const { path } = file
  const defaults = roomOf(path) === null ? [] : nodesOf(parsed, isDefaultExport)
  const stars = nodesOf(parsed, ({ type }) => type === 'ExportAllDeclaration')
  const findings = [
    ...findingsAt(parsed, defaults, 'exports a default: give it a name'),
    ...findingsAt(parsed, stars, 'exports everything of another file: name what is meant'),
  ]
  const isBarrel = path !== 'contract/index.ts' && handsOnOnly(children(parsed.program))
  return isBarrel ? [...findings, { path, what: 'only hands on what other files export' }] : findings
}

function isDefaultExport(node: Node): boolean {
  return (
    node.type === 'ExportDefaultDeclaration' || (node.type === 'ExportSpecifier' && nameOf(node.exported) === 'default')
  )
}

function handsOnOnly(statements: Node[]): boolean {
  return statements.some(handsOn) && statements.every((node) => handsOn(node) || node.type === 'ImportDeclaration')
}

function handsOn(node: Node): boolean {
  if (node.type === 'ExportAllDeclaration') return true
  return node.type === 'ExportNamedDeclaration' && !isNode(node.declaration) && list(node.specifiers).length > 0
}
