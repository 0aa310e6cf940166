import type { FieldProblemCode, ProblemCode } from '../contract/problems.ts'

/** A refusal that has a sentence: nothing was changed. Carried out of a visit, it commits nothing but the audit line. */
export class Refused extends Error {
  readonly code: ProblemCode
  readonly fields: { field: string; code: FieldProblemCode }[]
  /** Seconds to wait, where waiting helps. */
  readonly retryAfter: number | undefined

  constructor(
    code: ProblemCode,
    more: { fields?: { field: string; code: FieldProblemCode }[]; retryAfter?: number } = {},
  ) {
    super(code)
    this.code = code
    this.fields = more.fields ?? []
    this.retryAfter = more.retryAfter
  }
}

/** "Not there" and "not yours": one answer, so that nobody learns which. */
export function notFound(): Refused {
  return new Refused('not-found')
}

/** A start that cannot go on: one sentence for the person at the terminal, no stack. */
export class CannotStart extends Error {}

/** An error of Node or PostgreSQL with this code. */
export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
