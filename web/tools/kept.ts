import { session, whenWiped } from '../session.ts'

/**
 * What somebody typed and the server does not have yet, by a name of ours: it survives a reload and another screen, in this tab's own
 * storage, never in the browser's. It is its writer's alone, and gone at signing out.
 */
export function keep(name: string, value: unknown): void {
  try {
    sessionStorage.setItem(before + name, JSON.stringify({ of: ownId(), value }))
  } catch {
    // Some browsers allow no storage: then it lasts as long as the screen.
  }
}

export function recall(name: string): unknown {
  try {
    const { of, value } = JSON.parse(sessionStorage.getItem(before + name) ?? '{}') as { of?: string; value?: unknown }
    return of !== undefined && of === ownId() ? (value ?? null) : null
  } catch {
    return null
  }
}

export function forget(name: string): void {
  try {
    sessionStorage.removeItem(before + name)
  } catch {
    // As above.
  }
}

const before = 'tool '

function ownId(): string | null {
  const now = session.peek()
  return now.who === 'somebody' ? now.me.id : null
}

whenWiped(() => {
  try {
    for (const name of Object.keys(sessionStorage)) if (name.startsWith(before)) sessionStorage.removeItem(name)
  } catch {
    // As above.
  }
})
