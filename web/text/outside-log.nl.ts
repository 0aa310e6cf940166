import type { outsideLog as english } from './outside-log.en.ts'

/** Het logboek van de applicatiebeheerder over kijken buiten de caseload, en de instellingen erover. */
export const outsideLog: typeof english = {
  title: 'Kijken buiten de caseload',
  more: 'Wie naar cliënten van collega’s zocht, en waarom. Cliënten staan hier met hun nummer, nooit met hun naam. Dat jij dit leest, wordt ook opgeschreven.',
  link: 'Wie keek buiten de eigen caseload',
  getting: 'We halen het logboek op',
  none: 'Niemand keek buiten de eigen caseload',
  noneMore: 'Wie dat in deze periode doet, staat hier meteen.',
  person: 'Hulpverlener',
  everybody: 'Iedereen',
  from: 'Vanaf',
  until: 'Tot en met',
  show: 'Toon',
  earlier: 'Toon eerdere',
  noReason: 'Er is geen reden gegeven.',
  refused: 'Geweigerd',
  temporary: 'Tijdelijke toegang',
  client: (number) => `Cliënt ${number}`,
  fields: (names) => `Zocht op ${names}.`,
  found: (count) => (count === 0 ? 'Vond niemand.' : `Vond er ${count}.`),
  field: { name: 'naam', address: 'e-mailadres', identifier: 'ID', birthDate: 'geboortedatum' },
  action: {
    'reason given': 'Typte een reden',
    'searched outside the caseload': 'Zocht',
    'client opened outside the caseload': 'Opende: wie het is, en wie met de cliënt werkt',
    'related oneself': 'Koppelde zichzelf',
    'temporary access begun': 'Begon tijdelijke toegang',
    'temporary access ended': 'Stopte tijdelijke toegang',
    'relate request sent': 'Stuurde de cliënt een koppelverzoek',
    'client details read': 'Las de gegevens',
  },
  otherAction: 'Las in het account',
  settings: {
    group: {
      title: 'Kijken buiten de caseload',
      more: 'Wat behandelaren mogen bij cliënten van collega’s. Ze typen altijd eerst een reden, die de cliënt en jij kunnen lezen.',
    },
    label: {
      outside: 'Wat mag een behandelaar die iemand vond?',
      temporaryAccess: 'Mag een behandelaar een account voor even openen, om het te lezen?',
      temporaryAccessMinutes: 'Hoeveel minuten',
      relateRequests: 'Vragen we het de cliënt voordat iemand gekoppeld wordt?',
    },
    hint: {
      temporaryAccessMinutes: 'Tussen 5 en 240. Dan gaat het account vanzelf dicht, ook in open tabbladen.',
      relateRequests:
        'Dan wordt niemand gekoppeld zonder het ja van de cliënt. Jezelf koppelen kun je er niet naast kiezen.',
    },
    choice: {
      off: 'Niets: ze kunnen niet naar cliënten van collega’s zoeken',
      'read-only': 'Zien wie het is en wie met de cliënt werkt',
      relate: 'Zichzelf aan de cliënt koppelen',
      ask: 'Het de cliënt vragen',
    },
  },
}
