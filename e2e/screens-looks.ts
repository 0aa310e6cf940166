import { looksText as en } from '../web/text/looks.en.ts'
import { looksText as nl } from '../web/text/looks.nl.ts'
import type { Tools } from './screens.ts'

/** The log that people read: a client, and the keeper of the log. */
export function looksScreens({ at }: Pick<Tools, 'at'>) {
  return [
    at('Noor', '/settings/looks')('who looked in my file', (page) =>
      page.getByText('Eva Smit').locator('visible=true').first().waitFor(),
    ),
    at('Karim', '/log/review')('looks to review', (page) =>
      page
        .getByText(new RegExp(`${en.review.reasons['no relation']}|${nl.review.reasons['no relation']}`))
        .first()
        .waitFor(),
    ),
  ]
}
