import { computed, effect } from '@preact/signals'
import { ask } from './api.ts'
import { session } from './session.ts'

/** Online means: a tab in sight in which something was touched. The server keeps a sign of life for three minutes. */

const somebody = computed(() => session.value.who === 'somebody')
const every = 60_000
let toldAt = Number.NEGATIVE_INFINITY

export function startPresence(): void {
  for (const kind of ['pointerdown', 'keydown', 'wheel', 'touchstart']) {
    addEventListener(kind, tell, { passive: true, capture: true })
  }
  // Signing in is a touch too.
  effect(() => {
    toldAt = Number.NEGATIVE_INFINITY
    if (somebody.value) tell()
  })
}

function tell(): void {
  if (session.peek().who !== 'somebody' || document.visibilityState !== 'visible') return
  if (performance.now() - toldAt < every) return
  toldAt = performance.now()
  // Nobody is told when it fails: the next touch tries again.
  ask('beHere').catch(() => {})
}
