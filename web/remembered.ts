/** Two small choices that this browser keeps: light or dark, and the language at the door. Never a name or a word somebody wrote. */
export type Remembered = 'theme' | 'door-language'

export function recall(what: Remembered): string | null {
  try {
    return localStorage.getItem(what)
  } catch {
    // Some browsers allow no storage: then nothing is kept.
    return null
  }
}

export function remember(what: Remembered, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(what)
    else localStorage.setItem(what, value)
  } catch {
    // As above.
  }
}
