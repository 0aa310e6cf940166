import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { CastName } from '../people/cast.ts'
import { messages, soon } from './eyes.ts'
import { phone, test } from './test.ts'

const sentence = {
  en: 'You cannot open this. It may be gone, or not be yours.',
  nl: 'Je kunt dit niet openen. Misschien is het weg, of is het niet van jou.',
}

/** Nobody of these takes part in what Noor and Daan say to each other. */
const others: [CastName, 'en' | 'nl'][] = [
  ['Eva', 'nl'],
  ['Tom', 'en'],
  ['Sanne', 'nl'],
  ['Karim', 'en'],
  ['Ruth', 'nl'],
  ['Lies', 'en'],
  ['Milan', 'nl'],
]

test.for(others)(
  '%s, who does not take part, opens the conversation’s address and reads one sentence, the same as at an address that never was',
  async ([name, language], { browsers, as }) => {
    const [noor, somebody] = await as('Noor', name)
    const conversation = await noor.start('Daan', { subject: 'Between us', text: 'Only Daan knows' })
    const page = await browsers.of(somebody, `/conversations/${conversation}`, { language })
    const said = page.getByRole('region', { name: /^(Conversation|Gesprek)$/ })
    // The list beside it has come too: of nobody here is there one.
    const list = page.getByRole('heading', { name: /^(No conversations yet|Nog geen gesprekken)$/ })
    await said.getByText(sentence[language]).waitFor()
    await list.waitFor()
    const foreign = { screen: await page.locator('main').ariaSnapshot(), title: await page.title() }
    await page.goto(`/conversations/${randomUUID()}`)
    await said.getByText(sentence[language]).waitFor()
    await list.waitFor()
    expect({ screen: await page.locator('main').ariaSnapshot(), title: await page.title() }).toEqual(foreign)
    expect(foreign.screen).not.toMatch(/Between us|Only Daan knows|Noor|Daan/)
  },
)

test('whoever takes part reads it at that very address', async ({ browsers, as }) => {
  const [noor, daan] = await as('Noor', 'Daan')
  const conversation = await noor.start('Daan', { subject: 'Between us', text: 'Only Daan knows' })
  const page = await browsers.of(daan, `/conversations/${conversation}`, { viewport: phone })
  await page.getByRole('log').getByText('Only Daan knows').waitFor()
})

test('an address that cannot be one gets the same sentence', async ({ browsers, as }) => {
  const [noor] = await as('Noor')
  const page = await browsers.of(noor, '/conversations/1', { language: 'nl' })
  await page.getByText(sentence.nl).waitFor()
  await page.goto("/conversations/'; drop table message")
  await page.getByText(sentence.nl).waitFor()
})

test('a conversation that closes while it is open takes the reply field away, and says why', async ({
  browsers,
  as,
  room,
}) => {
  const [tom, eva] = await as('Tom', 'Eva')
  const conversation = await tom.start('Eva', { text: 'Are we done?' })
  const page = await browsers.of(tom, `/conversations/${conversation}`)
  await page.getByRole('textbox', { name: 'Message' }).fill('Thank you')
  await eva.post(conversation, 'Yes, we are.')
  await page.getByRole('log').getByText('Yes, we are.').waitFor()
  // It ends between pressing Send and the server hearing of it.
  await page.route('**/messages', async (route) => {
    await room.query(`update room.relation set ended_at = now() where client = $1`, [room.ids.Tom])
    await route.continue()
  })
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByText('You can read this conversation, but you can no longer write in it.').waitFor()
  await page.reload()
  await page.getByText('so this conversation is closed. You can read what was said.').waitFor()
  expect(await page.getByRole('textbox', { name: 'Message' }).count()).toBe(0)
  await soon(() => messages(page).count()).toBe(2)
})
