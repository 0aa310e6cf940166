import { useState } from 'preact/hooks'
import { Icon } from './icon.tsx'

type WhoProps = {
  /** null: not known by name. */
  name: string | null
  look: 'professional' | 'person' | 'nickname'
  here?: boolean | undefined
  size?: 'small' | 'large'
  /** Keeps the place, shows nobody: another message of the same person follows. */
  gone?: boolean
  /** Where the picture is; without one: initials. */
  picture?: string | null | undefined
}

/** A person in an arch. Decoration only: the name always stands beside it. */
export function Who({ name, look, here, size, gone, picture }: WhoProps) {
  const [broken, setBroken] = useState<string | null>(null)
  const shown = picture && picture !== broken && !gone ? picture : null
  const looks = { professional: 'who-pro', person: '', nickname: 'who-nick' }
  const classes = [
    'who',
    looks[look],
    here && 'who-here',
    size && `who-${size[0]}`,
    gone && 'who-gone',
    shown && 'who-seen',
  ]
  return (
    <span class={classes.filter(Boolean).join(' ')} aria-hidden="true">
      {shown ? <img src={shown} alt="" onError={() => setBroken(shown)} /> : <Sign name={name} look={look} />}
    </span>
  )
}

function Sign({ name, look }: Pick<WhoProps, 'name' | 'look'>) {
  return look === 'nickname' || name === null ? <Icon name="nickname" /> : <>{initials(name)}</>
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
