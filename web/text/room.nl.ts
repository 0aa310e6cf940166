import { countingIn, listIn } from './counting.ts'
import type { Dictionary } from './text.ts'

const { number } = countingIn('nl')

export const room: Dictionary['room'] = {
  ...listIn('nl'),
  number,
  error: 'Fout:',
  note: 'Let op:',
  wrong: { one: 'Er ontbreekt nog iets', more: (count) => `Er ontbreken nog ${number(count)} dingen` },
  notRight: { one: 'Er klopt nog iets niet', more: (count) => `Er kloppen nog ${number(count)} dingen niet` },
  optional: 'hoeft niet',
  today: (day) => `Vandaag, ${day}`,
  todayAt: (time) => `Vandaag om ${time}`,
  yesterdayAt: (time) => `Gisteren om ${time}`,
  dayAt: (day, time) => `${day} om ${time}`,
  close: 'Sluiten',
  tryAgain: 'Probeer het opnieuw',
  longer: 'Dit duurt langer dan normaal.',
  offline: 'Je hebt geen internet.',
  unreachable: 'We kunnen deze site nu niet bereiken.',
  unreachableNext: 'Kijk of je internet hebt, of probeer het zo nog eens.',
  homeLink: 'Ga naar de startpagina',
  unknownPage: 'Deze pagina bestaat niet',
  unknownPageMore: 'Misschien klopt het adres niet, of is de pagina weg.',
  roles: {
    client: 'cliënt',
    professional: 'hulpverlener',
    'related person': 'naaste',
    therapist: 'behandelaar',
    supervisor: 'supervisor',
    secretary: 'secretaresse',
    'application manager': 'applicatiebeheerder',
    'data analyst': 'data-analist',
    'data officer': 'databeheerder',
    'service employee': 'servicemedewerker',
  },
  away: 'Afwezig',
  awayUntil: (day) => `Afwezig tot en met ${day}`,
  awayText: (away, words) => `${away}: ${words}`,
}
