import { expect } from 'vitest'
import { isInSight, menuItem, menuSays, messages, reply, soon } from './eyes.ts'
import { desktop, phone, test } from './test.ts'

test('unread messages show on the home page, in the menu, the list and the tab, in each reader’s language; reading clears them', async ({
  browsers,
}) => {
  const noor = await browsers.as('Noor', { viewport: phone, language: 'nl' })
  const daan = await browsers.as('Daan', { language: 'en' })
  await daan.getByRole('heading', { name: 'Nothing unread' }).waitFor()
  await noor.getByRole('button', { name: 'Start gesprek' }).click()
  await noor.getByRole('radio', { name: /Daan Visser/ }).check()
  await noor.getByLabel('Onderwerp').fill('Slapen')
  await noor.getByLabel('Bericht').fill('Ik sliep vijf uur.')
  await noor.getByRole('button', { name: 'Verstuur' }).click()
  const panel = daan.getByRole('region', { name: 'Conversations' })
  await panel.getByRole('listitem').filter({ hasText: 'Slapen' }).getByText('1 unread').waitFor()
  await soon(() => menuSays(daan)).toBe('Conversations1 unread message')
  await reply(noor, 'Dat is een uur meer.')
  await panel.getByText('2 unread').waitFor()
  await soon(() => menuSays(daan)).toBe('Conversations2 unread messages')
  await soon(() => daan.title()).toBe('(2) Home – De Linde')
  await menuItem(daan).click()
  const row = daan.getByRole('listitem').filter({ has: daan.getByRole('link', { name: 'Slapen' }) })
  await row.getByText('2 unread').waitFor()
  await row.getByRole('link').click()
  await daan.getByRole('heading', { name: '2 unread messages' }).waitFor()
  // Both are in sight, so both are read; the mark in the conversation stays until one leaves.
  await soon(() => daan.title()).toBe('Conversation – De Linde')
  await soon(() => menuSays(daan)).toBe('Conversations')
  await soon(() => row.textContent()).not.toContain('unread')
  await daan.getByRole('heading', { name: '2 unread messages' }).waitFor()
  await daan.getByRole('link', { name: 'De Linde' }).click()
  await daan.getByRole('heading', { name: 'Nothing unread' }).waitFor()
})

test('the client’s home page says who wrote, in Dutch, and the answer that is open in front of her is read at once', async ({
  browsers,
  as,
}) => {
  const [daan] = await as('Daan')
  const conversation = await daan.start('Noor', { subject: 'Donderdag', text: 'Neem je lijstje mee?' })
  const noor = await browsers.as('Noor', { viewport: phone, language: 'nl' })
  const letter = noor.getByRole('region', { name: 'Daan heeft je geschreven' })
  await letter.getByText(/over ‘Donderdag’/).waitFor()
  await soon(() => menuSays(noor)).toBe('Contact1 ongelezen bericht')
  await soon(() => noor.title()).toBe('(1) Start – De Linde')
  await letter.getByRole('link', { name: 'Lees het bericht' }).click()
  await noor.getByRole('heading', { name: '1 ongelezen bericht' }).waitFor()
  await soon(() => noor.title()).toBe('Gesprek – De Linde')
  await daan.post(conversation, 'En een pen.')
  await noor.getByRole('log').getByText('En een pen.').waitFor()
  await soon(async () => (await daan.ask('readConversation', { where: { id: conversation } })).unread).toBe(0)
  await noor.goto('/')
  await noor.getByRole('heading', { name: 'Niets ongelezen' }).waitFor()
  expect(await noor.title()).toBe('Start – De Linde')
})

const titles = [
  ['at a desk, under a short title', { viewport: desktop }, 'A long one'],
  ['on a phone, under a title of two lines', { viewport: phone }, 'How we go on after the summer holidays'],
  ['on a phone, under the longest title', { viewport: phone }, 'Where to begin. '.repeat(12).trim()],
] as const

