import { chain, children, isNode, lineAt, linesOf, list, nameOf, parse, walk, type Node } from './syntax.ts'
import { isCode, type File, type Finding } from './tree.ts'
import { generatedFiles } from './vocabulary.ts'

/** What fits on a screen. Raised by a dated decision, never by an exception in the code. */
export const limits = { file: 300, function: 40, component: 80, parameters: 3 } as const

/** How long a file and its functions are, and how many positional parameters these take. */
export function judgeSizes(file: File): Finding[] {
  const { path, text } = file
  if (!/\.(ts|tsx|mjs|js|css|sql|html)$/.test(path) || generatedFiles.includes(path)) return []
  const lines = text.replace(/\n$/, '').split('\n').length
  const findings = lines > limits.file ? [{ path, what: `has ${lines} lines; at most ${limits.file}` }] : []
  return isCode(path) ? [...findings, ...judgeFunctions(file)] : findings
}

function judgeFunctions(file: File): Finding[] {
  const parsed = parse(file)
  const { path } = file
  const findings: Finding[] = []
  walk(parsed.program, (node, around) => {
    if (!isFunction(node)) return
    const line = lineAt(parsed, node.start)
    const called = calledAs(node, around)
    const isComponent = path.startsWith('web/') && path.endsWith('.tsx') && returnsJsx(node)
    const limit = isComponent ? limits.component : limits.function
    const lines = linesOf(parsed, node)
    if (lines > limit && !groupsTests(around)) {
      findings.push({ path, line, what: `${called} has ${lines} lines; at most ${limit}` })
    }
    const parameters = list(node.params).filter((parameter) => nameOf(parameter) !== 'this').length
    if (parameters > limits.parameters) {
      findings.push({ path, line, what: `${called} takes ${parameters} parameters; at most ${limits.parameters}` })
    }
  })
  return findings
}

function isFunction({ type, body }: Node): boolean {
  if (!isNode(body)) return false
  return type === 'FunctionDeclaration' || type === 'FunctionExpression' || type === 'ArrowFunctionExpression'
}

function calledAs(node: Node, around: readonly Node[]): string {
  const holder = around.at(-1)
  return nameOf(node.id) ?? nameOf(holder?.id) ?? nameOf(holder?.key) ?? 'a function without a name'
}

/** `describe(…)` only groups: its callback is as long as the tests in it, which are judged themselves. */
function groupsTests(around: readonly Node[]): boolean {
  const call = around.at(-1)
  return call?.type === 'CallExpression' && chain(call.callee)[0] === 'describe'
}

/** Whether a function's own answer (not that of a function inside it) is made of elements. */
function returnsJsx(node: Node): boolean {
  const body = node.body
  if (!isNode(body)) return false
  return body.type === 'BlockStatement' ? ownReturns(body).some(holdsJsx) : holdsJsx(body)
}

function ownReturns(node: Node): Node[] {
  if (node.type === 'ReturnStatement') return [node]
  return children(node)
    .filter((child) => !isFunction(child))
    .flatMap(ownReturns)
}

function holdsJsx(node: Node): boolean {
  if (node.type === 'JSXElement' || node.type === 'JSXFragment') return true
  return children(node)
    .filter((child) => !isFunction(child))
    .some(holdsJsx)
}
