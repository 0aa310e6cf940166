import { type LiveEvent, livePath } from '../contract/live.ts'
import { hearTabs, tellTabs } from './tabs.ts'

/** `again`: something may have been missed; whoever shows something asks for it again. */
export type Heard = LiveEvent | { what: 'again' }

/**
 * One stream per browser. The tab that holds the lock listens to the server and passes everything on to the others;
 * when it closes, the next one in line gets the lock.
 */
export function startListening(): void {
  if (wanted) return
  wanted = true
  // Locks exist on https and localhost only; elsewhere each tab listens for itself.
  if ('locks' in navigator) void queueForLock({})
  else openStream()
}

export function stopListening(): void {
  wanted = false
  letGo()
}

/** Calls `hear` with what happens, until the returned function is called. */
export function listen(hear: (event: Heard) => void): () => void {
  hearers.add(hear)
  return () => void hearers.delete(hear)
}

const hearers = new Set<(event: Heard) => void>()
let wanted = false
let stream: EventSource | null = null
let failures = 0
let retry: ReturnType<typeof setTimeout> | undefined
let releaseLock: (() => void) | null = null

const lockName = 'live stream'

async function queueForLock(how: { steal?: boolean }): Promise<void> {
  const mine = { given: false }
  try {
    await navigator.locks.request(lockName, { ...how }, () => {
      mine.given = true
      if (!wanted) return undefined
      openStream()
      return new Promise<void>((release) => (releaseLock = release))
    })
  } catch {
    // Another tab took over because this one did not answer: it slept.
    if (!mine.given) return
    letGo()
    if (wanted) void queueForLock({})
  }
}

function letGo(): void {
  closeStream()
  releaseLock?.()
  releaseLock = null
}

function closeStream(): void {
  clearTimeout(retry)
  stream?.close()
  stream = null
}

function openStream(): void {
  closeStream()
  const opened = new EventSource(`/api${livePath}`)
  stream = opened
  opened.onopen = () => {
    failures = 0
    pass({ what: 'again' })
  }
  opened.onmessage = ({ data }: MessageEvent<string>) => pass(JSON.parse(data) as LiveEvent)
  // The browser's own reconnecting knows no back-off and gives up on an error answer, so we do it.
  opened.onerror = () => {
    closeStream()
    failures += 1
    const wait = Math.min(1000 * 2 ** (failures - 1), 30_000)
    retry = setTimeout(openStream, wait * (0.5 + Math.random() / 2))
    // Perhaps the session is over: asking anything tells.
    if (failures === 2) pass({ what: 'again' })
  }
}

function pass(event: Heard): void {
  tellTabs({ what: 'heard', event })
  tell(event)
}

function tell(event: Heard): void {
  for (const hear of hearers) hear(event)
}

/** A phone puts a tab to sleep together with the stream it holds. The tab in sight asks whether anybody listens, else takes over. */
let unanswered: ReturnType<typeof setTimeout> | undefined
let hiddenSince = 0

function sleepOrWake(): void {
  if (document.visibilityState === 'hidden') hiddenSince = Date.now()
  else if (Date.now() - hiddenSince > 10_000) wake()
}

function wake(): void {
  if (!wanted) return
  tell({ what: 'again' })
  if (releaseLock || !('locks' in navigator)) {
    if (!stream || stream.readyState === EventSource.CLOSED) openStream()
    return
  }
  tellTabs({ what: 'who listens' })
  clearTimeout(unanswered)
  unanswered = setTimeout(() => void queueForLock({ steal: true }), 2000)
}

document.addEventListener('visibilitychange', sleepOrWake)
addEventListener('pageshow', (event) => event.persisted && wake())
addEventListener('online', () => {
  if (releaseLock) openStream()
  wake()
})

hearTabs((told) => {
  if (told.what === 'heard') tell(told.event)
  if (told.what === 'who listens' && releaseLock) tellTabs({ what: 'I listen' })
  if (told.what === 'I listen') clearTimeout(unanswered)
})
