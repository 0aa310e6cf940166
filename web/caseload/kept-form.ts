import { session, whenWiped } from '../session.ts'

/** The fields of a client, as they are typed. */
export type Typed = Record<
  | 'gender'
  | 'first'
  | 'infix'
  | 'last'
  | 'birthDate'
  | 'address'
  | 'phone'
  | 'identifier'
  | 'bsn'
  | 'labels'
  | 'language',
  string
>
export type Name = keyof Typed

/** The form for a new client as far as it is filled in, and the key under which it is sent: sent twice, it is still one client. */
export type Adding = { typed: Typed; clientKey: string }

const place = 'adding-client'

/**
 * It survives a reload of the tab, another screen and a lost network: in this tab's own storage, never in the browser's. It is its
 * writer's: somebody else who signs in here finds nothing, and neither does anybody after signing out.
 */
export function keptAdding(): Adding {
  const fresh = { typed: blank(), clientKey: crypto.randomUUID() }
  try {
    const { of, typed, clientKey } = JSON.parse(sessionStorage.getItem(place) ?? '{}') as Partial<
      Adding & { of: string }
    >
    return of === ownId() && typed && clientKey ? { typed: { ...fresh.typed, ...typed }, clientKey } : fresh
  } catch {
    return fresh
  }
}

export function keepAdding(adding: Adding): void {
  try {
    sessionStorage.setItem(place, JSON.stringify({ of: ownId(), ...adding }))
  } catch {
    // Some browsers allow no storage: then it lasts as long as the screen.
  }
}

export function forgetAdding(): void {
  try {
    sessionStorage.removeItem(place)
  } catch {
    // As above.
  }
}

export function blank(): Typed {
  const nothing = { gender: '', first: '', infix: '', last: '', birthDate: '', address: '' }
  return { ...nothing, phone: '', identifier: '', bsn: '', labels: '', language: '' }
}

function ownId(): string | null {
  const now = session.peek()
  return now.who === 'somebody' ? now.me.id : null
}

whenWiped(forgetAdding)
