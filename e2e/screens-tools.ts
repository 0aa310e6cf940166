import type { Screen, Tools } from './screens.ts'

/** Worksheets: filled in, prepared, and with the field for feedback; a client's account begins with all of them. */
export function toolScreens({ at }: Tools): Screen[] {
  return [
    at('Noor', ({ sheets }) => `/worksheets/${sheets.open}`)('a worksheet to fill in', (page, said) =>
      page.getByRole('button', { name: said.tools.own.send, exact: true }).waitFor(),
    ),
    at('Daan', ({ noor }) => `/clients/${noor}/worksheets/new`)('preparing a worksheet', (page, said) =>
      page.getByRole('button', { name: said.tools.form.save, exact: true }).waitFor(),
    ),
    at('Daan', ({ noor, sheets }) => `/clients/${noor}/worksheets/${sheets.sent}`)(
      'answers to a worksheet',
      (page, said) => page.getByRole('button', { name: said.tools.one.give }).waitFor(),
    ),
    at('Daan', ({ noor }) => `/clients/${noor}`)('the dashboard of a client', (page, said) =>
      page.getByRole('heading', { name: said.tools.part.theirs }).waitFor(),
    ),
  ]
}
