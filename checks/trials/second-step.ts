import type { FieldProblemCode } from '../../contract/problems.ts'
import { castPassword } from '../../people/room.ts'
import { passkeyBody } from '../../people/second-step.ts'

/** A body that would be taken, for each endpoint of two-step sign-in that takes one. */
export const secondStepBodies = {
  takeSecondStep: () => ({ answer: { code: '123456' } }),
  confirmMyself: () => ({ password: castPassword }),
  finishAuthenticator: () => ({ code: '123456' }),
  addPasskey: () => ({ ...passkeyBody }),
}

type Wrong = readonly [unknown, FieldProblemCode]

const forms = (...values: unknown[]): Wrong[] => values.map((value) => [value, 'wrong-form'])
const code: Wrong[] = [
  ['a\u0000b', 'not-text'],
  ['half a pair \ud83d', 'not-text'],
  ['', 'empty'],
  ['\n\t', 'empty'],
  ['1'.repeat(41), 'too-long'],
]
const bytes = (limit: number): Wrong[] => [
  ...forms(null, 0, {}, [], '', 'a b', 'é', 'a='),
  ['x'.repeat(limit + 1), 'too-long'],
]

/** What each field refuses, and how. */
export const wrongSecondSteps: Record<keyof typeof secondStepBodies, Record<string, Wrong[]>> = {
  takeSecondStep: {
    answer: forms(null, '', 0, [], {}, { code: '1', recoveryCode: '2' }),
    'answer.code': code,
  },
  confirmMyself: {
    password: [...forms(null, 0, {}), ['a\u0000b', 'not-text'], ['', 'empty'], ['😀'.repeat(129), 'too-long']],
    answer: forms(null, '', 0, [], {}, { code: 1, passkey: 2 }),
  },
  finishAuthenticator: { code: [...forms(null, 123_456, {}), ...code] },
  addPasskey: {
    name: [...forms(null, 0, {}), ['\udc00', 'not-text'], [' ', 'empty'], ['x'.repeat(101), 'too-long']],
    credential: bytes(2000),
    clientData: bytes(4000),
    attestation: bytes(20_000),
    transports: forms(null, '', {}),
  },
}
