import type { Page } from 'playwright-core'
import { expect, inject } from 'vitest'
import type { Room } from '../people/room.ts'
import { heading, soon } from './eyes.ts'
import { axeFinds, focusFindings, sidewaysParts, smallTargets } from './for-everyone.ts'
import { desktop, phone, test as browserTest } from './test.ts'

const test = browserTest.override('settings', () => ({ webFolder: inject('webFolder'), empty: true }))
const password = 'kettle window garden'

function tokenOf({ running }: Room): string {
  return running.welcome.join().split('#')[1] ?? ''
}

/** The link's hour is over, or begins anew. */
async function setEnd({ running }: Room, minutesFromNow: number): Promise<void> {
  const { databases } = running.house
  await databases.asOwner(databases.registerName, (client) =>
    client.query('update register.set_up_link set ends_at = now() + make_interval(mins => $1)', [minutesFromNow]),
  )
}

async function fill(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [label, words] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(words)
}

async function findingsAtBothWidths(page: Page): Promise<string[]> {
  await page.setViewportSize(desktop)
  const findings = [...(await axeFinds(page)), ...(await sidewaysParts(page))]
  await page.setViewportSize(phone)
  return [...findings, ...(await axeFinds(page)), ...(await sidewaysParts(page)), ...(await smallTargets(page))]
}

test('a practice that nobody has set up has no door: at every address it says how to go on', async ({ browsers }) => {
  const page = await browsers.door({ language: 'nl', viewport: phone })
  for (const address of ['/', '/set-up', '/set-up#no-such-link', '/conversations', '/demo/mail']) {
    await page.goto(address)
    await heading(page).getByText('Deze praktijk is nog niet ingericht').waitFor()
    await page.getByText('Open de hele link die Alcove liet zien bij het starten.').waitFor()
    expect(await page.getByRole('textbox').count()).toBe(0)
  }
  expect(await page.title()).toBe('Deze praktijk is nog niet ingericht')
  expect([...(await axeFinds(page)), ...(await sidewaysParts(page)), ...(await smallTargets(page))]).toEqual([])
})

test('what is missing or refused stands in a summary and at its field, what was typed stays, and the token is nowhere to be seen', async ({
  browsers,
  room,
}) => {
  const page = await browsers.door({ language: 'nl', viewport: phone })
  await page.goto(`/set-up#${tokenOf(room)}`)
  await heading(page).getByText('Richt je praktijk in').waitFor()
  expect(page.url()).toBe(`${room.address}/set-up`)
  expect(await page.content()).not.toContain(tokenOf(room))
  await page.getByRole('button', { name: 'Richt praktijk in' }).click()
  const missing = page.getByRole('region', { name: 'Er ontbreken nog 6 dingen' })
  await soon(() => missing.evaluate((element) => element === document.activeElement)).toBe(true)
  expect(await page.title()).toBe('Fout: Richt je praktijk in')
  await missing.getByRole('link', { name: 'Vul je voornaam in' }).click()
  await page.keyboard.type('Ada')
  const typed = { 'Naam van de praktijk': 'De Eik', Achternaam: 'Vos', 'Je e-mailadres': 'ada@', Wachtwoord: 'kort' }
  await fill(page, { ...typed, 'E-mailadres van de servicedesk': 'desk@eik.example' })
  await page.getByRole('button', { name: 'Richt praktijk in' }).click()
  const refused = page.getByRole('region', { name: 'Er kloppen nog 2 dingen niet' })
  await refused.getByRole('link', { name: /^Wachtwoord: Dit is te kort/ }).click()
  const field = page.getByLabel('Wachtwoord', { exact: true })
  expect(await field.evaluate((element) => element === document.activeElement)).toBe(true)
  expect(await field.getAttribute('aria-describedby')).toBe('person-password-hint person-password-error')
  for (const [label, words] of Object.entries({ ...typed, Voornaam: 'Ada' }))
    expect(await page.getByLabel(label, { exact: true }).inputValue()).toBe(words)
  expect([...(await findingsAtBothWidths(page)), ...(await focusFindings(page))]).toEqual([])
})

test('ORD-12 the first person sets the practice up with the link, comes to its door, and signs in; the link is over then', async ({
  browsers,
  room,
}) => {
  const page = await browsers.door({ language: 'en', timezoneId: 'Europe/London' })
  const late = await browsers.door({ language: 'en', viewport: phone })
  for (const one of [page, late]) {
    await one.goto(`/set-up#${tokenOf(room)}`)
    await fill(one, { 'Name of the practice': 'The Oak', 'E-mail address of the service desk': 'desk@oak.example' })
    await fill(one, { 'First name': 'Ada', 'Last name': 'Vos', 'Your e-mail address': 'Ada@oak.example' })
    await fill(one, { Password: password })
  }
  expect(await page.getByLabel('Time zone').inputValue()).toBe('Europe/London')
  await setEnd(room, -1)
  await page.getByRole('button', { name: 'Set up practice' }).click()
  await page.getByText('This link does not work any more. Start Alcove again for a new one.').waitFor()
  expect(await findingsAtBothWidths(page)).toEqual([])
  await setEnd(room, 1)
  await page.getByRole('button', { name: 'Set up practice' }).click()
  await page.getByText('Your practice is ready.').waitFor()
  expect(page.url()).toBe(`${room.address}/`)
  await fill(page, { 'E-mail address': 'ada@oak.example', Password: password })
  await page.getByRole('button', { name: 'Sign in' }).click()
  // SEC-17: once, before everything else.
  await heading(page).getByText('Before you begin: your privacy').waitFor()
  expect(await findingsAtBothWidths(page)).toEqual([])
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByText('No mail has come back or been given up.').waitFor()
  expect(await page.title()).toBe('Home – The Oak')
  await late.getByRole('button', { name: 'Set up practice' }).click()
  await heading(late).getByText('This practice is set up').waitFor()
  await late.getByRole('link', { name: 'Sign in' }).click()
  await heading(late).getByText('Sign in').waitFor()
  // Real people's mail is on no page.
  await page.goto('/demo/mail')
  await heading(page).getByText('This page does not exist').waitFor()
})
