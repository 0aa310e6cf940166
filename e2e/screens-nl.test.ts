import { expect } from 'vitest'
import { isFullProof } from '../checks/chance.ts'
import { axeFinds, axeFindsAgain, focusFindings, frameFindings, sidewaysParts, smallTargets } from './for-everyone.ts'
import { screens, stand, test } from './screens.ts'
import { phone } from './test.ts'

const language = 'nl'

/** The same screens as in English: what a language changes is looked at each time, everything where the proof is asked in full. */
test.for(screens)(
  '$name, in Dutch: for everyone, at a desktop in the evening, on a phone by day, and four times enlarged',
  async (screen, { browsers, furnished }) => {
    const seat = isFullProof ? { colorScheme: 'dark' as const } : { colorScheme: 'light' as const, viewport: phone }
    const page = await stand(screen, { browsers, furnished, language, seat })
    const findings = [
      ...(await frameFindings(page, { language, secret: furnished.private })),
      ...(await (isFullProof ? axeFinds(page) : axeFindsAgain(page, 'language'))),
    ]
    if (isFullProof) {
      findings.push(...(await focusFindings(page)))
      await page.setViewportSize(phone)
      await page.emulateMedia({ colorScheme: 'light' })
      findings.push(...(await axeFinds(page)), ...(await smallTargets(page)), ...(await focusFindings(page)))
    }
    await page.setViewportSize({ width: 320, height: 256 })
    findings.push(...(await sidewaysParts(page)))
    if (isFullProof) findings.push(...(await focusFindings(page)))
    expect(findings).toEqual([])
  },
)
