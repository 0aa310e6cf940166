import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { heading, messages, reply, soon } from './eyes.ts'
import { phone, test } from './test.ts'

/** What people who mean harm write: every line must come out as the words it is. */
const hostile = [
  `<script>document.title='hit'</script>`,
  `<img src=x onerror="document.title='hit'">`,
  `"><svg onload=document.title='hit'>`,
  `<iframe srcdoc="<script>parent.document.title='hit'</script>"></iframe>`,
  `<a href="javascript:document.title='hit'">here</a>`,
  `javascript:document.title='hit'`,
  `<style>*{display:none}</style><link rel=stylesheet href=https://example.org/x.css>`,
  `<img src="https://example.org/seen.gif"><video src=//example.org/v>`,
  `<form action=https://example.org><button autofocus>Send</button></form>`,
  `<meta http-equiv=refresh content="0;url=https://example.org">`,
  `</textarea></p></div><base href=https://example.org>`,
  `&lt;b&gt;&#60;script&#62;&#x3c;/p&gt; &amp;amp;`,
  '{{constructor.constructor("document.title=1")()}} ${7*7} <%= 7*7 %>',
  `'; drop table room.message; -- \\u0000 %00 \\`,
  `<!--[if IE]><script>1</script><![endif]--> ]]> <?php ?>`,
  `__proto__ constructor toString [object Object] null undefined NaN`,
  '\u202Ewritten backwards\u202C and \u2066isolated\u2069 \u200Bzero\u200Bwidth\uFEFF',
  'עברית ועוד, العربية أيضا (1, 2, 3)',
  'Z̷̧̛͉̪͚̲̗̓͌̈́̌̈́͝a̵l̸g̴o̶ 👩🏽‍❤️‍💋‍👩🏻 🏳️‍🌈 🇳🇱 ﷽',
  'w'.repeat(1000),
]

async function shownOf(page: Page): Promise<(string | null)[]> {
  return await messages(page).evaluateAll((all) =>
    all.map((article) => article.querySelector('.words')?.textContent ?? null),
  )
}

test('hostile words in messages come out as words: nothing runs, nothing is fetched, nothing but paragraphs is made', async ({
  browsers,
  as,
}) => {
  const [noor, daan] = await as('Noor', 'Daan')
  const conversation = await noor.start('Daan', { text: hostile[0]!, subject: hostile[1]! })
  for (const text of hostile.slice(1)) await noor.post(conversation, text)
  const page = await browsers.of(daan, `/conversations/${conversation}`, { viewport: phone })
  await soon(() => messages(page).count()).toBe(hostile.length)
  expect(await shownOf(page)).toEqual(hostile)
  expect(await heading(page).textContent()).toBe(hostile[1])
  const made = await page.locator('article .words *').evaluateAll((all) => all.map(({ tagName }) => tagName))
  expect(new Set(made)).toEqual(new Set(['P']))
  // What comes in live goes the same way.
  await reply(page, hostile[2]!)
  await noor.post(conversation, hostile[3]!)
  const last = async () => new Set((await shownOf(page)).slice(-2))
  await soon(last).toEqual(new Set([hostile[2], hostile[3]]))
  await soon(() => page.title()).toBe('Conversation – De Linde')
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
})

test('hostile words in a subject come out as words in the list, on the home page and above the conversation', async ({
  browsers,
  as,
}) => {
  const [tom, eva] = await as('Tom', 'Eva')
  const subjects = hostile.filter((text) => text.length < 200)
  for (const subject of subjects) await tom.start('Eva', { subject, text: 'Dag' })
  const page = await browsers.of(eva, '/conversations', { viewport: phone, language: 'nl' })
  const list = page.getByRole('navigation', { name: 'Gesprekken' }).getByRole('link')
  await soon(() => list.count()).toBe(subjects.length)
  expect((await list.allTextContents()).toReversed()).toEqual(subjects)
  await page.goto('/')
  const panel = page.getByRole('region', { name: 'Gesprekken' }).getByRole('listitem')
  await soon(() => panel.count()).toBe(subjects.length)
  expect(await page.title()).toBe(`(${subjects.length}) Start – De Linde`)
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
})

test('“Leave quickly” replaces the page at once and signs out; Back finds the door', async ({ browsers, as }) => {
  const [daan] = await as('Daan')
  const conversation = await daan.start('Noor', { text: 'Nobody else sees this' })
  const page = await browsers.as('Noor', { viewport: phone })
  await page.getByRole('link', { name: 'Read the message' }).click()
  await page.getByRole('log').getByText('Nobody else sees this').waitFor()
  await page.getByRole('link', { name: 'Leave quickly' }).click()
  await page.waitForURL('about:blank')
  expect(await page.title()).toBe('')
  await soon(async () => (await page.request.get(`/api/conversations/${conversation}`)).status()).toBe(401)
  await page.goBack()
  await heading(page).getByText('Sign in').waitFor()
  expect(await page.content()).not.toMatch(/Nobody else|Noor/)
})

test('Shift three times in a row leaves too, at the door as well; typing capitals does not', async ({
  browsers,
  as,
}) => {
  const [noor] = await as('Noor')
  const conversation = await noor.start('Daan', { text: 'Hello' })
  const page = await browsers.of(noor, `/conversations/${conversation}`, { language: 'nl' })
  const field = page.getByRole('textbox', { name: 'Bericht' })
  await field.focus()
  for (const letter of ['A', 'B', 'C', 'D']) await page.keyboard.press(`Shift+${letter}`)
  expect(await field.inputValue()).toBe('ABCD')
  expect(page.url()).toContain(conversation)
  for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press('Shift')
  await page.waitForURL('about:blank')
  const door = await browsers.door()
  await heading(door).waitFor()
  for (let presses = 0; presses < 3; presses += 1) await door.keyboard.press('Shift')
  await door.waitForURL('about:blank')
})

test('leaving quickly in one tab clears the other', async ({ browsers, as }) => {
  const [daan] = await as('Daan')
  const conversation = await daan.start('Noor', { text: 'In both tabs' })
  const first = await browsers.as('Noor')
  const second = await first.context().newPage()
  await second.goto(`/conversations/${conversation}`)
  await second.getByRole('log').getByText('In both tabs').waitFor()
  await first.getByRole('link', { name: 'Leave quickly' }).click()
  await heading(second).getByText('Sign in').waitFor()
  expect(await second.content()).not.toMatch(/In both tabs|Noor/)
})

test('without an answer from the server the page says so in both languages, and comes by itself when there is one', async ({
  browsers,
}) => {
  const page = await browsers.door()
  await page.clock.install()
  await page.route('**/api/practice', (route) => route.abort())
  await page.reload()
  await page.getByText('This page did not load completely.').waitFor()
  await page.getByText('Deze pagina is niet helemaal geladen.').waitFor()
  await page.unroute('**/api/practice')
  await page.clock.fastForward(6000)
  await heading(page).getByText('Sign in').waitFor()
  expect(await page.getByText('This page did not load completely.').isVisible()).toBe(false)
})
