import type { Page } from 'playwright-core'
import type { Screen, words } from './screens.ts'

type Said = (typeof words)['en']
type Make = {
  at: (who: 'Karim', address: string) => (name: string, ready: Screen['ready']) => Screen
  after: (screen: Screen, name: string, act: Screen['ready']) => Screen
  heading: (page: Page, name: string | RegExp) => Promise<void>
}

/** What the application manager sets. */
export function practiceScreens({ at, after, heading }: Make): Screen[] {
  const configuration = at('Karim', '/configuration')('the configuration', (page: Page, said: Said) =>
    heading(page, said.configuration.group.registration.title),
  )
  return [
    configuration,
    after(configuration, 'the configuration with what is missing', async (page, said) => {
      const { group, label, save, write } = said.configuration
      const names = page.getByRole('region', { name: group.names.title })
      await names.getByLabel(label.name, { exact: true }).fill('')
      await names.getByRole('button', { name: save }).click()
      await page.getByRole('link', { name: write.name }).waitFor()
    }),
  ]
}
