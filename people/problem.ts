import { expect } from 'vitest'
import { type FieldProblemCode, fieldProblems, type Problem, type ProblemCode, problems } from '../contract/problems.ts'
import type { Language } from '../rules/words.ts'
import type { Answer } from './person.ts'

/** The answer is this refusal: a problem (RFC 9457) with its status and its sentence in the language that was asked for. */
export function expectProblem(answer: Answer, code: ProblemCode, language: Language = 'en'): Problem {
  const body = answer.body as Problem | null
  expect([answer.status, body?.code, body?.title, body?.status, body?.type]).toEqual([
    problems[code].status,
    code,
    problems[code][language],
    problems[code].status,
    `/problems/${code}`,
  ])
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  return body as Problem
}

/** The same, about fields: exactly these, each with its own sentence. */
export function expectWrongFields(
  answer: Answer,
  fields: Record<string, FieldProblemCode>,
  language: Language = 'en',
): void {
  const { fields: found = [] } = expectProblem(answer, 'wrong-fields', language)
  const wanted = Object.entries(fields).map(([field, code]) => ({ field, code, title: fieldProblems[code][language] }))
  expect(found).toEqual(wanted)
}
