import { expect } from 'vitest'
import { soon } from './eyes.ts'
import { axeFinds } from './for-everyone.ts'
import { test } from './test.ts'

const minute = 60_000

test('some minutes before the end the page asks whether somebody is there; Escape stays, what was typed is kept, and without an answer the door comes', async ({
  browsers,
  as,
  room,
}) => {
  const [noor] = await as('Noor')
  const conversation = await noor.start('Daan', { text: 'Hello' })
  const page = await browsers.of(noor, `/conversations/${conversation}`, { language: 'en' })
  await page.clock.install()
  await page.reload()
  const field = page.getByRole('textbox', { name: 'Message' })
  await field.fill('Half a sentence')
  const dialog = page.getByRole('alertdialog', { name: 'Are you still there?' })
  const pass = async (minutes: number) => {
    room.clock.moveOn(minutes * minute)
    await page.clock.fastForward(minutes * minute)
  }
  await pass(50)
  expect(await dialog.count()).toBe(0)
  await pass(4)
  await dialog.getByText(/about 4 minutes/).waitFor()
  expect(await axeFinds(page)).toEqual([])
  expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true)
  const renewed = page.waitForResponse('**/api/presence')
  await page.keyboard.press('Escape')
  await renewed
  await soon(() => dialog.count()).toBe(0)
  expect(await field.inputValue()).toBe('Half a sentence')
  expect(await field.evaluate((element) => element === document.activeElement)).toBe(true)
  await pass(54)
  await dialog.getByRole('button', { name: 'Stay signed in' }).click()
  await soon(() => dialog.count()).toBe(0)
  // What the page asks by itself keeps nobody in.
  await pass(54)
  await dialog.waitFor()
  room.clock.moveOn(7 * minute)
  await page.clock.fastForward(5 * minute)
  await page.getByText('Sign in again. What you typed is kept in this tab.').waitFor()
})
