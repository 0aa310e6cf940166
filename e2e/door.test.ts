import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { cast } from '../people/cast.ts'
import { lettersTo, linkTo } from '../people/letters.ts'
import { Person } from '../people/person.ts'
import { castPassword } from '../people/room.ts'
import { heading, soon } from './eyes.ts'
import { phone, test } from './test.ts'

const password = 'ketel onder zeven bomen'

async function fill(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [label, words] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(words)
}

async function signInHere(page: Page, address: string): Promise<void> {
  await fill(page, { 'E-mailadres': address, Wachtwoord: password })
  await page.getByRole('button', { name: 'Inloggen' }).click()
}

/** A client whom Daan adds; gives back her address. */
async function addFien(daan: Person): Promise<string> {
  const address = 'fien@linde.example'
  await daan.ask('addClient', {
    takes: {
      first: 'Fien',
      infix: '',
      last: 'Mulder',
      address,
      gender: 'female',
      birthDate: '1991-02-03',
      phone: null,
      identifier: null,
      bsn: null,
      labels: [],
      language: null,
      clientKey: crypto.randomUUID(),
    },
  })
  return address
}

test('ACC-13 SEC-17 the first day of a client, on a phone: from the mail of welcome to the first message', async ({
  browsers,
  as,
  room,
}) => {
  const [daan] = await as('Daan')
  const address = await addFien(daan)
  const link = await linkTo(room, address)
  const page = await browsers.door({ language: 'nl', viewport: phone })
  await page.goto(link)
  await heading(page).getByText('Kies je wachtwoord').waitFor()
  // The token is nowhere to be seen, and looking used nothing up.
  expect(page.url()).toBe(`${room.address}/welcome`)
  expect(await page.content()).not.toMatch(/Fien|Mulder|fien@/)
  await page.getByRole('button', { name: 'Bewaar wachtwoord' }).click()
  await page.getByRole('link', { name: 'Vul een nieuw wachtwoord in' }).waitFor()
  await fill(page, { 'Nieuw wachtwoord': 'fien mulder fien' })
  await page.getByRole('button', { name: 'Bewaar wachtwoord' }).click()
  await page.getByRole('link', { name: /makkelijk te raden/ }).waitFor()
  await fill(page, { 'Nieuw wachtwoord': password })
  await page.getByRole('button', { name: 'Bewaar wachtwoord' }).click()
  await heading(page).getByText('Je wachtwoord is bewaard').waitFor()
  await page.getByRole('link', { name: 'Ga naar inloggen' }).click()
  await signInHere(page, address)
  await heading(page).getByText('Voordat je begint: jouw privacy').waitFor()
  await page.getByRole('button', { name: 'Ga verder' }).click()
  await page.getByRole('button', { name: 'Start gesprek' }).click()
  await page.getByRole('radio', { name: /Daan Visser/ }).check()
  await page.getByLabel('Bericht', { exact: true }).fill('Dag Daan, ik ben er')
  await page.getByRole('button', { name: 'Verstuur' }).click()
  await page.getByRole('log').getByText('Dag Daan, ik ben er').waitFor()
  // Not shown a second time, and the link is over.
  await page.reload()
  await page.getByRole('log').getByText('Dag Daan, ik ben er').waitFor()
  await page.goto('about:blank')
  await page.goto(link)
  await heading(page).getByText('Deze link werkt niet meer').waitFor()
})

test('SEC-6 SEC-8 locked out and back in: by the mail that unlocks, and with a new password', async ({
  browsers,
  room,
}) => {
  const { address } = cast.Noor
  const stranger = new Person(room, '')
  for (let count = 0; count < 9; count += 1)
    await stranger.try('signIn', { takes: { address, password: 'not the password' } })
  const page = await browsers.door({ language: 'en' })
  const signIn = async (words: string) => {
    await fill(page, { 'E-mail address': address, Password: words })
    await page.getByRole('button', { name: 'Sign in' }).click()
  }
  await signIn('not the password')
  const said = page.getByText(/^This e-mail address and password do not match/)
  await said.waitFor()
  const sentence = await said.textContent()
  // Now even the right one does not open, and the screen says no more than before.
  await signIn(castPassword)
  await soon(() => page.getByRole('button', { name: 'Signing in' }).count()).toBe(0)
  expect(await said.textContent()).toBe(sentence)
  const [letter, ...others] = await lettersTo(room, address)
  expect(letter?.subject).toBe('Je account is op slot gezet')
  expect(others).toEqual([])
  await page.goto(await linkTo(room, address))
  await heading(page).getByText('Unlock your account').waitFor()
  await page.getByRole('button', { name: 'Unlock account' }).click()
  await heading(page).getByText('Your account is unlocked').waitFor()
  await page.getByRole('link', { name: 'Forgot password?' }).click()
  await page.getByLabel('E-mail address').fill(address)
  await page.getByRole('button', { name: 'Send me a link' }).click()
  await heading(page).getByText('Look in your mail').waitFor()
  await page.goto(await linkTo(room, address))
  await heading(page).getByText('Choose a new password').waitFor()
  await fill(page, { 'New password': password })
  await page.getByRole('button', { name: 'Save password' }).click()
  await page.getByRole('link', { name: 'Go to sign in' }).click()
  await signIn(password)
  await heading(page).getByText(/Noor/).waitFor()
})

test('PRF-3 SEC-15 who changes the password is told at the field what is wrong, and is out everywhere else at once', async ({
  browsers,
  as,
}) => {
  const [here, elsewhere] = await as('Eva', 'Eva')
  const page = await browsers.of(here, '/settings/sessions', { language: 'en' })
  const other = await browsers.of(elsewhere, '/settings', { language: 'en', viewport: phone })
  await page.getByRole('button', { name: /^Sign out there/ }).waitFor()
  await page.getByRole('link', { name: 'Change password' }).click()
  await fill(page, { 'Password of now': 'not this', 'New password': password })
  await page.getByRole('button', { name: 'Save password' }).click()
  await page.getByRole('link', { name: 'This is not your present password.' }).click()
  await page.keyboard.type('x')
  await fill(page, { 'Password of now': castPassword })
  await page.getByRole('button', { name: 'Save password' }).click()
  await page.getByText('Your password is changed. Everywhere else you are signed out.').waitFor()
  await heading(other).getByText('Sign in').waitFor()
  await page.goto('/settings/sessions')
  await page.getByText('You are signed in here only.').waitFor()
})
