import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { heading, messages, soon } from './eyes.ts'
import { phone, test } from './test.ts'

test('one chooses from one’s own contacts only, with role: no account of anybody else is named', async ({
  browsers,
  as,
}) => {
  const [noor, sanne] = await as('Noor', 'Sanne')
  const hers = await browsers.of(noor, '/conversations/start', { viewport: phone })
  expect(await choices(hers)).toEqual([
    'Lies Bakker related person',
    'Milan Bakker related person',
    'Daan Visser therapist',
  ])
  const desk = await browsers.of(sanne, '/conversations/start', { language: 'nl' })
  const known = (await choices(desk)).join()
  expect(known).toContain('Karim el Amrani applicatiebeheerder')
  expect(known).not.toMatch(/Lies|Milan|Sanne/)
})

test('without a choice and without words, a summary takes the focus, each line leads to its field, and what was typed stays', async ({
  browsers,
  as,
}) => {
  const [noor] = await as('Noor')
  const page = await browsers.of(noor, '/conversations/start')
  await page.getByLabel('Subject').fill('Half a thought')
  await page.getByRole('button', { name: 'Send' }).click()
  const summary = page.getByRole('region', { name: '2 things are missing' })
  await summary.waitFor()
  expect(await summary.evaluate((element) => element === document.activeElement)).toBe(true)
  await soon(() => page.title()).toBe('Error: Start conversation – De Linde')
  const field = page.getByRole('textbox', { name: 'Message' })
  await soon(() => field.getAttribute('aria-invalid')).toBe('true')
  const described = await field.getAttribute('aria-describedby')
  expect(await page.locator(`#${described?.split(' ').at(-1)}`).textContent()).toBe('Write your message first')
  expect(await page.getByRole('group', { name: /To whom/ }).textContent()).toContain('Choose whom you write to')
  await summary.getByRole('link', { name: 'Write your message first' }).click()
  expect(await field.evaluate((element) => element === document.activeElement)).toBe(true)
  await page.keyboard.type('Now with words')
  await page
    .getByRole('region', { name: 'One thing is missing' })
    .getByRole('link', { name: /Choose/ })
    .click()
  await page.keyboard.press('Space')
  expect(await page.getByRole('radio').first().isChecked()).toBe(true)
  expect(await page.getByLabel('Subject').inputValue()).toBe('Half a thought')
  expect(await field.inputValue()).toBe('Now with words')
})

test('what was typed for a new conversation is still there after looking at another page', async ({ browsers, as }) => {
  const [noor] = await as('Noor')
  const page = await browsers.of(noor, '/conversations/start', { language: 'nl' })
  await page.getByRole('radio', { name: /Lies Bakker/ }).check()
  await page.getByLabel('Bericht').fill('Halve zin')
  await page.getByRole('link', { name: 'De Linde' }).click()
  await page.getByRole('button', { name: 'Start gesprek' }).click()
  expect(await page.getByLabel('Bericht').inputValue()).toBe('Halve zin')
  expect(await page.getByRole('radio', { name: /Lies Bakker/ }).isChecked()).toBe(true)
})

test('the subject is optional: without one the conversation bears the other’s name', async ({ browsers, as }) => {
  const [eva] = await as('Eva')
  const page = await browsers.of(eva, '/conversations/start')
  await page.getByRole('radio', { name: /Ruth Jansen/ }).check()
  await page.getByText('Only Ruth Jansen and you read this.').waitFor()
  await page.getByLabel('Message').fill('Without a subject')
  await page.getByRole('button', { name: 'Send' }).click()
  await heading(page).getByText('Conversation with Ruth Jansen').waitFor()
  expect(await page.getByRole('link', { name: 'Ruth Jansen', exact: true }).count()).toBe(1)
})

test('a subject that is too long is refused at its field, with everything kept', async ({ browsers, as }) => {
  const [eva] = await as('Eva')
  const page = await browsers.of(eva, '/conversations/start')
  await page.getByRole('radio', { name: /Ruth Jansen/ }).check()
  await page.getByLabel('Subject').fill('ü'.repeat(201))
  await page.getByLabel('Message').fill('Kept')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByRole('link', { name: 'This is too long. Make it shorter.' }).click()
  expect(await page.getByLabel('Subject').evaluate((element) => element === document.activeElement)).toBe(true)
  expect(await page.getByLabel('Subject').getAttribute('aria-invalid')).toBe('true')
  expect(await page.getByLabel('Message').inputValue()).toBe('Kept')
  await page.keyboard.press('Backspace')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByRole('log').getByText('Kept').waitFor()
})

