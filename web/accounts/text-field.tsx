import type { InputHTMLAttributes } from 'preact'
import { Field } from '../ui/field.tsx'

type TextFieldProps = {
  id: string
  label: string
  hint?: string
  optional?: boolean
  error: string | undefined
  value: string
  type: (value: string) => void
  /** For the keyboard of a phone. */
  kind?: keyof typeof kinds
  autocomplete?: NonNullable<InputHTMLAttributes['autocomplete']>
}

const kinds = {
  text: { type: 'text' },
  email: { type: 'email' },
  tel: { type: 'tel' },
  date: { type: 'date' },
} as const

/** One line of text in a field. */
export function TextField({
  id,
  label,
  hint,
  optional = false,
  error,
  value,
  type,
  kind = 'text',
  autocomplete = 'off',
}: TextFieldProps) {
  return (
    <Field id={id} label={label} hint={hint} optional={optional} error={error}>
      {(ties) => (
        <input
          {...ties}
          class="input"
          {...kinds[kind]}
          autocomplete={autocomplete}
          value={value}
          onInput={(event) => type(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

/** Several lines. */
export function TextArea({
  id,
  label,
  hint,
  optional = false,
  error,
  value,
  type,
}: Omit<TextFieldProps, 'kind' | 'autocomplete'>) {
  return (
    <Field id={id} label={label} hint={hint} optional={optional} error={error}>
      {(ties) => (
        <textarea {...ties} class="input" value={value} onInput={(event) => type(event.currentTarget.value)} />
      )}
    </Field>
  )
}
