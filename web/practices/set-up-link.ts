import { signal } from '@preact/signals'

/**
 * What stands behind the # of the set-up link: the right to set this practice up. It is taken out of the address as soon as
 * the page runs, so that no picture of the screen and no list of visited pages shows it, and is kept in memory only.
 */
export const linkToken = signal<string | null>(null)

export const setUpPath = '/set-up'

function take(): void {
  const token = location.hash.slice(1)
  if (location.pathname !== setUpPath || token === '') return
  history.replaceState(history.state, '', setUpPath)
  if (/^[\w-]{20,100}$/.test(token)) linkToken.value = token
}

take()
// A newer link, opened in the same tab, changes nothing but what stands behind the #.
addEventListener('hashchange', take)
