import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** What a screen must be for everyone, as findings in words: an empty list is what one wants. */

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds, these of its rules aside. */
export async function axeFinds(page: Page, aside: string[] = []): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(rules).disableRules(aside).analyze()
  return inWords(violations)
}

type Violations = Awaited<ReturnType<AxeBuilder['analyze']>>['violations']

function inWords(violations: Violations): string[] {
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  )
}

/** What a language can change: what things are called, and how much room the words need. */
const byLanguage = [
  'aria-command-name',
  'aria-dialog-name',
  'aria-input-field-name',
  'aria-toggle-field-name',
  'button-name',
  'document-title',
  'empty-heading',
  'html-has-lang',
  'html-lang-valid',
  'image-alt',
  'label',
  'label-content-name-mismatch',
  'landmark-unique',
  'link-name',
  'select-name',
  'target-size',
  'valid-lang',
]
/** What light and width can change. */
const byLight = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable', 'target-size']

/** The same, for what another language or another light and width can change on a screen that was looked at whole. */
export async function axeFindsAgain(page: Page, changed: 'language' | 'light'): Promise<string[]> {
  const some = changed === 'language' ? byLanguage : byLight
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().withRules(some).analyze()
  return inWords(violations)
}

/** What has a smaller place to touch than 44 by 44 pixels, measured by where a touch lands; words within a sentence aside. */
export async function smallTargets(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    // A touch is tried every half pixel to both sides, so up to one is lost.
    const least = 43
    const operable = 'a[href], button, input, select, textarea, summary, [tabindex="0"], [role="button"]'
    const owner = (x: number, y: number) => {
      const found = document.elementFromPoint(x, y)
      const label = found?.closest('label')
      return label?.control ?? found?.closest(operable) ?? null
    }
    const reach = (element: Element, [x, y]: [number, number], [right, down]: [number, number]) => {
      let far = 0
      while (far < least && owner(x + right * (far + 0.5), y + down * (far + 0.5)) === element) far += 0.5
      return far
    }
    const small: string[] = []
    for (const element of document.querySelectorAll(operable)) {
      if (!element.checkVisibility({ visibilityProperty: true }) || element.matches('.skip')) continue
      const around = [...(element.parentElement?.childNodes ?? [])]
      const isInText = around.some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
      if (isInText && getComputedStyle(element).display === 'inline') continue
      element.scrollIntoView({ block: 'center', behavior: 'instant' })
      const { left, right, top, bottom } = element.getBoundingClientRect()
      const centre: [number, number] = [(left + right) / 2, (top + bottom) / 2]
      const wide = reach(element, centre, [1, 0]) + reach(element, centre, [-1, 0])
      const high = reach(element, centre, [0, 1]) + reach(element, centre, [0, -1])
      if (wide < least || high < least) small.push(`${element.outerHTML.slice(0, 120)}: ${wide} by ${high}`)
    }
    scrollTo(0, 0)
    return small
  })
}

/** What makes the window scroll sideways. */
export async function sidewaysParts(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    const wide = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 0.5,
    )
    return [`${scrollWidth} > ${clientWidth}`, ...wide.map((element) => element.outerHTML.slice(0, 100))]
  })
}

/** Goes through the page with the Tab key, once round: what has no visible focus, what lies under something, what keeps the focus. */
export async function focusFindings(page: Page): Promise<string[]> {
  const findings: string[] = []
  await page.evaluate(() => {
    scrollTo(0, 0)
    ;(document.activeElement as HTMLElement | null)?.blur()
    getSelection()?.removeAllRanges()
  })
  const seen = new Set<string>()
  for (let steps = 0; steps < 120; steps += 1) {
    await page.keyboard.press('Tab')
    const here = await page.evaluate(lookAtFocus)
    if (!here || seen.has(here.place)) return findings
    seen.add(here.place)
    if (here.finding) findings.push(here.finding)
  }
  return [...findings, 'the focus never comes round']
}

/** Runs in the page: which element has the focus, and what is wrong with how it shows. */
export function lookAtFocus(): { place: string; finding: string } | null {
  const element = document.activeElement
  if (!element || element === document.body) return null
  const place = [...document.querySelectorAll('*')].indexOf(element).toString()
  const said = element.outerHTML.slice(0, 100)
  const rings = [getComputedStyle(element), getComputedStyle(element, '::after')]
  const ringed = rings.some(
    ({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
  )
  if (!ringed) return { place, finding: `no ring: ${said}` }
  const { left, right, top, bottom } = element.getBoundingClientRect()
  const high = Math.min(bottom, innerHeight) - Math.max(top, 0)
  // Of what is high, a large field say, the place where one writes is enough.
  if (high < Math.min(bottom - top, 44) - 1) return { place, finding: `out of sight: ${said} ${top} ${bottom}` }
  const x = Math.min(Math.max((left + right) / 2, 1), innerWidth - 1)
  for (const y of [Math.max(top, 0) + 3, Math.min(bottom, innerHeight) - 3]) {
    const over = document.elementFromPoint(x, y)
    const isMine =
      over && (element.contains(over) || over.contains(element) || over.closest('label')?.control === element)
    if (!isMine) return { place, finding: `under ${over?.outerHTML.slice(0, 80)}: ${said}` }
  }
  return { place, finding: '' }
}

/** What stands wrong around every screen: language, title, headings, help first, the service desk's address, live regions. */
export async function frameFindings(
  page: Page,
  { language, secret }: { language: string; secret: RegExp },
): Promise<string[]> {
  const frame = await page.evaluate(() => {
    const tags = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter((element) => element.checkVisibility())
    const room = document.getElementById('room')
    return {
      lang: document.documentElement.lang,
      title: document.title,
      levels: tags.map(({ tagName }) => Number(tagName[1])),
      // The way past what is the same everywhere comes before it; help is the first thing one sees.
      first: [...(room?.children ?? [])].find((element) => !element.matches('.skip'))?.getAttribute('aria-label') ?? '',
      top: document.querySelector('aside')?.getBoundingClientRect().top ?? -1,
      foot: document.querySelector('footer a[href^="mailto:"]')?.textContent ?? '',
      regions: document.querySelectorAll('[aria-live], [role=alert], [role=status], output, [role=log]').length,
      logs: document.querySelectorAll('[role=log]').length,
      scroll: scrollY,
    }
  })
  const skips = frame.levels.filter((level, index) => level - (frame.levels[index - 1] ?? 1) > 1)
  const wrong: [boolean, string][] = [
    [frame.lang !== language, `lang is ${frame.lang}`],
    [!/^(Error: |Fout: )?(\(\d+\) )?[\p{L}][\p{L} -]* – De Linde$/u.test(frame.title), `title: ${frame.title}`],
    [secret.test(frame.title), `title tells: ${frame.title}`],
    [frame.levels.filter((level) => level === 1).length !== 1, `headings: ${frame.levels.join()}`],
    [skips.length > 0, `heading levels jump: ${frame.levels.join()}`],
    [!/^(Need help now\?|Nu hulp nodig\?)$/.test(frame.first), `first: ${frame.first}`],
    [Math.round(frame.top + frame.scroll) !== 0, `help stands ${frame.top} from the top`],
    [frame.foot !== 'servicedesk@linde.example', `foot: ${frame.foot}`],
    [frame.regions !== frame.logs + 1, `${frame.regions} live regions`],
  ]
  return wrong.flatMap(([isWrong, what]) => (isWrong ? [what] : []))
}
