import type { Furnished, Screen } from './screens.ts'

/** How screens.ts makes a screen of an address, and one of what was done on it. */
type Making = {
  at: (who: 'Noor' | 'Ruth', address: string) => (name: string, ready: Screen['ready']) => Screen
  outside: (address: string | ((furnished: Furnished) => string)) => Screen['open']
  heading: (page: Parameters<Screen['ready']>[0], name: string) => Promise<void>
}

/** The screens around the door: links from letters, passwords, where one is signed in, privacy. */
export function doorScreens({ at, outside, heading }: Making): Screen[] {
  return [
    {
      name: 'a forgotten password, with what is missing',
      open: outside('/forgot-password'),
      ready: async (page, { accounts, door }) => {
        await page.getByRole('button', { name: door.askLink }).click()
        await page.getByRole('link', { name: accounts.writeAddress }).waitFor()
      },
    },
    {
      name: 'a link of welcome, with what is missing',
      open: outside(({ links }) => `/welcome#${links.welcome}`),
      ready: async (page, { door }) => {
        await page.getByRole('button', { name: door.setPassword }).click()
        await page.getByRole('link', { name: door.writeNew }).waitFor()
      },
    },
    {
      name: 'a link that unlocks',
      open: outside(({ links }) => `/unblock#${links.unblock}`),
      ready: (page, { door }) => page.getByRole('button', { name: door.unblockButton }).waitFor(),
    },
    {
      name: 'a link that is over',
      open: outside('/new-password'),
      ready: (page, { door }) => heading(page, door.linkOver),
    },
    at('Noor', '/settings/password')('one’s own password, with what is missing', async (page, { door }) => {
      await page.getByRole('button', { name: door.setPassword }).click()
      await page.getByRole('link', { name: door.writePresent }).waitFor()
    }),
    at('Noor', '/settings/sessions')('where one is signed in', (page) => page.locator('.rows').waitFor()),
    at('Ruth', '/')('the privacy statement before everything else', (page, { door }) =>
      page.getByRole('button', { name: door.continue }).waitFor(),
    ),
  ]
}
