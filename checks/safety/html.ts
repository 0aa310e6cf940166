import {
  findingsAt,
  isNamed,
  isNode,
  list,
  memberName,
  nameOf,
  nodesOf,
  parse,
  writtenText,
  type Node,
} from '../syntax.ts'
import { roomOf, type File, type Finding } from '../tree.ts'

/** Text becomes elements, never HTML; and no text becomes code. */
export function judgeHtml(file: File): Finding[] {
  if (roomOf(file.path) !== 'web') return []
  const parsed = parse(file)
  const made = nodesOf(parsed, (node) => makesHtml(node) || makesCode(node))
  return findingsAt(parsed, made, 'makes HTML or code from a string')
}

const doorsForHtml = new Set([
  'innerHTML',
  'outerHTML',
  'dangerouslySetInnerHTML',
  'insertAdjacentHTML',
  'setHTMLUnsafe',
  'createContextualFragment',
  'parseFromString',
  'srcdoc',
  'srcDoc',
])

/** As a member, an attribute or a key: `el.innerHTML`, `<p innerHTML=…>`, `{ innerHTML: … }`; and `document.write(…)`. */
function makesHtml(node: Node): boolean {
  const member = memberName(node)
  if (member !== null && doorsForHtml.has(member)) return true
  if (member === 'write' || member === 'writeln') return isNamed(node.object, 'document')
  const name = node.type === 'JSXAttribute' ? nameOf(node.name) : node.type === 'Property' ? nameOf(node.key) : null
  return name !== null && doorsForHtml.has(name)
}

/** `eval(…)`, `Function(…)`, and timers that are given a text. */
function makesCode(node: Node): boolean {
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return false
  const callee = nameOf(node.callee) ?? memberName(node.callee)
  if (callee === 'eval' || callee === 'Function') return true
  const first = list(node.arguments)[0]
  const isText = isNode(first, 'TemplateLiteral') || writtenText(first) !== null
  return (callee === 'setTimeout' || callee === 'setInterval') && isText
}
