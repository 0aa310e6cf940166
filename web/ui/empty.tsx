import type { ComponentChildren } from 'preact'

/** What will stand here, who puts it there, and one next step. */
export function Empty({
  title,
  more,
  level = 2,
  children,
}: {
  title: string
  more: string
  level?: 2 | 3
  children?: ComponentChildren
}) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <div class="niche empty">
      <svg
        viewBox="0 0 96 96"
        fill="none"
        stroke="currentColor"
        stroke-width="2"
        stroke-linecap="round"
        aria-hidden="true"
      >
        <path d="M14 84V46a34 34 0 0 1 68 0v38M6 84h84" />
        <path d="M24 84V48a24 24 0 0 1 48 0v36" />
        <path d="M24 68h48" />
      </svg>
      <Heading>{title}</Heading>
      <p class="soft">{more}</p>
      {children}
    </div>
  )
}
