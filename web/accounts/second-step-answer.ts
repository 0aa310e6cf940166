import type { PasskeyQuestion, SecondAnswer } from '../../contract/accounts/second-step.ts'
import { Refused } from '../api.ts'
import { text } from '../text/text.ts'
import type { Wrong } from '../ui/error-summary.tsx'
import { NoPasskey, signWithPasskey } from './passkeys.ts'
import type { Typed, Way } from './second-step-fields.tsx'

/** What is sent for a second step. A passkey is asked first. */
export async function answerOf(
  way: Way,
  typed: Typed,
  question: () => Promise<PasskeyQuestion>,
): Promise<SecondAnswer> {
  if (way === 'code') return { code: typed.code.trim() }
  if (way === 'recovery code') return { recoveryCode: typed['recovery code'].trim() }
  return { passkey: await signWithPasskey(await question()) }
}

/** A wrong second step stands at its field. */
export function wrongStep(refused: Refused): Wrong[] {
  return refused.code === 'wrong-second-step' ? [{ id: 'second-step', error: refused.message, refused: true }] : []
}

/** What went wrong, where a closed passkey is no failure of the site. */
export function failureOf(error: unknown): unknown {
  return error instanceof NoPasskey ? new Said(text().secondStep.noPasskey) : error
}

/** A sentence of our own that a form shows like a refusal: nothing was sent. */
export class Said extends Refused {
  constructor(sentence: string) {
    super({ type: '', code: 'wrong-second-step', status: 0, title: sentence })
  }
}
