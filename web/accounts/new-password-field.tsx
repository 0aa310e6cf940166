import { text } from '../text/text.ts'
import { Field } from '../ui/field.tsx'
import { PasswordInput } from './password-input.tsx'

/** A password to be, with what it takes said beforehand. */
export function NewPasswordField({
  value,
  type,
  error,
  least = 15,
}: {
  value: string
  type: (value: string) => void
  error: string | undefined
  /** The fewest characters that will do. */
  least?: number
}) {
  const { password, passwordHint } = text().door
  return (
    <Field id="password" label={password} hint={passwordHint(least)} error={error}>
      {(ties) => <PasswordInput ties={ties} value={value} type={type} fresh />}
    </Field>
  )
}
