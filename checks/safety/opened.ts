import { findingsAt, isNode, nameOf, nodesOf, parse, walk, type Node } from '../syntax.ts'
import type { File, Finding } from '../tree.ts'

/** `Opened` is the proof that a door was asked: only a door may say so. Other names for it count as well. */
export function judgeOpened(code: File[]): Finding[] {
  const proofs = namesOfProof(code)
  return code.filter(({ path }) => !isDoor(path)).flatMap((file) => claims(file, proofs))
}

function isDoor(path: string): boolean {
  return /^server\/[^/]+\/access(\/[^/]+)?\.ts$/.test(path) && !path.endsWith('.test.ts')
}

function claims(file: File, proofs: Set<string>): Finding[] {
  const parsed = parse(file)
  const claimed = nodesOf(parsed, (node) => isClaim(node) && mentions(node.typeAnnotation, proofs))
  return findingsAt(parsed, claimed, 'claims that something was opened; only access.ts may')
}

/** `value as T`, `<T>value`, and functions that promise `value is T`. */
function isClaim({ type }: Node): boolean {
  return type === 'TSAsExpression' || type === 'TSTypeAssertion' || type === 'TSTypePredicate'
}

/** `Opened` and every name made from it, by import under another name or by a type that holds it. */
function namesOfProof(code: File[]): Set<string> {
  const proofs = new Set(['Opened'])
  const namings = code.flatMap((file) => nodesOf(parse(file), isNaming))
  for (let before = 0; before !== proofs.size; ) {
    before = proofs.size
    for (const naming of namings) {
      const name = nameOf(naming.type === 'TSTypeAliasDeclaration' ? naming.id : naming.local)
      const origin = naming.type === 'TSTypeAliasDeclaration' ? naming.typeAnnotation : naming.imported
      if (name !== null && mentions(origin, proofs)) proofs.add(name)
    }
  }
  return proofs
}

function isNaming({ type }: Node): boolean {
  return type === 'TSTypeAliasDeclaration' || type === 'ImportSpecifier'
}

function mentions(type: unknown, names: Set<string>): boolean {
  if (!isNode(type)) return false
  let found = false
  walk(type, (node) => {
    const name = node.type === 'Identifier' ? nameOf(node) : null
    if (name !== null && names.has(name)) found = true
  })
  return found
}
