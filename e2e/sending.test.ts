import type { Page, Route } from 'playwright-core'
import { expect } from 'vitest'
import { messages, reply, soon } from './eyes.ts'
import { phone, test } from './test.ts'

const posts = '**/api/conversations/*/messages'
const field = (page: Page) => page.getByRole('textbox', { name: /^(Message|Bericht)$/ })

test('Ctrl + Enter sends and Enter makes a line; the setting turns it round', async ({ browsers, as }) => {
  const [noor, daan] = await as('Noor', 'Daan')
  const conversation = await noor.start('Daan', { text: 'Which keys?' })
  const page = await browsers.of(daan, `/conversations/${conversation}`)
  await page.getByText('Ctrl + Enter sends').waitFor()
  await field(page).pressSequentially('One')
  await field(page).press('Enter')
  await field(page).pressSequentially('two')
  await field(page).press('Control+Enter')
  await soon(() => noor.reads(conversation)).toEqual(['Which keys?', 'One\ntwo'])
  await soon(() => field(page).inputValue()).toBe('')
  await page.getByRole('link', { name: /Your profile/ }).click()
  await page.getByRole('radio', { name: 'Enter sends, Shift + Enter makes a line' }).check()
  await page.getByText('Saved.').waitFor()
  await page.goto(`/conversations/${conversation}`)
  await page.getByText('Enter sends, Shift + Enter makes a line').waitFor()
  await field(page).pressSequentially('Three')
  await field(page).press('Shift+Enter')
  await field(page).pressSequentially('four')
  await field(page).press('Enter')
  await soon(() => noor.reads(conversation)).toEqual(['Which keys?', 'One\ntwo', 'Three\nfour'])
  expect(await page.getByRole('log').getByText('Three\nfour').innerText()).toBe('Three\nfour')
})

test('an empty message and one of 10,001 characters are refused at the field, which keeps the words; 10,000 go', async ({
  browsers,
  as,
}) => {
  const [noor] = await as('Noor')
  const conversation = await noor.start('Daan', { text: 'How long?' })
  const page = await browsers.of(noor, `/conversations/${conversation}`, { language: 'nl', viewport: phone })
  await page.getByRole('button', { name: 'Verstuur' }).click()
  await soon(() => field(page).getAttribute('aria-invalid')).toBe('true')
  await page.locator('form').getByText('Schrijf eerst je bericht').waitFor()
  // Outside the 16 bits that a computer counts by: one character all the same.
  const words = '🙂'.repeat(10_000)
  await field(page).fill(`${words}x`)
  await page.getByText('10.001 van 10.000 tekens').waitFor()
  await page.getByRole('button', { name: 'Verstuur' }).click()
  await page.getByText('Dit is 1 teken te lang. Maak het korter, of verstuur het in delen').waitFor()
  expect(await field(page).getAttribute('aria-describedby')).toContain('message-error')
  expect(await field(page).evaluate((element) => element === document.activeElement)).toBe(true)
  expect(await field(page).inputValue()).toBe(`${words}x`)
  expect(await messages(page).count()).toBe(1)
  await field(page).press('End')
  await field(page).press('Backspace')
  await soon(() => field(page).getAttribute('aria-invalid')).toBeNull()
  await field(page).press('Control+Enter')
  await soon(() => noor.reads(conversation)).toEqual(['How long?', words])
})

test('without a network the words stay and say so; they go by themselves when it is back, once and in order', async ({
  browsers,
  as,
}) => {
  const [noor, daan] = await as('Noor', 'Daan')
  const conversation = await noor.start('Daan', { text: 'On the train' })
  const page = await browsers.of(noor, `/conversations/${conversation}`, { viewport: phone })
  const other = await browsers.of(daan, `/conversations/${conversation}`)
  await messages(page).first().waitFor()
  await page.context().setOffline(true)
  await page.getByText('What you send waits in this tab and goes by itself when it is back.').waitFor()
  await reply(page, 'In the tunnel')
  await page.getByRole('article', { name: 'You, Not sent yet.' }).getByText('In the tunnel').waitFor()
  await reply(page, 'Still in it')
  await page.getByRole('article', { name: 'You, Not sent yet.' }).getByText('Still in it').waitFor()
  await page.context().setOffline(false)
  await other.getByRole('log').getByText('Still in it').waitFor()
  await soon(() => page.getByText(/Not sent/).count()).toBe(0)
  expect(await noor.reads(conversation)).toEqual(['On the train', 'In the tunnel', 'Still in it'])
  await soon(() => messages(page).count()).toBe(3)
  expect(await messages(other).count()).toBe(3)
})

