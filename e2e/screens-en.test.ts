import { expect } from 'vitest'
import { isFullProof } from '../checks/chance.ts'
import { axeFinds, axeFindsAgain, focusFindings, frameFindings, sidewaysParts, smallTargets } from './for-everyone.ts'
import { screens, stand, test } from './screens.ts'
import { phone } from './test.ts'

const language = 'en'

/** Where the focus shows is looked at on the phone; at every size where the proof is asked in full. */
test.for(screens)(
  '$name, in English: for everyone, at a desktop by day, on a phone in the evening, and four times enlarged',
  async (screen, { browsers, furnished }) => {
    const page = await stand(screen, { browsers, furnished, language, seat: { colorScheme: 'light' } })
    const findings = [
      ...(await frameFindings(page, { language, secret: furnished.private })),
      ...(await axeFinds(page)),
    ]
    if (isFullProof) findings.push(...(await focusFindings(page)))
    await page.setViewportSize(phone)
    await page.emulateMedia({ colorScheme: 'dark' })
    findings.push(...(await (isFullProof ? axeFinds(page) : axeFindsAgain(page, 'light'))))
    findings.push(...(await smallTargets(page)), ...(await focusFindings(page)))
    await page.setViewportSize({ width: 320, height: 256 })
    findings.push(...(await sidewaysParts(page)))
    if (isFullProof) findings.push(...(await focusFindings(page)))
    expect(findings).toEqual([])
  },
)
