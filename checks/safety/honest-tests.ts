import {
  chain,
  findingsAt,
  importsOf,
  isNode,
  list,
  memberName,
  nameOf,
  nodesOf,
  parse,
  walk,
  type Node,
} from '../syntax.ts'
import { isCode, isTest, type File, type Finding } from '../tree.ts'

/** A test that is left out, tried again or that waits by the clock says nothing. */
export function judgeTests(files: File[]): Finding[] {
  const tests = files.filter(({ path }) => isCode(path) && isTest(path))
  return [...tests.flatMap(judgeTest), ...files.filter(startsTests).flatMap(judgeRetries)]
}

function judgeTest(file: File): Finding[] {
  const parsed = parse(file)
  const sleeping = 'waits by the clock: wait for what should happen'
  const timers = importsOf(parsed).filter(({ from }) => from !== null && /^(node:)?timers\/promises$/.test(from))
  return [
    ...findingsAt(parsed, nodesOf(parsed, leavesOut), 'leaves a test out'),
    ...findingsAt(parsed, nodesOf(parsed, triesAgain), 'tries a test again'),
    ...findingsAt(parsed, nodesOf(parsed, sleeps), sleeping),
    ...timers.map(({ line }) => ({ path: file.path, line, what: sleeping })),
  ]
}

const leavingOut = new Set(['skip', 'only', 'todo', 'fails', 'skipIf', 'runIf'])
const leftOut = new Set(['xit', 'xtest', 'xdescribe', 'fit', 'fdescribe'])
const beginnings = new Set(['test', 'it', 'describe', 'suite'])

/** `test.skip`, `describe.each.only`, `context.skip()`, `{ skip: true }`, `xit(…)`. */
function leavesOut(node: Node): boolean {
  if (leavingOut.has(memberName(node) ?? '')) return isAboutTests(node)
  if (node.type !== 'CallExpression') return false
  if (leftOut.has(nameOf(node.callee) ?? '')) return true
  return begins(node) && options(node).some(({ key }) => leavingOut.has(nameOf(key) ?? ''))
}

/** `skip` and `only` also mean other things (streams, locks): count them on the words of a test and on its context. */
function isAboutTests(node: Node): boolean {
  return chain(node).some(
    (name) => beginnings.has(name) || /^(context|ctx|task|.*(test|it|describe|suite))$/i.test(name),
  )
}

function triesAgain(node: Node): boolean {
  return node.type === 'CallExpression' && begins(node) && options(node).some(isRetry)
}

function begins(call: Node): boolean {
  return chain(call.callee).some((name) => beginnings.has(name) || name === 'vi')
}

function options(call: Node): Node[] {
  return list(call.arguments).flatMap((argument) =>
    argument.type === 'ObjectExpression' ? list(argument.properties) : [],
  )
}

/** `retry: 2`; to say that nothing is tried again is allowed. */
function isRetry({ key, value }: Node): boolean {
  const name = nameOf(key)
  return (name === 'retry' || name === 'retries') && !(isNode(value, 'Literal') && value.value === 0)
}

/** `new Promise((done) => setTimeout(done, 100))`, and the browser's own way of sleeping. */
function sleeps(node: Node): boolean {
  if (node.type === 'CallExpression' && memberName(node.callee) === 'waitForTimeout') return true
  if (node.type !== 'NewExpression' || nameOf(node.callee) !== 'Promise') return false
  let found = false
  walk(node, ({ type, callee }) => {
    if (type === 'CallExpression' && (nameOf(callee) ?? memberName(callee)) === 'setTimeout') found = true
  })
  return found
}

/** The files that say how tests are run. */
function startsTests({ path }: File): boolean {
  return path === 'package.json' || path === 'checks/run.ts' || /^[^/]+\.config\.ts$/.test(path)
}

function judgeRetries(file: File): Finding[] {
  const { path, text } = file
  if (/--retr(y|ies)\b/.test(text)) return [{ path, what: 'tries tests again' }]
  if (!isCode(path)) return []
  const parsed = parse(file)
  const settings = nodesOf(parsed, (node) => node.type === 'Property' && isRetry(node))
  return findingsAt(parsed, settings, 'tries tests again')
}
