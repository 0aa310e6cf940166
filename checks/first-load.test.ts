import type { CDPSession, Page } from 'playwright-core'
import { expect, inject } from 'vitest'
import { test } from '../e2e/test.ts'
import { firstLoadBytes } from '../web/build.ts'

/** The budget of the conversation screen's first load, JavaScript and CSS, brotli, in bytes. */
const budget = 60_000

test('the first load of a conversation is at most 60 kB of script and style, as built and as a browser gets it', async ({
  browsers,
  as,
}) => {
  const [noor] = await as('Noor')
  const conversation = await noor.start('Daan', { text: 'Weighed' })
  const built = await firstLoadBytes(inject('webFolder'))
  const measured: number[] = []
  for (const language of ['en', 'nl'] as const) {
    const page = await browsers.of(noor, 'about:blank', { language })
    const weigh = await weighing(page)
    await page.goto(`/conversations/${conversation}`)
    await page.getByRole('log').getByText('Weighed').waitFor()
    await page.waitForLoadState('networkidle')
    measured.push(weigh())
  }
  console.log(
    `First load of a conversation: ${built} bytes as built, ${measured.join(' and ')} over the wire (en, nl).`,
  )
  expect(built).toBeLessThanOrEqual(budget)
  // The answers' headers come on top, no more than that; and what was built is really what came.
  expect(Math.max(...measured)).toBeLessThanOrEqual(budget)
  expect(Math.max(...measured)).toBeGreaterThanOrEqual(built)
})

/** Counts the bytes of scripts and styles that come to this page from now on, as they come over the wire. */
async function weighing(page: Page): Promise<() => number> {
  const wire: CDPSession = await page.context().newCDPSession(page)
  await wire.send('Network.enable')
  await wire.send('Network.setCacheDisabled', { cacheDisabled: true })
  const counted = new Set<string>()
  let bytes = 0
  wire.on('Network.responseReceived', ({ requestId, type, response }) => {
    if (type === 'Script' || type === 'Stylesheet') counted.add(requestId)
    if (counted.has(requestId) && response.headers['content-encoding'] !== 'br') bytes = Number.POSITIVE_INFINITY
  })
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (counted.has(requestId)) bytes += encodedDataLength
  })
  return () => bytes
}
