import type { StepToCome } from '../../contract/accounts/step-to-come.ts'
import { text } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import type { Wrong } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { knowsPasskeys } from './passkeys.ts'

export type Way = StepToCome['toCome'][number]

/** What was typed, by the way it belongs to: changing one's mind loses nothing. */
export type Typed = { code: string; 'recovery code': string }
export const nothingTyped: Typed = { code: '', 'recovery code': '' }

/** One field for a code, or the sentence about what the browser will ask. */
export function StepField({
  way,
  typed,
  type,
  error,
}: {
  way: Way
  typed: Typed
  type: (typed: Typed) => void
  error: string | undefined
}) {
  const { code, codeHint, recoveryCode, recoveryHint, passkeyHint, passkeysNotHere } = text().secondStep
  if (way === 'passkey')
    return (
      <p id="second-step" tabIndex={-1}>
        {knowsPasskeys() ? passkeyHint : passkeysNotHere}
      </p>
    )
  const isCode = way === 'code'
  return (
    <Field
      id="second-step"
      label={isCode ? code : recoveryCode}
      hint={isCode ? codeHint : recoveryHint}
      error={error}
      key={way}
    >
      {(ties) => (
        <input
          {...ties}
          class="input code"
          type="text"
          inputMode={isCode ? 'numeric' : 'text'}
          autocomplete={isCode ? 'one-time-code' : 'off'}
          autoCapitalize={isCode ? 'none' : 'characters'}
          spellcheck={false}
          value={typed[way]}
          onInput={(event) => type({ ...typed, [way]: event.currentTarget.value })}
        />
      )}
    </Field>
  )
}

/** The other ways there are. */
export function OtherWays({ ways, way, choose }: { ways: readonly Way[]; way: Way; choose: (way: Way) => void }) {
  const { useCode, useRecovery, usePasskey } = text().secondStep
  const labels = { code: useCode, 'recovery code': useRecovery, passkey: usePasskey }
  const others = ways.filter((other) => other !== way)
  if (others.length === 0) return null
  return (
    <p class="ways">
      {others.map((other) => (
        <Button look="quiet" key={other} onClick={() => choose(other)}>
          {labels[other]}
        </Button>
      ))}
    </p>
  )
}

export function missingStep(way: Way, typed: Typed): Wrong[] {
  const { writeCode, writeRecovery } = text().secondStep
  if (way === 'passkey' || typed[way].trim()) return []
  return [{ id: 'second-step', error: way === 'code' ? writeCode : writeRecovery }]
}
