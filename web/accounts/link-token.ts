import { signal } from '@preact/signals'

/**
 * What stands behind the # of a link from a letter: the right to do one thing, once. It is taken out of the address as soon as the page
 * runs, so that no picture of the screen and no list of visited pages shows it, and is kept in memory only.
 */
export const letterToken = signal<string | null>(null)

/** What was done with it. It outlives the page that did it: a new password ends the session in which the page may stand. */
export const letterDone = signal<'password' | 'unblocked' | 'confirmed' | null>(null)

/** Where the links of letters lead. */
export const letterPaths: readonly string[] = ['/welcome', '/new-password', '/unblock', '/confirm-address']

/** Also when one comes to the page without loading it: from the mails of the demo. */
export function takeLetterToken(): void {
  const token = location.hash.slice(1)
  if (!letterPaths.includes(location.pathname) || token === '') return
  history.replaceState(history.state, '', location.pathname)
  letterDone.value = null
  letterToken.value = /^[\w-]{20,100}$/.test(token) ? token : null
}

takeLetterToken()
// A newer link, opened in the same tab, changes nothing but what stands behind the #.
addEventListener('hashchange', takeLetterToken)
