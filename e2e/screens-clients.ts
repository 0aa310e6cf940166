import type { Screen, Tools } from './screens.ts'

/** The screens about clients, in every state that looks different. */
export function clientScreens({ at, after, heading }: Tools): Screen[] {
  const list = at('Daan', '/clients')('the clients', (page) =>
    page.getByRole('link', { name: 'Noor Bakker' }).waitFor(),
  )
  const add = at('Daan', '/clients/add')('adding a client', (page) => page.getByRole('radio').first().waitFor())
  const client = at('Daan', detailsOf)('a client, with an address that waits', (page, said) =>
    page.getByRole('button', { name: said.clientPages.address.stop }).waitFor(),
  )
  return [
    list,
    after(list, 'the clients, nobody found', async (page, said) => {
      await page.getByLabel(said.caseload.searchLabel).fill('nobody 12')
      await page.getByRole('button', { name: said.caseload.search, exact: true }).click()
      await heading(page, said.caseload.nobody)
    }),
    after(add, 'adding a client whose address exists', async (page, said) => {
      const { form, exists } = said.clientPages
      await page.getByRole('radio', { name: form.genders.other }).check()
      for (const [label, words] of [
        [form.first, 'Zoë'],
        [form.last, 'Wit'],
        [form.birthDate, '17-05-1990'],
        [form.address, 'tom@linde.example'],
      ] as const)
        await page.getByLabel(label, { exact: true }).fill(words)
      await page.getByRole('button', { name: form.send, exact: true }).click()
      await heading(page, exists.title)
    }),
    after(client, 'a client, before deactivating', async (page, said) => {
      await page.getByRole('button', { name: said.clientPages.client.deactivate }).click()
      await heading(page, said.clientPages.client.deactivateTitle)
    }),
    at('Noor', ({ request }) => `/tasks/relate-request/${request}`)('a question for a client', (page, said) =>
      page.getByRole('button', { name: said.requests.accept('Eva Smit') }).waitFor(),
    ),
    at('Daan', ({ noor }) => `/clients/${noor}/change`)('changing a client', (page, said) =>
      page.getByRole('button', { name: said.clientPages.changing.save }).waitFor(),
    ),
  ]
}

function detailsOf({ noor }: { noor: string }): string {
  return `/clients/${noor}/details`
}
