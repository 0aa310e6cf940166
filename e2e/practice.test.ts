import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { heading, soon } from './eyes.ts'
import { desktop, phone, test } from './test.ts'

test('PLT-2 REG-1 the application manager opens signing up, somebody does on a phone, the secretary lets them in, and a letter goes out', async ({
  browsers,
  as,
  room,
}) => {
  const [karim, sanne] = await as('Karim', 'Sanne')
  const his = await browsers.of(karim, '/configuration', { viewport: desktop })
  const group = his.getByRole('region', { name: 'Signing up by oneself' })
  await group.getByLabel('Both: they choose').check()
  await group.getByLabel('Words above the form').fill('Welcome. Tell us who you are.')
  await group.getByRole('button', { name: 'Save' }).click()
  await his.getByRole('status').getByText('Saved').waitFor()
  const minutes = his.getByRole('region', { name: 'Signing in' })
  await minutes.getByLabel('Minutes until').fill('3')
  await minutes.getByRole('button', { name: 'Save' }).click()
  await soon(() => minutes.getByRole('heading', { level: 2 }).count()).toBe(2)

  await signUp(await browsers.door({ viewport: phone }))

  const hers = await browsers.of(sanne, '/', { viewport: desktop })
  await hers.getByRole('link', { name: 'Registrations' }).click()
  await hers.getByText('jo@elsewhere.example · Born 31-12-1990').waitFor()
  await hers.getByRole('button', { name: 'Let in Jo Waard' }).click()
  await hers.getByRole('heading', { name: 'Nobody is waiting' }).waitFor()
  const letters = await room.query<{ kind: string }>(
    `select o.kind from room.outbox o join room.account a on a.id = o.account and a.kind = 'client'`,
  )
  expect(letters).toEqual([{ kind: 'welcome' }])
})

/** Somebody signs up by themselves, with a mistake first. */
async function signUp(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Create an account' }).click()
  await soon(() => heading(page).textContent()).toBe('Create an account')
  await page.getByText('Welcome. Tell us who you are.').waitFor()
  await page.getByLabel('First name').fill('Jo')
  await page.getByLabel('Last name').fill('Waard')
  await page.getByLabel('Date of birth').fill('soon')
  await page.getByLabel('E-mail address').fill('jo@elsewhere.example')
  await page.getByRole('button', { name: 'Create an account' }).click()
  await page.getByRole('link', { name: 'Write your date of birth as day-month-year' }).waitFor()
  await page.getByLabel('Date of birth').fill('31-12-1990')
  await page.getByRole('button', { name: 'Create an account' }).click()
  await soon(() => heading(page).textContent()).toBe('We have it')
}
