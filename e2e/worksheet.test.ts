import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { heading, soon } from './eyes.ts'
import { phone, test } from './test.ts'

const words = 'Ik lag wakker, en dacht aan morgen.'

test('a therapist prepares a worksheet from an example; on a phone the client fills it in without a network for a while and sends it; the therapist answers in five clicks; the client reads it and is done', async ({
  browsers,
  room,
}) => {
  const daan = await prepare(await browsers.as('Daan', { language: 'nl' }), room.ids.Noor)
  const noor = await browsers.as('Noor', { language: 'nl', viewport: phone })
  await noor.getByRole('region', { name: 'Taken' }).getByRole('link', { name: 'Een moeilijk moment' }).click()
  await heading(noor).getByText('Een moeilijk moment').waitFor()
  await answerWithoutNetwork(noor, noor.getByLabel('Wat gebeurde er?'))
  await noor.getByRole('radio', { name: '7' }).check()
  await noor.getByText('Daan leest dan je antwoorden').waitFor()
  await noor.getByRole('button', { name: 'Verstuur' }).click()
  await noor.getByText(/^Verstuurd: Vandaag/).waitFor()

  await daan.goto('/')
  const menu = daan.getByRole('navigation', { name: 'Hoofdmenu' })
  await menu.getByRole('link', { name: /^Taken\s*1/ }).click()
  await daan.getByRole('link', { name: 'Noor Bakker stuurde antwoorden' }).click()
  await daan.getByText(words).waitFor()
  await daan.getByLabel('Jouw reactie').fill('Wat hielp je toen?')
  await daan.getByRole('button', { name: 'Verstuur reactie' }).click()
  await daan.getByRole('heading', { name: /^Reactie van Daan Visser/ }).waitFor()
  await soon(() => menu.getByRole('link', { name: /^Taken/ }).innerText()).toBe('Taken')

  await noor.getByText('Wat hielp je toen?').waitFor()
  await noor.getByRole('button', { name: 'Ik ben klaar' }).click()
  await noor.getByText(/^Dit werkblad is klaar/).waitFor()
  expect(await noor.evaluate(() => sessionStorage.length)).toBe(0)
})

/** From an example; a reload in between loses nothing. */
async function prepare(daan: Page, client: string): Promise<Page> {
  await daan.goto(`/clients/${client}/worksheets`)
  await daan.getByRole('link', { name: 'Zet een werkblad klaar' }).click()
  await daan.getByRole('button', { name: 'Een moeilijk moment' }).click()
  await daan.reload()
  await soon(() => daan.getByLabel('Titel').inputValue()).toBe('Een moeilijk moment')
  await daan.getByRole('button', { name: 'Zet klaar', exact: true }).click()
  await daan.getByRole('link', { name: 'Een moeilijk moment' }).waitFor()
  return daan
}

async function answerWithoutNetwork(noor: Page, field: Locator): Promise<void> {
  await noor.context().setOffline(true)
  await field.fill(words)
  await noor.getByText(/^Nog niet bewaard: er is geen verbinding/).waitFor()
  await noor.context().setOffline(false)
  await noor.getByText(/Alleen jij ziet dit nog/).waitFor()
  await noor.reload()
  await soon(() => field.inputValue()).toBe(words)
}
