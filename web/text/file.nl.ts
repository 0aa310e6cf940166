import type { file as english } from './file.en.ts'

/** Het account van een cliënt: het menu links. */
export const file: typeof english = {
  menu: 'Onderdelen van dit account',
  part: {
    dashboard: 'Overzicht',
    details: 'Gegevens',
    conversations: 'Gesprekken',
    history: 'Contactgeschiedenis',
    tasks: 'Taken',
    professionals: 'Hulpverleners',
    worksheets: 'Werkbladen',
  },
}
