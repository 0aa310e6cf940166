import type { LiveEvent } from '../contract/live.ts'

/** What the tabs of one browser tell each other. */
export type Told =
  /** The tab that listens to the server passes on what it heard. */
  | { what: 'heard'; event: LiveEvent | { what: 'again' } }
  /** Is there a tab that listens? */
  | { what: 'who listens' }
  | { what: 'I listen' }
  /** Somebody signed out on purpose: clear everything. */
  | { what: 'signed out' }
  /** Somebody touched a tab: the session lives on. */
  | { what: 'touched' }
  /** Somebody signed in: ask who. */
  | { what: 'signed in' }

const channel = new BroadcastChannel('room')

export function tellTabs(told: Told): void {
  channel.postMessage(told)
}

/** Hears the other tabs, never this one. */
export function hearTabs(hear: (told: Told) => void): void {
  channel.addEventListener('message', (event: MessageEvent<Told>) => hear(event.data))
}
