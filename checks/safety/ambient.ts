import {
  findingsAt,
  importsOf,
  isNamed,
  isNode,
  list,
  memberName,
  nameOf,
  nodesOf,
  parse,
  type Node,
} from '../syntax.ts'
import { isTest, roomOf, type File, type Finding } from '../tree.ts'
import { clockFiles, settingsFile } from '../vocabulary.ts'

/** The server and the rules are told their settings and the time; they do not look them up. */
export function judgeAmbient(file: File): Finding[] {
  const room = roomOf(file.path)
  if (room !== 'server' && room !== 'rules') return []
  return [...judgeEnvironment(file), ...judgeClock(file)]
}

function judgeEnvironment(file: File): Finding[] {
  if (file.path === settingsFile) return []
  const parsed = parse(file)
  const what = `reads the environment; only ${settingsFile} does`
  const reads = findingsAt(parsed, nodesOf(parsed, readsEnvironment), what)
  const imports = importsOf(parsed).filter(({ from, names }) => isProcess(from) && names.includes('env'))
  return [...reads, ...imports.map(({ line }) => ({ path: file.path, line, what }))]
}

/** `process.env`, and `{ env } = process`. */
function readsEnvironment(node: Node): boolean {
  if (memberName(node) === 'env') return isNamed(node.object, 'process')
  if (node.type !== 'VariableDeclarator' || !isNode(node.id, 'ObjectPattern')) return false
  return isNamed(node.init, 'process') && list(node.id.properties).some(({ key }) => nameOf(key) === 'env')
}

function isProcess(from: string | null): boolean {
  return from === 'node:process' || from === 'process'
}

function judgeClock(file: File): Finding[] {
  if (clockFiles.includes(file.path)) return []
  const parsed = parse(file)
  const looks = nodesOf(parsed, (node) => asksTime(node, isTest(file.path)))
  return findingsAt(parsed, looks, `makes its own time; only ${clockFiles.join(' and ')} do`)
}

/** `new Date(…)`, `Date()` and `Date.now()`; a test may write down a moment: `new Date('2026-11-02T09:00:00Z')`. */
function asksTime(node: Node, inTest: boolean): boolean {
  if (node.type !== 'NewExpression' && node.type !== 'CallExpression') return false
  if (memberName(node.callee) === 'now') return isNode(node.callee) && isNamed(node.callee.object, 'Date')
  if (!isNamed(node.callee, 'Date')) return false
  return !(inTest && node.type === 'NewExpression' && list(node.arguments).length > 0)
}
