import type { ButtonHTMLAttributes, ComponentChildren } from 'preact'

type Look = 'main' | 'plain' | 'quiet'

type ButtonProps = Omit<ButtonHTMLAttributes, 'class' | 'icon'> & {
  look?: Look
  /** What it says while it works: it keeps its width, and a second press does nothing. */
  busy?: string | false
  more?: string
  children: ComponentChildren
}

export function Button({
  look = 'plain',
  busy = false,
  more = '',
  type = 'button',
  onClick,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      class={classOf(look, more)}
      aria-busy={busy ? 'true' : undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {busy || children}
    </button>
  )
}

/** A link that looks like a button, for what leads to another page. */
export function ButtonLink({
  look = 'plain',
  more = '',
  href,
  children,
}: {
  look?: Look
  more?: string
  href: string
  children: ComponentChildren
}) {
  return (
    <a class={classOf(look, more)} href={href}>
      {children}
    </a>
  )
}

function classOf(look: Look, more: string): string {
  return ['btn', look !== 'plain' && `btn-${look}`, more].filter(Boolean).join(' ')
}