test('what was on its way when the answer got lost is sent again by itself, and stands there once on both sides', async ({
  browsers,
  as,
}) => {
  const [tom, eva] = await as('Tom', 'Eva')
  const conversation = await tom.start('Eva', { text: 'Can you hear me?' })
  const page = await browsers.of(tom, `/conversations/${conversation}`)
  await messages(page).first().waitFor()
  const keys: unknown[] = []
  await page.route(posts, async (route) => {
    keys.push((route.request().postDataJSON() as { clientKey: string }).clientKey)
    if (keys.length > 1) return route.continue()
    await route.fetch()
    await route.abort()
  })
  await reply(page, 'Sent twice, kept once')
  await page
    .getByRole('article', { name: /^You, \d\d:\d\d$/ })
    .getByText('Sent twice, kept once')
    .waitFor()
  await soon(() => keys.length).toBe(2)
  await eva.post(conversation, 'I can')
  await page.getByRole('log').getByText('I can').waitFor()
  expect(await eva.reads(conversation)).toEqual(['Can you hear me?', 'Sent twice, kept once', 'I can'])
  expect(await page.getByRole('log').getByText('Sent twice, kept once').count()).toBe(1)
  expect(new Set(keys).size).toBe(1)
})

test('what never reached the server says “Not sent. Try again”, and trying again sends it', async ({
  browsers,
  as,
}) => {
  const [tom, eva] = await as('Tom', 'Eva')
  const conversation = await tom.start('Eva', { text: 'A bad line?' })
  const page = await browsers.of(tom, `/conversations/${conversation}`, { viewport: phone })
  await messages(page).first().waitFor()
  await page.route(posts, (route) => route.abort(), { times: 1 })
  await reply(page, 'Yes')
  const unsent = page.getByRole('article', { name: 'You, Not sent.' })
  await unsent.getByText('Yes').waitFor()
  await unsent.getByRole('button', { name: 'Try again' }).click()
  await soon(() => eva.reads(conversation)).toEqual(['A bad line?', 'Yes'])
  await page
    .getByRole('article', { name: /^You, \d\d:\d\d$/ })
    .getByText('Yes')
    .waitFor()
  expect(await messages(page).count()).toBe(2)
})

test('a server that cannot right now: “Not sent. Try again”, with the reason, and the second try arrives', async ({
  browsers,
  as,
}) => {
  const [tom, eva] = await as('Tom', 'Eva')
  const conversation = await tom.start('Eva', { text: 'Busy?' })
  const page = await browsers.of(tom, `/conversations/${conversation}`, { viewport: phone })
  const title = 'This does not work right now. Nothing was changed. Try again in a moment.'
  await page.route(posts, (route) => answer(route, { code: 'not-now', status: 503, title }), { times: 1 })
  await reply(page, 'Now?')
  const unsent = page.getByRole('article', { name: 'You, Not sent.' })
  await unsent.getByText(title).waitFor()
  await unsent.getByText('Now?').waitFor()
  await unsent.getByRole('button', { name: 'Change it' }).click()
  await soon(() => field(page).inputValue()).toBe('Now?')
  expect(await messages(page).count()).toBe(1)
  await page.route(posts, (route) => answer(route, { code: 'not-now', status: 503, title }), { times: 1 })
  await page.getByRole('button', { name: 'Send' }).click()
  await unsent.getByRole('button', { name: 'Try again' }).click()
  await soon(() => eva.reads(conversation)).toEqual(['Busy?', 'Now?'])
  await soon(() => unsent.count()).toBe(0)
})

test('one’s own message is put on the screen once, also when the answer comes after somebody else’s words', async ({
  browsers,
  as,
}) => {
  const [noor, daan] = await as('Noor', 'Daan')
  const conversation = await noor.start('Daan', { text: 'Only once' })
  const page = await browsers.of(noor, `/conversations/${conversation}`)
  await messages(page).first().waitFor()
  await page.getByRole('log').evaluate(countAdded)
  const { promise: answered, resolve: goOn } = Promise.withResolvers<void>()
  const { promise: stored, resolve: tell } = Promise.withResolvers<void>()
  await page.route(posts, async (route) => {
    const response = await route.fetch()
    tell()
    await answered
    await route.fulfill({ response })
  })
  await reply(page, 'Only once')
  await stored
  await daan.post(conversation, 'Between')
  await page.getByRole('log').getByText('Between').waitFor()
  expect(await page.getByRole('log').getByText('Only once').count()).toBe(2)
  goOn()
  await soon(() => page.getByText('Sending', { exact: true }).count()).toBe(0)
  await daan.post(conversation, 'After')
  await page.getByRole('log').getByText('After').waitFor()
  const said = await messages(page).locator('.words').allTextContents()
  expect(said).toEqual(['Only once', 'Only once', 'Between', 'After'])
  expect(await page.evaluate(() => document.body.dataset['added'])).toBe('3')
})

function answer(route: Route, problem: { code: string; status: number; title: string }): Promise<void> {
  return route.fulfill({
    status: problem.status,
    contentType: 'application/problem+json',
    body: JSON.stringify({ type: `/problems/${problem.code}`, ...problem }),
  })
}

/** Counts the articles that come into the log from now on, as a screen reader would speak them. */
function countAdded(log: Element): void {
  let added = 0
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      added += [...addedNodes].filter((node) => node instanceof Element && node.matches('article')).length
    document.body.dataset['added'] = String(added)
  }).observe(log, { childList: true })
}
