import type { Screen, Tools } from './screens.ts'

/** Who works with a client: the list with relating, and the first question of a hand-over. */
export function relationScreens({ at, after }: Tools): Screen[] {
  const list = at('Daan', ({ noor }) => `/clients/${noor}/professionals`)('who works with a client', (page, said) =>
    page.getByRole('button', { name: said.relations.relate }).waitFor(),
  )
  return [
    after(list, 'relating a colleague', async (page, said) => {
      await page.getByRole('button', { name: said.relations.relate }).click()
      await page.getByLabel(said.relations.colleague).waitFor()
    }),
    at('Daan', ({ noor }) => `/clients/${noor}/hand-over`)('handing a client over', (page, said) =>
      page.getByLabel(said.relations.over.who).waitFor(),
    ),
  ]
}
