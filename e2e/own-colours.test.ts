import { expect } from 'vitest'
import { isFullProof } from '../checks/chance.ts'
import { axeFinds } from './for-everyone.ts'
import { screens, stand, test } from './screens.ts'
import { phone } from './test.ts'

const named = (name: string) => screens.filter((screen) => screen.name.includes(name))

/** A form with mistakes and a conversation hold every piece; all the others where the proof is asked in full. */
const looked = [...named('the door with'), ...named('a conversation, a client’s')]
const others = [...named('a client’s'), ...named('not sent'), ...named('the settings')]

test.for(isFullProof ? [...new Set([...looked, ...others])] : looked)(
  '$name, in the reader’s own colours: what one can operate keeps an edge, what is current and who wrote show without colour',
  async (screen, { browsers, furnished }) => {
    const seat = { forcedColors: 'active', viewport: phone } as const
    const page = await stand(screen, { browsers, furnished, language: 'nl', seat })
    const bare = await page
      .locator('.btn:not(.btn-quiet), .input, .niche, .words, .notice, .vault, .count, .tag, .who:visible')
      .evaluateAll((all) =>
        all
          .filter((element) => element.checkVisibility())
          .filter((element) => {
            const { borderTopWidth, borderTopStyle } = getComputedStyle(element)
            return borderTopStyle === 'none' || Number.parseFloat(borderTopWidth) < 1
          })
          .map((element) => element.outerHTML.slice(0, 100)),
      )
    expect(bare).toEqual([])
    // What a page says of its colours is not what is painted then: the reader's own are.
    expect(await axeFinds(page, ['color-contrast'])).toEqual([])
    const edges = await page
      .locator('nav [aria-current=page]')
      .evaluateAll((all) => all.map((element) => getComputedStyle(element).borderTopWidth))
    expect(edges.filter((edge) => Number.parseFloat(edge) < 2)).toEqual([])
  },
)

test('whoever wants less motion gets none; nothing moves by itself for others', async ({ browsers, furnished }) => {
  const thread = named('a conversation, a client’s')[0]!
  const given = { browsers, furnished, language: 'en' } as const
  const still = await stand(thread, { ...given, seat: { reducedMotion: 'reduce' } })
  const moving = await still.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter((element) => {
        const { transitionDuration, animationName } = getComputedStyle(element)
        return /[1-9]/.test(transitionDuration) || animationName !== 'none'
      })
      .map((element) => element.outerHTML.slice(0, 80)),
  )
  expect(moving).toEqual([])
  const usual = await stand(thread, { ...given, seat: { reducedMotion: 'no-preference' } })
  expect(await usual.evaluate(() => document.getAnimations().length)).toBe(0)
})

test('dark or light is as the device says until one chooses; the choice holds, before anything is painted', async ({
  browsers,
}) => {
  const page = await browsers.as('Lies', { colorScheme: 'light' })
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const light = await background()
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await background()
  expect(dark).not.toBe(light)
  await page.goto('/settings')
  await page.getByRole('radio', { name: 'Light', exact: true }).check()
  await page.getByText('Saved.').waitFor()
  expect(await background()).toBe(light)
  // The program itself does not come: the page is light all the same.
  await page.route('**/assets/index-*.js', (route) => route.abort())
  await page.reload()
  expect(await background()).toBe(light)
})
