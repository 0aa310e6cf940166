import type { Screen } from './screens.ts'

type Ready = Screen['ready']

/** How screens.ts makes a screen of an address, and one of what was done on it. */
type Making = {
  at: (who: 'Noor' | 'Daan' | 'Karim', address: string) => (name: string, ready: Ready) => Screen
  after: (screen: Screen, name: string, act: Ready) => Screen
}

/** The screens about colleagues, and of one's own profile. */
export function peopleScreens({ at, after }: Making): Screen[] {
  const list = at('Karim', '/professionals')('the colleagues, the application manager’s', (page) =>
    page.getByRole('link', { name: 'Sanne de Wit' }).waitFor(),
  )
  const colleague = after(list, 'a colleague, the application manager’s', async (page, { professionals }) => {
    await page.getByRole('link', { name: 'Eva Smit' }).click()
    await page.getByRole('button', { name: professionals.startConversation }).waitFor()
  })
  return [
    list,
    after(list, 'the colleagues when nobody is found', async (page, { professionals }) => {
      await page.getByLabel(professionals.find).fill('xyz')
      await page.getByText(professionals.noneMore).waitFor()
    }),
    colleague,
    after(colleague, 'a colleague who is about to be deactivated', async (page, { professionals }) => {
      await page.getByRole('button', { name: professionals.deactivate }).click()
      await page.getByRole('button', { name: professionals.yesDeactivate }).waitFor()
    }),
    at('Karim', '/professionals/add')('adding a colleague, with what is missing', async (page, { professionals }) => {
      await page.getByRole('button', { name: professionals.add }).click()
      await page.getByRole('link', { name: professionals.write.groups }).waitFor()
    }),
    at('Karim', '/professionals/import')(
      'a list of colleagues, with what will happen',
      async (page, { professionals }) => {
        await page.getByLabel(professionals.importPaste).fill('e-mail;voornaam;achternaam;rol\na@linde.example;A;B;x')
        await page.getByRole('button', { name: professionals.preview }).click()
        await page.getByText(professionals.outcomes['unknown role']).waitFor()
      },
    ),
    at('Daan', '/profile')('one’s own profile, a professional’s', async (page, { profile }) => {
      await page.getByLabel(profile.absent).check()
      await page.getByLabel(profile.absenceText).waitFor()
    }),
    at('Noor', '/profile')('one’s own profile, a client’s', (page, { profile }) =>
      page.getByLabel(profile.phone, { exact: false }).first().waitFor(),
    ),
  ]
}
