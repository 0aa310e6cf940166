import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { cast } from '../people/cast.ts'
import { castPassword } from '../people/room.ts'
import { heading, messages, soon } from './eyes.ts'
import { lookAtFocus } from './for-everyone.ts'
import { test } from './test.ts'

const isFocused = (found: Locator) => found.evaluate((element) => element === document.activeElement)

/** Presses Tab until this has the focus, which must show at every step on the way. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await target.waitFor()
  for (let steps = 0; steps < 60; steps += 1) {
    await page.keyboard.press(key)
    const here = await page.evaluate(lookAtFocus)
    if (here) expect(here.finding).toBe('')
    if (await isFocused(target)) return
  }
  throw new Error(`Tab never comes to ${target.toString()}`)
}

/** To a field, and types in it. */
async function type(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field)
  await page.keyboard.type(text)
}

async function signInByKeys(page: Page): Promise<void> {
  await type(page, page.getByLabel('E-mail address'), cast.Noor.address)
  await type(page, page.getByLabel('Password', { exact: true }), castPassword)
  await page.keyboard.press('Enter')
  await page.getByRole('navigation', { name: 'Main menu' }).waitFor()
}

test('without a mouse: sign in, start a conversation, send, and send once more', async ({ browsers, as }) => {
  const [daan] = await as('Daan')
  const page = await browsers.door()
  await signInByKeys(page)
  // After each page reading starts at its heading.
  await soon(() => isFocused(heading(page))).toBe(true)
  await tabTo(page, page.getByRole('button', { name: 'Start conversation' }))
  await page.keyboard.press('Enter')
  await soon(() => isFocused(heading(page))).toBe(true)
  await tabTo(page, page.getByRole('radio').first())
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  expect(await page.getByRole('radio', { name: /Daan Visser/ }).isChecked()).toBe(true)
  await type(page, page.getByLabel('Subject'), 'By keys')
  await type(page, page.getByRole('textbox', { name: 'Message' }), 'No mouse today')
  await tabTo(page, page.getByRole('button', { name: 'Send' }))
  await page.keyboard.press('Enter')
  await heading(page).getByText('By keys').waitFor()
  await type(page, page.getByRole('textbox', { name: 'Message' }), 'And more')
  await page.keyboard.press('Control+Enter')
  await soon(() => messages(page).count()).toBe(2)
  expect(await isFocused(page.getByRole('textbox', { name: 'Message' }))).toBe(true)
  const [line] = (await daan.ask('listConversations')).conversations
  await soon(() => daan.reads(line!.id)).toEqual(['No mouse today', 'And more'])
})

test('without a mouse: open what is unread, reply, go back, change a setting, sign out', async ({ browsers, as }) => {
  const [daan] = await as('Daan')
  const conversation = await daan.start('Noor', { text: 'A question' })
  const page = await browsers.door()
  await signInByKeys(page)
  await tabTo(page, page.getByRole('link', { name: 'Read the message' }))
  await page.keyboard.press('Enter')
  await type(page, page.getByRole('textbox', { name: 'Message' }), 'An answer')
  await tabTo(page, page.getByRole('button', { name: 'Send' }))
  await page.keyboard.press('Space')
  await soon(() => daan.reads(conversation)).toEqual(['A question', 'An answer'])
  await tabTo(page, page.getByRole('link', { name: 'De Linde' }), 'Shift+Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Nothing unread' }).waitFor()
  await tabTo(page, page.getByRole('link', { name: /Your profile/ }), 'Shift+Tab')
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('radio', { name: 'As my device' }))
  await page.keyboard.press('ArrowDown')
  await page.getByRole('status').getByText('Saved.').waitFor()
  expect(await page.getByRole('radio', { name: 'Light', exact: true }).isChecked()).toBe(true)
  await tabTo(page, page.getByRole('button', { name: 'Sign out' }))
  await page.keyboard.press('Enter')
  await page.getByText('You are signed out.').waitFor()
  await soon(() => isFocused(heading(page))).toBe(true)
})

test('the first stop leads past what stands on every page; the help unfolds and folds; nothing holds the focus', async ({
  browsers,
  as,
}) => {
  const [noor] = await as('Noor')
  const page = await browsers.of(noor, '/settings', { language: 'nl' })
  await heading(page).waitFor()
  await page.keyboard.press('Tab')
  expect(await isFocused(page.getByRole('link', { name: 'Naar de inhoud' }))).toBe(true)
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('radio', { name: 'Nederlands' }))
  const help = page.locator('summary')
  await tabTo(page, help, 'Shift+Tab')
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('link', { name: /^112/ }))
  await tabTo(page, help, 'Shift+Tab')
  await page.keyboard.press('Space')
  await soon(() => page.getByRole('link', { name: /^112/ }).isVisible()).toBe(false)
  await tabTo(page, page.getByRole('link', { name: 'Snel weg' }))
})
