import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Room } from '../people/room.ts'
import { heading, menuItem, reply, soon } from './eyes.ts'
import { phone, signIn, test } from './test.ts'

const sending = '**/api/conversations{,/*/messages}'

/** All of Noor's sessions are over between her pressing Send and the server hearing of it. */
async function endSessionsWhenSending(page: Page, room: Room): Promise<void> {
  await page.route(sending, async (route) => {
    if (route.request().method() === 'POST')
      await room.query('update room.session set ended_at = now() where account = $1', [room.ids.Noor])
    await route.fallback()
  })
}

const field = (page: Page) => page.getByRole('textbox', { name: /^(Message|Bericht)$/ })

test('a wrong password and an unknown address get the same words, with the focus and the tab’s title telling it', async ({
  browsers,
}) => {
  const page = await browsers.door({ viewport: phone })
  const said: string[] = []
  for (const address of ['noor@linde.example', 'nobody@linde.example']) {
    await page.getByLabel('E-mail address').fill(address)
    await page.getByLabel('Password', { exact: true }).fill('not the password')
    const answered = page.waitForResponse('**/api/session')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await answered
    await page.getByText(/^This e-mail address and password do not match/).waitFor()
    await soon(() => page.evaluate(() => document.activeElement?.textContent)).toContain('do not match')
    expect(await page.title()).toBe('Error: Sign in – De Linde')
    said.push((await page.locator('main').innerText()).replace(address, ''))
    expect(await page.getByLabel('E-mail address').inputValue()).toBe(address)
  }
  expect(said[0]).toBe(said[1])
})

test('the door speaks the browser’s language and another one on request, and takes its bearer where they wanted to go', async ({
  browsers,
  as,
}) => {
  const [noor] = await as('Noor')
  const conversation = await noor.start('Daan', { text: 'Straight here' })
  const page = await browsers.door({ language: 'nl' })
  await page.goto(`/conversations/${conversation}`)
  await heading(page).getByText('Inloggen').waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('nl')
  await page.getByRole('button', { name: 'English' }).click()
  await heading(page).getByText('Sign in').waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
  await signIn(page, 'Daan')
  await page.getByRole('log').getByText('Straight here').waitFor()
})

test('the language chosen in the settings holds in every browser, whatever that one speaks', async ({ browsers }) => {
  const page = await browsers.as('Eva', { language: 'en' })
  await page.goto('/settings')
  await page.getByRole('radio', { name: 'Nederlands' }).check()
  await heading(page).getByText('Instellingen').waitFor()
  await page.getByText('Bewaard.').waitFor()
  const elsewhere = await browsers.as('Eva', { language: 'en', viewport: phone })
  await elsewhere.getByRole('heading', { name: 'Niets ongelezen' }).waitFor()
  expect(await elsewhere.locator('html').getAttribute('lang')).toBe('nl')
})

test('a session that ends in the middle keeps the words: after signing in again they are back in the field', async ({
  browsers,
  as,
  room,
}) => {
  const [daan] = await as('Daan')
  const conversation = await daan.start('Noor', { subject: 'In the middle', text: 'Tell me more' })
  const page = await browsers.as('Noor', { viewport: phone })
  await page.goto(`/conversations/${conversation}`)
  await endSessionsWhenSending(page, room)
  await field(page).fill('It began on Monday')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByText('Sign in again. What you typed is kept in this tab.').waitFor()
  await page.unroute(sending)
  expect(await page.locator('body').innerText()).not.toMatch(/In the middle|Tell me more|It began on Monday/)
  await signIn(page, 'Noor')
  await page.getByRole('log').getByText('Tell me more').waitFor()
  expect(await field(page).inputValue()).toBe('It began on Monday')
  await page.getByRole('button', { name: 'Send' }).click()
  await soon(() => daan.reads(conversation)).toEqual(['Tell me more', 'It began on Monday'])
})

test('whoever else signs in after a session ended finds nothing of what was read or typed', async ({
  browsers,
  as,
  room,
}) => {
  const [noor] = await as('Noor')
  const conversation = await noor.start('Daan', { subject: 'Private', text: 'Not for Tom' })
  const page = await browsers.as('Noor')
  await page.goto(`/conversations/${conversation}`)
  await field(page).fill('Half a sentence')
  await menuItem(page).click()
  await page.getByRole('button', { name: 'Start conversation' }).click()
  await page.getByRole('radio', { name: /Daan Visser/ }).check()
  await page.getByLabel('Subject').fill('Private, too')
  await field(page).fill('The other half')
  await endSessionsWhenSending(page, room)
  await page.getByRole('button', { name: 'Send' }).click()
  await heading(page).getByText('Sign in').waitFor()
  await signIn(page, 'Tom')
  await page.getByRole('radio', { name: /Eva Smit/ }).waitFor()
  expect(await field(page).inputValue()).toBe('')
  expect(await page.getByLabel('Subject').inputValue()).toBe('')
  await menuItem(page).click()
  await page.getByRole('heading', { name: 'No conversations yet' }).waitFor()
  await page.goBack()
  expect(await page.content()).not.toMatch(/Private|Not for Tom|Half a sentence|The other half|Noor|Daan/)
})

test('signing out in one tab clears the other at once', async ({ browsers, as }) => {
  const [daan] = await as('Daan')
  const conversation = await daan.start('Noor', { subject: 'Two tabs open', text: 'In both' })
  const first = await browsers.as('Noor', { language: 'nl' })
  const second = await first.context().newPage()
  await second.goto(`/conversations/${conversation}`)
  await second.getByRole('log').getByText('In both').waitFor()
  await field(second).fill('Not sent yet')
  await first.goto('/settings')
  await first.getByRole('button', { name: 'Uitloggen' }).click()
  for (const page of [first, second]) {
    await heading(page).getByText('Inloggen').waitFor()
    await page.getByText('Je bent uitgelogd.').waitFor()
    expect(await page.content()).not.toMatch(/Two tabs open|In both|Not sent yet|Noor/)
    expect(await page.title()).toBe('Inloggen – De Linde')
  }
})

test('after signing out, Back shows the door and nothing of before, also to who comes next', async ({
  browsers,
  as,
}) => {
  const [daan] = await as('Daan')
  const conversation = await daan.start('Noor', { subject: 'Behind the door', text: 'Read and gone' })
  const page = await browsers.as('Noor')
  await page.getByRole('link', { name: 'Read the message' }).click()
  await reply(page, 'Mine, too')
  await page.getByRole('link', { name: /Your profile/ }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByText('You are signed out.').waitFor()
  await page.goBack()
  await heading(page).getByText('Sign in').waitFor()
  expect(page.url()).toContain(conversation)
  expect(await page.content()).not.toMatch(/Behind the door|Read and gone|Mine, too|Noor/)
  expect((await page.request.get(`/api/conversations/${conversation}`)).status()).toBe(401)
  await signIn(page, 'Tom')
  await page.getByText('You cannot open this. It may be gone, or not be yours.').waitFor()
  expect(await page.content()).not.toMatch(/Behind the door|Read and gone|Mine, too|Noor/)
})
