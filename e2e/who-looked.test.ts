import { readFile } from 'node:fs/promises'
import { expect } from 'vitest'
import { heading, soon } from './eyes.ts'
import { phone, test } from './test.ts'

test('PRF-7 Daan opens Noor’s account; Noor reads it on her phone in words, filters, and saves the list', async ({
  browsers,
  as,
  room,
}) => {
  const [noor, daan, eva] = await as('Noor', 'Daan', 'Eva')
  await eva.try('seeClient', { where: { id: room.ids.Noor } })
  const his = await browsers.of(daan, `/clients/${room.ids.Noor}`)
  await his.getByRole('heading', { level: 1, name: 'Noor Bakker' }).waitFor()
  await his.getByRole('link', { name: 'Contact history' }).click()
  await his.getByText('Looked at the details').first().waitFor()

  const page = await browsers.of(noor, '/', { language: 'nl', viewport: phone })
  await page.getByRole('link', { name: 'Wie keek in mijn dossier' }).click()
  await soon(() => heading(page).textContent()).toBe('Wie keek in mijn dossier')
  await page.getByText(/In de laatste 30 dagen keek 1 persoon/).waitFor()
  const rows = page.getByRole('main').getByRole('listitem')
  const ofDaan = rows.filter({ hasText: 'Daan Visser, behandelaar' })
  await ofDaan.filter({ hasText: 'Dit mag, want Daan behandelt je.' }).first().waitFor()
  const ofEva = rows.filter({ hasText: 'Eva Smit' })
  await ofEva.getByText('Dit is geweigerd.').waitFor()

  await page.getByLabel('Wie').selectOption({ label: 'Daan Visser' })
  await soon(() => ofEva.count()).toBe(0)
  expect(await ofDaan.count()).toBeGreaterThan(0)

  const waiting = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Bewaar als tabel (CSV)' }).click()
  const saved = await readFile(await (await waiting).path(), 'utf8')
  expect(saved).toMatch(/^\ufeff"Dag","Eerste keer"/)
  expect(saved).toContain('"Daan Visser","behandelaar","Bekeek de gegevens')
})