test.for(titles)(
  'a conversation opens at the first unread message, %s, and only what was in sight counts as read',
  async ([, seat, subject], { browsers, as }) => {
    const [eva, tom] = await as('Eva', 'Tom')
    const conversation = await tom.start('Eva', { subject, text: 'first' })
    for (let number = 1; number <= 20; number += 1) await tom.post(conversation, `read already ${number}`)
    await eva.ask('markRead', { where: { id: conversation }, takes: { position: 21 } })
    for (let number = 1; number <= 30; number += 1) await tom.post(conversation, `not read ${number}`)
    const page = await browsers.of(eva, `/conversations/${conversation}`, seat)
    const marker = page.getByRole('heading', { name: '30 unread messages' })
    await marker.waitFor()
    await soon(() => isInSight(marker)).toBe(true)
    expect(await isInSight(page.getByText('not read 1', { exact: true }))).toBe(true)
    expect(await isInSight(page.getByText('read already 1', { exact: true }))).toBe(false)
    await soon(async () => Number(/\d+/.exec(await menuSays(page))?.[0])).toBeLessThan(30)
    const left = Number(/\d+/.exec(await menuSays(page))?.[0])
    expect(left).toBeGreaterThan(10)
    await messages(page).last().scrollIntoViewIfNeeded()
    await page.mouse.wheel(0, 5000)
    await soon(() => menuSays(page)).toBe('Conversations')
    expect(await marker.count()).toBe(1)
  },
)

test('the newest conversation stands first on both sides, and moves up when somebody writes in it', async ({
  browsers,
  as,
}) => {
  const [ruth] = await as('Ruth')
  const older = await ruth.start('Karim', { subject: 'The older one' })
  await ruth.start('Karim', { subject: 'The newer one' })
  const [hers, his] = await Promise.all([browsers.as('Ruth'), browsers.as('Karim', { language: 'nl' })])
  const subjects = (page: typeof hers) =>
    page
      .getByRole('navigation', { name: /^(Conversations|Gesprekken)$/ })
      .getByRole('link')
      .allTextContents()
  for (const page of [hers, his]) {
    await menuItem(page).click()
    await soon(() => subjects(page)).toEqual(['The newer one', 'The older one'])
  }
  await ruth.post(older, 'One more thing.')
  for (const page of [hers, his]) await soon(() => subjects(page)).toEqual(['The older one', 'The newer one'])
})

test('a second tab of the same person follows: what is written in one stands in the other, what is read in one is read in both', async ({
  browsers,
  as,
}) => {
  const [daan] = await as('Daan')
  const conversation = await daan.start('Milan', { subject: 'Two tabs', text: 'Are you there?' })
  const first = await browsers.as('Milan')
  const second = await first.context().newPage()
  await second.goto('/')
  await soon(() => second.title()).toBe('(1) Home – De Linde')
  await first.getByRole('link', { name: 'Read the message' }).click()
  await soon(() => first.title()).toBe('Conversation – De Linde')
  await soon(() => second.title()).toBe('Home – De Linde')
  await second.goto(`/conversations/${conversation}`)
  await reply(first, 'Yes, here.')
  await second.getByRole('log').getByText('Yes, here.').waitFor()
  // The tab that listened for both goes; the other listens on.
  await first.close()
  await daan.post(conversation, 'Good.')
  await second.getByRole('log').getByText('Good.').waitFor()
  expect(await messages(second).allTextContents()).toHaveLength(3)
})

test('contacts see each other online as soon as they are, and not any more three minutes after the last sign', async ({
  browsers,
  room,
}) => {
  const fourMinutes = 4 * 60_000
  // Whoever was here in another test is gone by now.
  room.clock.moveOn(fourMinutes)
  const lies = await browsers.as('Lies', { language: 'nl' })
  await lies.getByRole('button', { name: 'Start gesprek' }).click()
  await lies.getByRole('radio', { name: 'Noor Bakker cliënt', exact: true }).waitFor()
  await browsers.as('Noor', { viewport: phone })
  await lies.getByRole('radio', { name: 'Noor Bakker cliënt, online' }).check()
  await lies.getByLabel('Bericht').fill('Dag zus')
  await lies.getByRole('button', { name: 'Verstuur' }).click()
  const participants = lies.getByRole('list', { name: 'Deelnemers' })
  await participants.getByText('Noor Bakker, cliënt, online').waitFor()
  room.clock.moveOn(fourMinutes)
  await lies.reload()
  await participants.getByText('Noor Bakker, cliënt', { exact: true }).waitFor()
})
