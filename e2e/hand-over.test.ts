import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { guidedTool } from '../checks/trials/relations.ts'
import { figure } from '../people/figure.ts'
import { heading } from './eyes.ts'
import { test } from './test.ts'

/** Counts what a hand does: each press, and each choice from a list. */
function hand(page: Page) {
  let clicks = 0
  return {
    press: async (name: string, role: 'button' | 'link' = 'button') => {
      clicks += 1
      await page.getByRole(role, { name, exact: true }).click()
    },
    choose: async (label: string, option: string) => {
      clicks += 1
      await page.getByLabel(label).selectOption({ label: option })
    },
    count: () => clicks,
  }
}

/** The clicks of a hand-over to Eva; gives back how many. */
async function handOver(page: Page): Promise<number> {
  const { press, choose, count } = hand(page)
  await press('Hand over', 'link')
  await choose('Who takes over?', 'Eva Smit')
  await press('Next')
  expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(6)
  await press('Next')
  await press('Next')
  expect(await page.getByLabel('Your message').inputValue()).toContain('Eva Smit takes over')
  await press('Next')
  await page.getByText('6 with support from your colleague').waitFor()
  await press('Hand over now')
  await page.getByText('Done. Eva Smit has taken over.').waitFor()
  return count()
}

test('TRF-1 a therapist hands a client with six tools over in one go; an open tab of hers is cleared', async ({
  as,
  browsers,
  room,
}) => {
  const [daan] = await as('Daan')
  const { ids } = room
  const tools = await Promise.all(Array.from({ length: 6 }, () => guidedTool(room, ids.Noor, ids.Daan)))
  await daan.start('Noor', { text: 'See you on Monday', subject: 'Sleep' })
  const page = await browsers.of(daan, `/clients/${room.ids.Noor}/professionals`)
  const tab = await page.context().newPage()
  await tab.goto(`/clients/${room.ids.Noor}`)
  await heading(tab).getByText('Noor Bakker').waitFor()
  await page.getByText('guides 6 tools').waitFor()

  const began = Date.now()
  const clicks = await handOver(page)
  const lost = Date.now()
  await tab.getByText('You cannot open this. It may be gone, or not be yours.').waitFor()
  figure(
    'T9',
    `an open tab of a file that was handed over is cleared ${Date.now() - lost} ms after it was said to be done`,
  )
  figure(
    'TRF-1',
    `a client with six tools handed over by script: ${clicks} clicks, ${Math.round((lost - began) / 1000)} s`,
  )
  expect(clicks).toBeLessThanOrEqual(8)
  expect(await room.query('select distinct guided_by from room.tool where id = any ($1)', [tools])).toEqual([
    { guided_by: room.ids.Eva },
  ])
})

test('relating, moving tools and breaking off on the page itself, and what the last one is told', async ({
  as,
  browsers,
  room,
}) => {
  const [eva] = await as('Eva')
  await guidedTool(room, room.ids.Tom, room.ids.Eva)
  const page = await browsers.of(eva, `/clients/${room.ids.Tom}/professionals`)
  await page.getByRole('button', { name: 'Relate therapist' }).click()
  await page.getByRole('button', { name: 'Relate', exact: true }).click()
  await page.getByRole('link', { name: 'Choose somebody' }).waitFor()
  await page.getByLabel('Colleague').selectOption({ label: 'Daan Visser' })
  await page.getByRole('button', { name: 'Relate', exact: true }).click()
  await page.getByText('Therapist, guides no tools. Since').waitFor()
  await page.getByRole('button', { name: 'Manage relation: Eva Smit' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('heading', { name: 'Manage relation' }).waitFor()
  expect(await dialog.getByRole('checkbox', { checked: true }).count()).toBe(1)
  await dialog.getByRole('button', { name: 'Transfer tools to therapist' }).click()
  await page.getByText('Therapist, guides 1 tool. Since').waitFor()
  await page.getByRole('button', { name: 'Manage relation: Eva Smit' }).click()
  await dialog.getByRole('button', { name: 'break relation' }).click()
  await dialog.getByRole('heading', { name: 'Break the relation of Eva Smit?' }).waitFor()
  await dialog.getByRole('button', { name: 'Yes, break relation' }).click()
  await heading(page).getByText('Clients', { exact: true }).waitFor()
  await page.getByText('Relation broken.').waitFor()
})
