import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { heading, soon } from './eyes.ts'
import { phone, test } from './test.ts'

async function fill(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [label, words] of Object.entries(fields)) await page.getByLabel(label).fill(words)
}

const seat = { language: 'nl', viewport: phone } as const

/** The button of the duplicate address: whose it is in one's own caseload, and back to the form. */
async function seekIt(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Zoek dit adres bij je cliënten/ }).click()
  await page.getByRole('link', { name: 'Noor Bakker' }).waitFor()
  expect(await page.getByLabel('Zoek cliënten').inputValue()).toBe('NOOR@linde.example')
  expect(await page.getByLabel('Account').inputValue()).toBe('both')
  await page.goBack()
}

test('a therapist adds a client on a phone: an error first, a reload in between, and what was typed stays', async ({
  browsers,
  room,
}) => {
  const page = await browsers.as('Daan', seat)
  const send = () => page.getByRole('button', { name: 'Voeg cliënt toe' }).click()
  await page.getByRole('link', { name: 'Cliënten', exact: true }).click()
  await page.getByRole('link', { name: 'Noor Bakker' }).waitFor()
  await send()
  await heading(page).getByText('Voeg cliënt toe').waitFor()
  await fill(page, { Achternaam: 'Wit', 'Tussenvoegsel (hoeft niet)': 'de' })
  await send()
  const missing = page.getByRole('region', { name: 'Er ontbreken nog 4 dingen' })
  await soon(() => missing.evaluate((element) => element === document.activeElement)).toBe(true)
  await page.reload()
  await soon(() => page.getByLabel('Achternaam').inputValue()).toBe('Wit')
  await page.getByRole('radio', { name: 'Vrouw' }).check()
  await fill(page, { Voornaam: 'Zoë', Geboortedatum: '31-02-1990', 'E-mailadres': 'NOOR@linde.example' })
  await send()
  await page.getByRole('link', { name: /Deze dag bestaat niet/ }).waitFor()
  await fill(page, { Geboortedatum: '17-05-1990' })
  await send()
  await page.getByRole('heading', { name: 'Dit e-mailadres heeft al een account' }).waitFor()
  expect(await page.getByRole('link', { name: /^Mail de servicedesk/ }).getAttribute('href')).toBe(
    'mailto:servicedesk@linde.example',
  )
  await seekIt(page)
  await fill(page, { 'E-mailadres': 'zoe@linde.example' })
  await send()
  await heading(page).getByText('Zoë de Wit').waitFor()
  await page.getByText('17-05-1990').waitFor()
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0)
  expect(await room.query(`select kind from room.outbox where kind = 'welcome'`)).toHaveLength(1)
})

test('a therapist deactivates a client, who is out at once, and finds them again under ‘Actief & inactief’', async ({
  browsers,
  room,
  as,
}) => {
  const [noor] = await as('Noor')
  const page = await browsers.as('Daan', seat)
  await page.goto(`/clients/${room.ids.Noor}/details`)
  await page.getByRole('button', { name: 'Deactiveer account' }).click()
  await page.getByText('wordt overal meteen uitgelogd').waitFor()
  await page
    .getByRole('region', { name: 'Dit account deactiveren?' })
    .getByRole('button', { name: 'Deactiveer account' })
    .click()
  await page.getByRole('status').getByText('Account gedeactiveerd.').waitFor()
  expect((await noor.try('seeMe')).status).toBe(401)
  await page.getByRole('link', { name: 'Alle cliënten' }).click()
  await page.getByLabel('Zoek cliënten').fill('bakker')
  await page.getByRole('button', { name: 'Zoek', exact: true }).click()
  await page.getByRole('heading', { name: 'Niemand gevonden' }).waitFor()
  await page.getByRole('button', { name: 'Zoek bij ‘Actief & inactief’' }).click()
  await page.getByRole('link', { name: 'Noor Bakker' }).click()
  await page.getByRole('link', { name: 'Gegevens' }).click()
  await page.getByRole('button', { name: 'Activeer account weer' }).click()
  await page.getByRole('button', { name: 'Deactiveer account' }).waitFor()
})
