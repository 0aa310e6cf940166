import { Icon } from './icon.tsx'

type WhoProps = {
  /** null: not known by name. */
  name: string | null
  look: 'professional' | 'person' | 'nickname'
  here?: boolean | undefined
  size?: 'small' | 'large'
  /** Keeps the place, shows nobody: another message of the same person follows. */
  gone?: boolean
}

/** A person in an arch. Decoration only: the name always stands beside it. */
export function Who({ name, look, here, size, gone }: WhoProps) {
  const looks = { professional: 'who-pro', person: '', nickname: 'who-nick' }
  const classes = ['who', looks[look], here && 'who-here', size && `who-${size[0]}`, gone && 'who-gone']
  return (
    <span class={classes.filter(Boolean).join(' ')} aria-hidden="true">
      {look === 'nickname' || name === null ? <Icon name="nickname" /> : initials(name)}
    </span>
  )
}

/** First letters of the first and the last name: `Karim el Amrani` is KA. */
export function initials(name: string): string {
  const parts = name.trim().split(/\s+/)
  const letters = parts.length > 1 ? [parts[0], parts.at(-1)] : parts
  return letters
    .map((part) => [...(part ?? '')][0] ?? '')
    .join('')
    .toUpperCase()
}
