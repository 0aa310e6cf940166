import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { cast, type CastName } from '../people/cast.ts'
import { signIn } from '../people/person.ts'
import { castPassword } from '../people/room.ts'
import { isInSight, messages, reply, soon } from './eyes.ts'
import { phone, test as browserTest } from './test.ts'

const end = 120

/** A conversation of 120 messages between these two, all read by both. */
const test = browserTest.extend('talk', { scope: 'file' }, async ({ room }) => {
  const enter = (name: CastName) => signIn(room, cast[name].address, castPassword)
  const [noor, daan] = await Promise.all([enter('Noor'), enter('Daan')])
  const conversation = await noor.start('Daan', { subject: 'A long conversation', text: 'Message 1.' })
  for (let number = 2; number <= end; number += 1)
    await (number % 3 === 0 ? daan : noor).post(
      conversation,
      `Message ${number}. ${'And some more. '.repeat(number % 7)}`,
    )
  for (const person of [noor, daan])
    await person.ask('markRead', { where: { id: conversation }, takes: { position: end } })
  return { conversation, noor, daan }
})

const message = (page: Page, number: number) => messages(page).filter({ hasText: new RegExp(`Message ${number}\\.`) })
const top = (found: Locator) => found.evaluate((element) => element.getBoundingClientRect().top)

test('a long conversation opens at the end with the newest 50, and fetches earlier ones on request without losing the reader’s place', async ({
  browsers,
  talk,
}) => {
  const { conversation, noor } = talk
  for (const seat of [{ viewport: phone }, {}]) {
    const page = await browsers.of(noor, `/conversations/${conversation}`, seat)
    await soon(() => isInSight(message(page, end).locator('p').last())).toBe(true)
    expect(await messages(page).count()).toBe(50)
    for (const [first, count] of [
      [71, 100],
      [21, 120],
    ] as const) {
      const earlier = page.getByRole('button', { name: 'Show what came earlier' })
      await earlier.scrollIntoViewIfNeeded()
      const before = await top(message(page, first))
      await earlier.click()
      await soon(() => messages(page).count()).toBe(count)
      await soon(async () => Math.abs((await top(message(page, first))) - before)).toBeLessThan(3)
    }
    const beginning = page.getByText('This is where the conversation begins.')
    expect(await beginning.evaluate((element) => element === document.activeElement)).toBe(true)
    expect(await message(page, 1).count()).toBe(1)
  }
})

test('earlier messages come in unspoken; there is one live region for messages, and new ones are spoken again', async ({
  browsers,
  talk,
}) => {
  const { conversation, noor, daan } = talk
  const page = await browsers.of(daan, `/conversations/${conversation}`, { language: 'nl' })
  const log = page.getByRole('log', { name: 'Het gesprek tot nu toe' })
  await log.waitFor()
  expect(await page.getByRole('log').count()).toBe(1)
  expect(await page.getByRole('alert').count()).toBe(0)
  expect(await page.getByRole('status').count()).toBe(1)
  const live = '[aria-live], [role=log], [role=status], [role=alert], [role=timer], output, marquee'
  expect(await log.locator(live).count()).toBe(0)
  expect(await page.locator(live).count()).toBe(2)
  await log.evaluate((element) => {
    const spoken: string[] = []
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes)
        if (addedNodes.length > 0) spoken.push(element.getAttribute('aria-live') ?? '')
      document.body.dataset['spoken'] = [...new Set(spoken)].join()
    }).observe(element, { childList: true })
  })
  await page.getByRole('button', { name: 'Toon wat er eerder stond' }).click()
  await soon(() => messages(page).count()).toBe(100)
  expect(await page.evaluate(() => document.body.dataset['spoken'])).toBe('off')
  await soon(() => log.getAttribute('aria-live')).toBe('polite')
  await noor.post(conversation, 'Hoorbaar')
  await page.getByText('Hoorbaar').waitFor()
  expect(await page.evaluate(() => document.body.dataset['spoken'])).toBe('off,polite')
})

test('new messages are added and nothing that stood there is written anew; a reader who looks back is told, not moved', async ({
  browsers,
  talk,
}) => {
  const { conversation, noor, daan } = talk
  const page = await browsers.of(noor, `/conversations/${conversation}`, { viewport: phone })
  await message(page, end).waitFor()
  await messages(page).evaluateAll((all) => all.forEach((article, place) => (article.id = `stood-${place}`)))
  // At the end one follows.
  await daan.post(conversation, 'Something new.')
  await soon(() => isInSight(page.getByText('Something new.'))).toBe(true)
  await reply(page, 'An answer.')
  await soon(() => isInSight(page.getByText('An answer.'))).toBe(true)
  expect(
    await messages(page).evaluateAll((all) => all.filter((article) => article.id.startsWith('stood-')).length),
  ).toBe(50)
  // Looking back one stays.
  await message(page, 80).evaluate((element) => element.scrollIntoView())
  await soon(() => isInSight(message(page, 80).locator('p').last())).toBe(true)
  const before = await top(message(page, 80))
  await daan.post(conversation, 'Newer still.')
  const below = page.getByRole('button', { name: '1 new message' })
  await below.waitFor()
  expect(await top(message(page, 80))).toBe(before)
  expect(await isInSight(page.getByText('Newer still.'))).toBe(false)
  await below.click()
  await soon(() => isInSight(page.getByText('Newer still.'))).toBe(true)
  await soon(() => below.count()).toBe(0)
})

test('each day has its heading, today’s says so; a message’s name tells who, when, and that it is unread', async ({
  browsers,
  as,
  room,
}) => {
  const [lies, noor] = await as('Lies', 'Noor')
  const conversation = await lies.start('Noor', { text: 'Written the day before' })
  await room.query(`update room.message set sent_at = sent_at - interval '1 day' where conversation = $1`, [
    conversation,
  ])
  await lies.post(conversation, 'Written today')
  const seats = [
    [
      'en',
      /^(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d+ \p{L}+$/u,
      /^Today, \w+day \d+ \w+$/,
      /^Lies Bakker, \d\d:\d\d, unread$/,
    ],
    [
      'nl',
      /^(Maan|Dins|Woens|Donder|Vrij|Zater|Zon)dag \d+ \p{L}+$/u,
      /^Vandaag, \w+dag \d+ \w+$/,
      /^Lies Bakker, \d\d:\d\d$/,
    ],
  ] as const
  for (const [language, day, today, name] of seats) {
    const page = await browsers.of(noor, `/conversations/${conversation}`, { language })
    const headings = page.getByRole('log').getByRole('heading', { level: 2 })
    await headings.filter({ hasText: day }).waitFor()
    await headings.filter({ hasText: today }).waitFor()
    expect(await page.getByRole('log').getByRole('article', { name }).count()).toBe(2)
    await soon(async () => (await noor.ask('readConversation', { where: { id: conversation } })).unread).toBe(0)
  }
})
