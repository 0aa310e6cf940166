import { useState } from 'preact/hooks'
import { text } from '../text/text.ts'
import type { Tied } from '../ui/field.tsx'

/** A password can be looked at while typing: that is easier than typing it twice. */
export function PasswordInput({
  ties,
  value,
  type,
  fresh = false,
}: {
  ties: Tied
  value: string
  type: (value: string) => void
  /** A password to be: the browser may propose one, and keeps it. */
  fresh?: boolean
}) {
  const [shown, setShown] = useState(false)
  const { show, hide, showRest } = text().accounts
  return (
    <div class="show">
      <input
        {...ties}
        {...(shown ? { type: 'text' as const } : { type: 'password' as const })}
        class="input"
        autocomplete={fresh ? 'new-password' : 'current-password'}
        autoCapitalize="none"
        spellcheck={false}
        value={value}
        onInput={(event) => type(event.currentTarget.value)}
      />
      <button type="button" onClick={() => setShown(!shown)}>
        {shown ? hide : show}
        <span class="hidden-text"> {showRest}</span>
      </button>
    </div>
  )
}
