import { expect } from 'vitest'
import { allowOutside } from '../people/outside.ts'
import { outside as said } from '../web/text/outside.en.ts'
import { outsideLog } from '../web/text/outside-log.en.ts'
import { heading, soon } from './eyes.ts'
import { test } from './test.ts'

const why = 'I replace Daan, who is ill today, and Noor called about her plan.'

test('a therapist types why, finds a client of a colleague, reads the account for a while, and it closes by the clock', async ({
  browsers,
  room,
}) => {
  await allowOutside(room, { outside: 'read-only', temporaryAccess: true, temporaryAccessMinutes: 30 })
  const page = await browsers.as('Eva')
  await page.getByRole('link', { name: 'Clients', exact: true }).click()
  await page.getByRole('link', { name: said.others }).click()
  await page.getByText('The application manager reads it too').waitFor()
  await page.getByRole('button', { name: said.reason.send }).click()
  await page.getByRole('link', { name: said.reason.missing }).waitFor()
  await page.getByRole('button', { name: /^I replace a colleague/ }).click()
  await page.getByLabel(said.reason.field).fill(why)
  await page.getByRole('button', { name: said.reason.send }).click()
  await page.getByText(why).waitFor()
  await page.getByLabel(said.search.name).fill('bakker')
  await page.getByRole('button', { name: said.search.send }).click()
  await page.getByRole('link', { name: 'Noor Bakker' }).click()
  await page.getByRole('link', { name: 'Daan Visser' }).waitFor()
  await page.getByRole('button', { name: said.temporary.do }).click()
  const band = page.getByRole('region', { name: said.temporary.band })
  await band.getByText('You can only read.').waitFor()
  await heading(page).getByText('Noor Bakker').waitFor()
  await page.getByRole('link', { name: 'Details', exact: true }).click()
  await page.getByText('12-03-1994').waitFor()
  expect(await page.getByRole('link', { name: 'Change details' }).count()).toBe(0)
  room.clock.moveOn(30 * 60_000)
  await room.running.house.outbox.work(room.practice)
  await page.getByRole('heading', { name: said.temporary.over }).waitFor()
  await soon(() => page.getByText('Noor').count()).toBe(0)
  await soon(() => band.count()).toBe(0)

  const manager = await browsers.as('Karim')
  await manager.goto('/configuration/outside-log')
  await manager.getByText(outsideLog.action['temporary access begun']).waitFor()
  await manager.getByText(`‘${why}’`).first().waitFor()
  expect(await manager.getByText('Bakker').count()).toBe(0)
})
