import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { heading } from './eyes.ts'
import { axeFinds, focusFindings, frameFindings, sidewaysParts, smallTargets } from './for-everyone.ts'
import { phone, test } from './test.ts'

const secret = /SECRET|Noor|Bakker/

async function findings(page: Page, language: 'nl' | 'en'): Promise<string[]> {
  return [
    ...(await frameFindings(page, { language, secret })),
    ...(await axeFinds(page)),
    ...(await sidewaysParts(page)),
    ...(await focusFindings(page)),
    ...(await smallTargets(page)),
  ]
}

test('Noor writes to Daan, who is away: his letter stands on the demo’s page, with a link and without a word of hers', async ({
  browsers,
  as,
  room,
}) => {
  const [noor] = await as('Noor')
  const page = await browsers.door({ language: 'nl', viewport: phone })
  await page.getByRole('link', { name: 'Bekijk de mail van de demo' }).click()
  await page.getByRole('heading', { name: 'Nog geen mail' }).waitFor()
  await page.getByText('Stuur een bericht aan iemand die niet online is.').waitFor()
  expect(await findings(page, 'nl')).toEqual([])
  await noor.start('Daan', { subject: 'SECRET subject', text: 'SECRET words' })
  await room.running.house.outbox.work(room.practice)
  // As when one comes back from another tab.
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  const letter = page.getByRole('article', { name: 'Er staat een bericht voor je klaar' })
  await letter.getByText('Aan daan@linde.example').waitFor()
  await letter.getByText('Dag Daan,').waitFor()
  expect(await page.content()).not.toMatch(secret)
  expect(await findings(page, 'nl')).toEqual([])
  await letter.getByRole('link', { name: `${room.address}/conversations` }).click()
  await heading(page).getByText('Inloggen').waitFor()
  expect(page.url()).toBe(`${room.address}/conversations`)
})

test('“Look again” tells what is new, newest first, in English beside Dutch letters; the settings lead there', async ({
  browsers,
  as,
  room,
}) => {
  const [eva, daan] = await as('Eva', 'Daan')
  await room.query('delete from room.mail_notice')
  const page = await browsers.of(eva, '/settings')
  await page.getByRole('link', { name: 'Look at the mail of the demo' }).click()
  await heading(page).getByText('Mail of the demo').waitFor()
  await page.getByRole('button', { name: 'Look again' }).click()
  await page.getByText('Nothing new.').waitFor()
  const before = await page.getByRole('article').count()
  await eva.start('Tom')
  await room.running.house.outbox.work(room.practice)
  await daan.start('Noor')
  await room.running.house.outbox.work(room.practice)
  await page.getByRole('button', { name: 'Look again' }).click()
  await page.getByText('2 new mails').waitFor()
  expect(await page.getByRole('article').count()).toBe(before + 2)
  const newest = page.getByRole('article').first()
  await newest.getByText('To noor@linde.example').waitFor()
  expect(await newest.getByText('Dag Noor,').evaluate((words) => words.closest('[lang]')?.getAttribute('lang'))).toBe(
    'nl',
  )
  await page.getByRole('article', { name: 'There is a message for you' }).getByText('Hello Tom,').waitFor()
  expect(await findings(page, 'en')).toEqual([])
})
