import { hearTabs, tellTabs } from './tabs.ts'

/**
 * When somebody last touched this browser's tabs, ms since 1970. What a page asks long after is asked by itself (a refresh after something
 * happened elsewhere): the server is told so, and does not take it for a sign of its person.
 */
let touchedAt = Date.now()
let elsewhereAt = 0
let toldAt = 0

/** How long after a touch what is asked is still the person's doing, ms. */
const ownFor = 60_000
/** The other tabs hear of it so often at most, ms. */
const tellEvery = 10_000

export function touch(): void {
  touchedAt = Date.now()
  if (touchedAt - toldAt < tellEvery) return
  toldAt = touchedAt
  tellTabs({ what: 'touched' })
}

export function lastTouch(): number {
  return touchedAt
}

/** The same, in another tab of this browser. */
export function lastTouchElsewhere(): number {
  return elsewhereAt
}

export function isByItself(): boolean {
  return Date.now() - touchedAt > ownFor
}

for (const kind of ['pointerdown', 'keydown', 'wheel', 'touchstart']) {
  addEventListener(kind, touch, { passive: true, capture: true })
}
hearTabs(({ what }) => {
  if (what !== 'touched') return
  elsewhereAt = Date.now()
  touchedAt = elsewhereAt
})
