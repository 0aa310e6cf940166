import { parseSync } from 'vite'
import type { File, Finding } from './tree.ts'

/** A node of the syntax tree (ESTree with TypeScript and JSX). Its fields are read by name and looked at before use. */
export type Node = { type: string; start: number; end: number; [field: string]: unknown }

/** A file that has been read as code. */
export type Parsed = { file: File; program: Node; comments: { value: string; start: number }[] }

/** One import or re-export. `from` is null where the address is computed. `names` are the imported names. */
export type Import = { from: string | null; typeOnly: boolean; names: string[]; line: number }

const parsedFiles = new WeakMap<File, Parsed>()

/** Reads a file as code; a file that does not parse stops the check. */
export function parse(file: File): Parsed {
  const known = parsedFiles.get(file)
  if (known) return known
  const result = parseSync(file.path, file.text, { sourceType: 'module', preserveParens: false })
  const error = result.errors[0]
  if (error) throw new Error(`${file.path} does not parse: ${error.message}`)
  // The parser's own type is a union of 200 shapes; the checks read fields by name instead.
  const program: unknown = result.program
  if (!isNode(program)) throw new Error(`${file.path} has no syntax tree`)
  const parsed = { file, program, comments: result.comments }
  parsedFiles.set(file, parsed)
  return parsed
}

/** Visits a node and everything below it, each with the nodes around it, outermost first. */
export function walk(node: Node, visit: (node: Node, around: readonly Node[]) => void, around: Node[] = []): void {
  visit(node, around)
  around.push(node)
  for (const child of children(node)) walk(child, visit, around)
  around.pop()
}

/** Every node of a file of which `wanted` holds. */
export function nodesOf({ program }: Parsed, wanted: (node: Node) => boolean): Node[] {
  const found: Node[] = []
  walk(program, (node) => {
    if (wanted(node)) found.push(node)
  })
  return found
}

/** One finding for each node (or comment) that should not be there. */
export function findingsAt(parsed: Parsed, nodes: { start: number }[], what: string): Finding[] {
  return nodes.map(({ start }) => ({ path: parsed.file.path, line: lineAt(parsed, start), what }))
}

/** The nodes directly below a node. */
export function children(node: Node): Node[] {
  const values: unknown[] = Object.values(node)
  return values.flatMap((value) => (Array.isArray(value) ? value : [value])).filter((value) => isNode(value))
}

/** Whether a field holds a node (of this type, if one is given). */
export function isNode(value: unknown, type?: string): value is Node {
  if (typeof value !== 'object' || value === null || !('type' in value) || !('start' in value)) return false
  return typeof value.type === 'string' && (type === undefined || value.type === type)
}

/** The line, counted from 1, on which something starts. */
export function lineAt({ file }: Parsed, offset: number): number {
  return file.text.slice(0, offset).split('\n').length
}

/** How many lines a node takes. */
export function linesOf({ file }: Parsed, node: Node): number {
  return file.text.slice(node.start, node.end).split('\n').length
}

/** The name an identifier, a key or a string stands for: `a`, `'a'` and `` `a` `` alike; null for anything computed. */
export function nameOf(value: unknown): string | null {
  return isNode(value) && typeof value.name === 'string' ? value.name : writtenText(value)
}

/** The text of a string that is written out; null for everything else. */
export function writtenText(value: unknown): string | null {
  if (!isNode(value)) return null
  if (value.type === 'Literal') return typeof value.value === 'string' ? value.value : null
  if (value.type !== 'TemplateLiteral' || list(value.expressions).length > 0) return null
  const text = list(value.quasis)[0]?.value
  return typeof text === 'object' && text !== null && 'cooked' in text ? String(text.cooked) : null
}

/** `object.name` or `object['name']`: the name; null for everything else. */
export function memberName(value: unknown): string | null {
  if (!isNode(value, 'MemberExpression')) return null
  return value.computed === true && isNode(value.property, 'Identifier') ? null : nameOf(value.property)
}

/** `name`, or `globalThis.name`. */
export function isNamed(value: unknown, name: string): boolean {
  return isNode(value, 'Identifier') ? nameOf(value) === name : memberName(value) === name
}

/** The names of a chain of members and calls: `test` and `concurrent` of `test.concurrent([])`. */
export function chain(value: unknown): string[] {
  if (!isNode(value)) return []
  if (value.type === 'MemberExpression') return [...chain(value.object), memberName(value) ?? '']
  return value.type === 'CallExpression' ? chain(value.callee) : [nameOf(value) ?? '']
}

/** A field that holds a list of nodes. */
export function list(value: unknown): Node[] {
  return Array.isArray(value) ? value.filter((item) => isNode(item)) : []
}

/** Everything a file imports, re-exports or loads later. */
export function importsOf(parsed: Parsed): Import[] {
  return nodesOf(parsed, isImport).map((node) => ({
    from: writtenText(node.source),
    typeOnly: node.importKind === 'type' || node.exportKind === 'type' || node.type === 'TSImportType',
    names: list(node.specifiers).flatMap((specifier) => nameOf(specifier.imported ?? specifier.local) ?? []),
    line: lineAt(parsed, node.start),
  }))
}

function isImport(node: Node): boolean {
  if (node.type === 'ImportDeclaration' || node.type === 'ExportAllDeclaration') return true
  if (node.type === 'ImportExpression' || node.type === 'TSImportType') return true
  return node.type === 'ExportNamedDeclaration' && isNode(node.source)
}
