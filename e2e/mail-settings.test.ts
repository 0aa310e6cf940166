import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { soon } from './eyes.ts'
import { axeFinds, focusFindings, frameFindings, sidewaysParts, smallTargets } from './for-everyone.ts'
import { phone, test } from './test.ts'

async function findings(page: Page, language: 'nl' | 'en'): Promise<string[]> {
  return [
    ...(await frameFindings(page, { language, secret: /Noor|Tom/ })),
    ...(await axeFinds(page)),
    ...(await sidewaysParts(page)),
    ...(await focusFindings(page)),
    ...(await smallTargets(page)),
  ]
}

test('CNV-8 how often mail comes is kept, and followed: whoever wants it daily gets none at once, whoever wants it at once does', async ({
  browsers,
  as,
  room,
}) => {
  const [eva, tom, daan] = await as('Eva', 'Tom', 'Daan')
  const page = await browsers.of(tom, '/settings')
  const daily = page.getByRole('radio', { name: /^Every day At 08:00/ })
  expect(await page.getByRole('radio', { name: /^At once/ }).isChecked()).toBe(true)
  await daily.check()
  await page.getByText('Saved.').waitFor()
  expect(await daily.evaluate((element) => element === document.activeElement)).toBe(true)
  await page.reload()
  await daily.waitFor()
  expect(await daily.isChecked()).toBe(true)
  expect(await findings(page, 'en')).toEqual([])
  await page.close()
  room.clock.moveOn(4 * 60_000)
  await eva.start('Tom', { text: 'Read this today' })
  await daan.start('Noor', { text: 'Read this now' })
  await room.running.house.outbox.work(room.practice)
  const { letters } = await eva.ask('listDemoMail')
  expect(letters.map(({ to }) => to)).toEqual(['noor@linde.example'])
})

test('quiet hours: switched on with usual times, changed, refused at the field when they are none, kept, switched off', async ({
  browsers,
  as,
}) => {
  const [noor] = await as('Noor')
  const kept = async () => (await noor.ask('seeMe')).quietHours
  const page = await browsers.of(noor, '/settings', { language: 'nl', viewport: phone })
  const quiet = page.getByRole('checkbox', { name: 'Geen mail tijdens mijn stille uren' })
  const [from, until] = [page.getByLabel('Van', { exact: true }), page.getByLabel('Tot', { exact: true })]
  await quiet.check()
  await soon(kept).toEqual({ from: '22:00', until: '07:00' })
  await page.getByText('volgens de klok van de praktijk: Europe/Amsterdam').waitFor()
  await from.fill('21:30')
  await soon(kept).toEqual({ from: '21:30', until: '07:00' })
  expect(await from.evaluate((element) => element === document.activeElement)).toBe(true)
  await until.fill('')
  await page.getByText('Vul een tijd in').waitFor()
  expect(await until.getAttribute('aria-describedby')).toBe('quiet-until-error')
  await until.fill('21:30')
  await page.getByText('Kies een andere tijd').waitFor()
  expect(await findings(page, 'nl')).toEqual([])
  expect(await kept()).toEqual({ from: '21:30', until: '07:00' })
  await until.fill('06:15')
  await soon(kept).toEqual({ from: '21:30', until: '06:15' })
  await page.reload()
  await until.waitFor()
  expect(await until.inputValue()).toBe('06:15')
  await quiet.uncheck()
  await soon(kept).toBeNull()
})

test('what could not be saved says so where it was chosen, and what holds stands there again', async ({
  browsers,
  as,
}) => {
  const [noor] = await as('Noor')
  const page = await browsers.of(noor, '/settings')
  const never = page.getByRole('radio', { name: /^Never/ })
  await page.route('**/api/me/settings', (route) => route.abort(), { times: 1 })
  await never.click()
  const group = page.getByRole('group', { name: 'Mail about new messages' })
  await group.getByText('Not saved. We cannot reach this site right now.').waitFor()
  expect(await never.isChecked()).toBe(false)
  expect(await group.getAttribute('aria-describedby')).toBe('mails-hint mails-error')
  await never.click()
  await page.getByText('Saved.').waitFor()
  expect(await group.getByText('Not saved.').count()).toBe(0)
  expect((await noor.ask('seeMe')).mails).toBe('never')
})
