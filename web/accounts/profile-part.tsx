import type { ComponentChildren } from 'preact'
import type { Profile } from '../../contract/accounts/profile.ts'

export type PartProps = { own: Profile; changed: () => void }

/** A section with its own heading. */
export function Part({
  id,
  title,
  hint,
  children,
}: {
  id: string
  title: string
  hint?: string
  children: ComponentChildren
}) {
  return (
    <section class="niche pad stack" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {hint && <p class="hint">{hint}</p>}
      {children}
    </section>
  )
}
