import { findingsAt, isNode, memberName, nameOf, nodesOf, parse, type Node } from '../syntax.ts'
import { isTest, roomOf, type File, type Finding } from '../tree.ts'
import { sqlParts, sqlRootFiles, stageFiles } from '../vocabulary.ts'

/** SQL stands where the visit is carried and in the parts of a slice that answer for rows, nowhere else. */
export function judgeSql(file: File): Finding[] {
  const { path } = file
  const room = roomOf(path)
  if (room === null || !['rules', 'contract', 'server', 'web', 'people'].includes(room)) return []
  if (isTest(path) || stageFiles.includes(path) || sqlRootFiles.includes(path) || isSqlPart(path)) return []
  const parsed = parse(file)
  const what = `speaks SQL; only ${sqlParts.join(', ')} and the root files that carry the visit do`
  return findingsAt(parsed, nodesOf(parsed, speaksSql), what)
}

function isSqlPart(path: string): boolean {
  const [room, slice, part] = path.split('/')
  return room === 'server' && slice !== undefined && sqlParts.includes(part?.replace(/\.ts$/, '') ?? '')
}

const statements = new Set([
  'selectFrom',
  'insertInto',
  'updateTable',
  'deleteFrom',
  'replaceInto',
  'mergeInto',
  'query',
])

/** `` sql`…` ``, `sql.raw(…)`, and the calls that begin a statement. */
function speaksSql(node: Node): boolean {
  if (node.type === 'TaggedTemplateExpression') return nameOf(node.tag) === 'sql'
  if (node.type !== 'CallExpression' || !isNode(node.callee)) return false
  const name = memberName(node.callee)
  return name !== null && (statements.has(name) || nameOf(node.callee.object) === 'sql')
}
