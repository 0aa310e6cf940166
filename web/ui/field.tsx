import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'
import { text } from '../text/text.ts'

type FieldProps = {
  /** Also the address that the error summary links to. */
  id: string
  label: string
  hint?: string | undefined
  error?: string | undefined
  optional?: boolean
  /** Gets what ties the control to its hint and error. */
  children: (tied: Tied) => ComponentChildren
}

export type Tied = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: 'true' }

/** Label, hint, error, control: in that order, tied together for whoever does not see them. */
export function Field({ id, label, hint, error, optional, children }: FieldProps) {
  return (
    <div class="field">
      <label for={id}>
        {label}
        {optional && <span class="soft"> ({text().room.optional})</span>}
      </label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <FieldError id={id} error={error} />
      {children(tied({ id, hint, error }))}
    </div>
  )
}

export function FieldError({ id, error }: { id: string; error: string | undefined }) {
  if (!error) return null
  return (
    <p class="error" id={`${id}-error`}>
      <Icon name="stop" small />
      <span>{error}</span>
    </p>
  )
}

export function tied({ id, hint, error }: { id: string; hint?: string | undefined; error?: string | undefined }): Tied {
  const told = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return { id, ...(told && { 'aria-describedby': told }), ...(error && { 'aria-invalid': 'true' as const }) }
}
