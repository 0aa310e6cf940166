import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { reason, setAsking } from '../checks/trials/requests.ts'
import { heading } from './eyes.ts'
import { phone, test } from './test.ts'

/** The secretary asks a client for a colleague, under 'Professionals'. */
async function askFor(page: Page, colleague: string): Promise<void> {
  await page.getByRole('button', { name: 'Request therapist relation' }).click()
  const send = page.getByRole('button', { name: 'Send relate request to client' })
  await send.click()
  await page.getByRole('link', { name: 'Choose a colleague first.' }).waitFor()
  await page.getByLabel('Colleague').selectOption({ label: colleague })
  await page.getByLabel('Why').fill(reason)
  await send.click()
  await page.getByRole('region', { name: 'Pending relation requests' }).getByText(colleague).waitFor()
}

test('the secretary asks, the client reads on a phone what it is about and says yes, and the therapist’s caseload shows them without reloading', async ({
  browsers,
  room,
  as,
}) => {
  await setAsking(room, { relateRequests: true })
  const [sanne, noor, eva] = await as('Sanne', 'Noor', 'Eva')
  const [office, mobile, desk] = await Promise.all([
    browsers.of(sanne, `/clients/${room.ids.Noor}/professionals`),
    browsers.of(noor, '/', { language: 'nl', viewport: phone }),
    browsers.of(eva, '/clients'),
  ])
  await desk.getByRole('link', { name: 'Tom Hughes' }).waitFor()
  await mobile.getByRole('heading', { level: 1 }).waitFor()
  await askFor(office, 'Eva Smit')
  // On the client's home page at once, without reloading.
  await mobile.getByRole('link', { name: 'Bekijk de vraag' }).click()
  await heading(mobile).getByText('Een vraag aan jou').waitFor()
  await mobile.getByText(reason).waitFor()
  await mobile.getByText('Antwoorden die je nog niet verstuurd hebt.').waitFor()
  expect(await desk.getByRole('link', { name: 'Noor Bakker' }).count()).toBe(0)
  await mobile.getByRole('button', { name: 'Ja, Eva Smit mag mijn dossier zien' }).click()
  await mobile.getByText('Eva Smit kan je dossier vanaf nu zien.').waitFor()
  await desk.getByRole('link', { name: 'Noor Bakker' }).click()
  await heading(desk).getByText('Noor Bakker').waitFor()
  await office.getByRole('region', { name: 'Pending relation requests' }).waitFor({ state: 'detached' })
})

test('a request that was taken back says so on the page that is open, and a refusal stands where it was asked', async ({
  browsers,
  room,
  as,
}) => {
  await setAsking(room, { relateRequests: true })
  const [sanne, tom] = await as('Sanne', 'Tom')
  const office = await browsers.of(sanne, `/clients/${room.ids.Tom}/professionals`)
  await askFor(office, 'Daan Visser')
  const mobile = await browsers.of(tom, '/', { viewport: phone })
  await mobile.getByRole('link', { name: 'Look at the question' }).click()
  await mobile.getByRole('button', { name: 'No', exact: true }).waitFor()
  await office.getByRole('button', { name: 'Manage request: Daan Visser' }).click()
  await office.getByRole('button', { name: 'Cancel request' }).click()
  await mobile.getByText('This question was taken back.').waitFor()
  await askFor(office, 'Daan Visser')
  await mobile.getByRole('link', { name: 'To the home page' }).click()
  await mobile.getByRole('link', { name: 'Look at the question' }).click()
  await mobile.getByRole('button', { name: 'No', exact: true }).click()
  await mobile.getByText('You said no. Daan Visser sees nothing').waitFor()
  await office.getByRole('region', { name: 'Relate request', exact: true }).getByText('The client said no').waitFor()
})
