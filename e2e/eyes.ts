import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** What the eyes of a test look at, and how long they wait for it. */

/** Looks again until it is so: `await soon(() => page.title()).toBe('Home – De Linde')`. */
export function soon<T>(look: () => T | Promise<T>) {
  return expect.poll(look, { timeout: 15_000, interval: 50 })
}

/** The item of the main menu that leads to the conversations, with its count of unread messages. */
export function menuItem(page: Page): Locator {
  return page
    .getByRole('navigation', { name: /^(Main menu|Hoofdmenu)$/ })
    .getByRole('link', { name: /^(Conversations|Gesprekken|Contact)/ })
}

/** Its words, count included: `Conversations 2 unread messages`. */
export async function menuSays(page: Page): Promise<string> {
  return ((await menuItem(page).textContent()) ?? '').replaceAll(/\s+/g, ' ').trim()
}

/** The page's one heading of the first level. */
export function heading(page: Page): Locator {
  return page.getByRole('heading', { level: 1 })
}

/** The messages of the open conversation. */
export function messages(page: Page): Locator {
  return page.getByRole('log').getByRole('article')
}

/** Writes in the reply field and sends with the button. */
export async function reply(page: Page, text: string): Promise<void> {
  await page.getByLabel(/^(Message|Bericht)$/).fill(text)
  await page.getByRole('button', { name: /^(Send|Verstuur)$/ }).click()
}

/** Whether all of it lies inside the window, and nothing over it. */
export async function isInSight(found: Locator): Promise<boolean> {
  return await found.evaluate((element) => {
    const { top, bottom, left, right } = element.getBoundingClientRect()
    if (top < 0 || left < 0 || bottom > innerHeight + 0.5 || right > innerWidth + 0.5) return false
    const over = [top + 1, bottom - 1].map((y) => document.elementFromPoint((left + right) / 2, y))
    return over.every((one) => element.contains(one))
  })
}
