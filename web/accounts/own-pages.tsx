import { useLocation } from 'preact-iso'
import { text } from '../text/text.ts'

/** One's profile and one's settings: what others see, and what is only for oneself. */
export function OwnPages() {
  const { path } = useLocation()
  const pages = [
    { href: '/profile', label: text().accounts.profile },
    { href: '/settings', label: text().accounts.settings },
  ]
  return (
    <nav class="own-pages" aria-label={text().accounts.ownPages}>
      <ul class="row">
        {pages.map(({ href, label }) => (
          <li key={href}>
            <a href={href} aria-current={path === href ? 'page' : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
