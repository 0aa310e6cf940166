import { findingsAt, nodesOf, parse, type Node, type Parsed } from '../syntax.ts'
import { isTest, type File, type Finding } from '../tree.ts'

/** `any`, `!` and comments that silence a tool switch off what the types and the other checks promise. */
export function judgeLooseness(file: File): Finding[] {
  const parsed = parse(file)
  const anys = nodesOf(parsed, ({ type }) => type === 'TSAnyKeyword')
  const sures = isTest(file.path) ? [] : nodesOf(parsed, isNonNull)
  return [
    ...findingsAt(parsed, anys, 'says any'),
    ...findingsAt(parsed, sures, 'says ! where it should look'),
    ...findingsAt(parsed, silencingComments(parsed), 'silences a tool with a comment'),
  ]
}

/** `value!`, and `let value!: T`. */
function isNonNull({ type, definite }: Node): boolean {
  return type === 'TSNonNullExpression' || definite === true
}

/** A test may expect a type error: that is how "this does not compile" is shown. */
function silencingComments({ comments, file }: Parsed) {
  const silence = /^[\s*]*(@ts-(ignore|nocheck|expect-error)|(eslint|oxlint)-disable|biome-ignore|v8 ignore)/
  return comments.filter(({ value }) => {
    const what = silence.exec(value)?.[1]
    return what !== undefined && !(what === '@ts-expect-error' && isTest(file.path))
  })
}