test('when the answer gets lost on the way, sending again gives the one conversation that was started', async ({
  browsers,
  as,
}) => {
  const [tom] = await as('Tom')
  const page = await browsers.of(tom, '/conversations/start', { viewport: phone })
  const keys: unknown[] = []
  await page.route('**/api/conversations', async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    keys.push((route.request().postDataJSON() as { clientKey: string }).clientKey)
    if (keys.length > 1) return route.continue()
    await route.fetch()
    await route.abort()
  })
  await page.getByRole('radio', { name: /Eva Smit/ }).check()
  await page.getByLabel('Message').fill('Only once')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByText('We cannot reach this site right now.').waitFor()
  expect(await page.getByLabel('Message').inputValue()).toBe('Only once')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByRole('log').getByText('Only once').waitFor()
  expect(await messages(page).count()).toBe(1)
  expect((await tom.ask('listConversations')).conversations).toHaveLength(1)
  expect(new Set(keys).size).toBe(1)
  // The next one is another one.
  await page.goto('/conversations/start')
  expect(await page.getByLabel('Message').inputValue()).toBe('')
})

test('pressing Send twice starts one conversation', async ({ browsers, as }) => {
  const [milan, noor] = await as('Milan', 'Noor')
  const page = await browsers.of(milan, '/conversations/start')
  let held: (() => void) | undefined
  await page.route('**/api/conversations', async (route) => {
    if (route.request().method() === 'POST') await new Promise<void>((go) => (held = go))
    await route.continue()
  })
  await page.getByRole('radio', { name: /Noor Bakker/ }).check()
  await page.getByLabel('Message').fill('Twice pressed')
  await page.getByRole('button', { name: 'Send' }).click()
  const busy = page.getByRole('button', { name: 'Sending' })
  await busy.waitFor()
  expect(await busy.getAttribute('aria-busy')).toBe('true')
  await busy.click()
  await page.keyboard.press('Enter')
  held?.()
  await page.getByRole('log').getByText('Twice pressed').waitFor()
  expect((await noor.ask('listConversations')).conversations).toHaveLength(1)
})

/** Whom one can choose from, as a screen reader says them; whether they are online aside. */
async function choices(page: Page): Promise<string[]> {
  await page.getByRole('radio').first().waitFor()
  const said = await page.getByRole('group', { name: /^(To whom|Aan wie)/ }).ariaSnapshot()
  return [...said.matchAll(/radio "([^"]+)"/g)].map(([, name = '']) => name.replace(/, online$/, ''))
}

test('among many contacts one finds somebody by name; whoever was chosen stays chosen, and Enter sends nothing', async ({
  browsers,
  as,
}) => {
  const [sanne] = await as('Sanne')
  const page = await browsers.of(sanne, '/conversations/start', { viewport: phone })
  await page.getByRole('radio').first().waitFor()
  expect(await page.getByRole('searchbox').count()).toBe(0)
  // As in a large practice, where not everybody is shown.
  await page.route(/\/api\/contacts(?!.*find)/, async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, json: { ...((await response.json()) as object), more: true } })
  })
  await page.reload()
  await page.getByText('Not everybody stands here.').waitFor()
  await page.getByRole('radio', { name: /Daan Visser/ }).check()
  const field = page.getByRole('searchbox', { name: 'Find somebody' })
  await field.pressSequentially('bak noo')
  await soon(() => choices(page)).toEqual(['Daan Visser therapist', 'Noor Bakker client'])
  expect(await page.getByRole('status').textContent()).toBe('1 person found')
  expect(await page.getByRole('radio', { name: /Daan Visser/ }).isChecked()).toBe(true)
  await field.fill('nobody at all')
  await field.press('Enter')
  await page.getByText('Nobody with this name is among your contacts.').waitFor()
  expect(await page.getByText('Write your message first').count()).toBe(0)
  await field.fill('')
  await soon(async () => (await choices(page)).length).toBe(6)
  await page.getByLabel('Message').fill('Found you')
  await page.getByRole('button', { name: 'Send' }).click()
  await heading(page).getByText('Conversation with Daan Visser').waitFor()
})
