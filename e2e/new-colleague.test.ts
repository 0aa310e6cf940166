import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { heading } from './eyes.ts'
import { test } from './test.ts'

test('ORD-7 ACC-12 ORD-5 a new colleague: the application manager adds Sterre, who is welcomed by mail, found by her last name, and written to from her profile', async ({
  browsers,
  as,
  room,
}) => {
  const [karim] = await as('Karim')
  const page = await browsers.of(karim, '/')
  await page.getByRole('link', { name: 'Professionals' }).click()
  await page.getByRole('link', { name: 'Add professional' }).click()
  await heading(page).getByText('Add professional').waitFor()
  await page.getByRole('button', { name: 'Add professional' }).click()
  await page.getByRole('link', { name: 'Write the first name' }).waitFor()
  await fillIn(page)
  await page.getByRole('button', { name: 'Add professional' }).click()
  await page.getByText('There is an account with this address already').first().waitFor()
  await page.getByRole('link', { name: 'Look among ‘Active & inactive’' }).waitFor()
  await page.getByLabel('E-mail address').fill('sterre@linde.example')
  await page.getByRole('button', { name: 'Add professional' }).click()
  await page.getByText('Ask the service desk for more: servicedesk@linde.example, 020 123 45 67.').waitFor()
  await room.query(`insert into room.setting (name, value) values ('professionalLimit', '6')`)
  await page.getByRole('button', { name: 'Add professional' }).click()
  await heading(page).getByText("Sterre in 't Veld").waitFor()
  await page.getByRole('status').getByText('The welcome mail is on its way.').waitFor()
  await page.getByText('No password has been chosen yet.').waitFor()
  await room.running.house.outbox.work(room.practice)
  await page.goto('/demo/mail')
  await page.getByText('To sterre@linde.example').waitFor()
  await page.getByRole('link', { name: 'Professionals' }).click()
  await page.getByLabel('Name').fill('vel')
  await page.getByLabel('Group').selectOption({ label: 'Secretary' })
  await page.getByRole('link', { name: 'Sanne de Wit' }).waitFor({ state: 'detached' })
  await page.getByRole('link', { name: "Sterre in 't Veld" }).click()
  await page.getByText('Psychologist. I answer').waitFor()
  await page.getByRole('button', { name: 'Start conversation' }).click()
  await heading(page).getByText('Start conversation').waitFor()
  expect(await page.getByRole('radio', { name: "Sterre in 't Veld" }).isChecked()).toBe(true)
  await page.getByLabel('Message').fill('Welcome!')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByRole('log').getByText('Welcome!').waitFor()
})

/** As the application manager types it, with an address that Ruth has. */
async function fillIn(page: Page): Promise<void> {
  await page.getByLabel('First name').fill('Sterre')
  await page.getByLabel('Infix').fill("in 't")
  await page.getByLabel('Last name').fill('Veld')
  await page.getByLabel('E-mail address').fill('ruth@linde.example')
  await page.getByLabel('Description').fill('Psychologist. I answer on Tuesday and Thursday.')
  await page.getByLabel('Therapist').check()
  await page.getByLabel('Secretary').check()
}
