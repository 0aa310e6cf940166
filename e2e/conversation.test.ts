import { expect } from 'vitest'
import { phone, test } from './test.ts'

test('two browsers, one conversation: a client on a phone and a therapist at a desk write to each other', async ({
  browsers,
}) => {
  const noor = await browsers.as('Noor', { viewport: phone })
  const daan = await browsers.as('Daan')
  await noor.getByRole('button', { name: 'Start conversation' }).click()
  await noor.getByRole('radio', { name: /Daan Visser/ }).check()
  await noor.getByLabel('Subject').fill('Sleep')
  await noor.getByLabel('Message').fill('I slept five hours.')
  await noor.getByRole('button', { name: 'Send' }).click()
  // Daan sits at home: the panel fills by itself, without reloading.
  await daan.getByRole('link', { name: /Sleep/ }).click()
  await daan.getByRole('log').getByText('I slept five hours.').waitFor()
  await daan.getByLabel('Message').fill('That is more than last week.')
  await daan.getByLabel('Message').press('Control+Enter')
  await noor.getByRole('log').getByText('That is more than last week.').waitFor()
  expect(await noor.getByRole('log').getByRole('article').count()).toBe(2)
})
