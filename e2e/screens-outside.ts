import { outside as en } from '../web/text/outside.en.ts'
import { outside as nl } from '../web/text/outside.nl.ts'
import { outsideLog as logEn } from '../web/text/outside-log.en.ts'
import { outsideLog as logNl } from '../web/text/outside-log.nl.ts'
import type { Screen, Tools } from './screens.ts'

const either = (one: string, other: string) => new RegExp(`^(${one}|${other})$`)

/** Looking outside the own caseload, and the log of it. */
export function outsideScreens({ at, after }: Tools): Screen[] {
  const reason = at('Daan', '/clients/others')('other clients, before the reason', (page) =>
    page.getByRole('textbox', { name: either(en.reason.field, nl.reason.field) }).waitFor(),
  )
  return [
    after(reason, 'other clients, one of them opened', async (page) => {
      const send = page.getByRole('button', { name: either(en.reason.send, nl.reason.send) })
      await page.getByRole('textbox').fill('Eva is vandaag ziek en haar cliënt belde over een afspraak.')
      await send.click()
      await page.getByLabel(either(en.search.name, nl.search.name)).fill('hughes')
      await page.getByRole('button', { name: either(en.search.send, nl.search.send) }).click()
      await page.getByRole('link', { name: 'Tom Hughes' }).click()
      await page.getByRole('button', { name: either(en.temporary.do, nl.temporary.do) }).waitFor()
    }),
    at('Eva', ({ noor }) => `/clients/${noor}`)('an account under temporary access', (page) =>
      page.getByRole('region', { name: either(en.temporary.band, nl.temporary.band) }).waitFor(),
    ),
    at('Karim', '/configuration/outside-log')('the log of looks outside', (page) =>
      page.getByText(logEn.action['reason given']).or(page.getByText(logNl.action['reason given'])).first().waitFor(),
    ),
  ]
}
