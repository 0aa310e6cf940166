import { countingIn } from './counting.ts'
import type { Dictionary } from './text.ts'

const count = countingIn('nl')

export const caseload: Dictionary['caseload'] = {
  clients: 'Cliënten',
  getting: 'Je cliënten worden opgehaald',
  searching: 'Bezig met zoeken',
  search: 'Zoek',
  searchLabel: 'Zoek cliënten',
  searchHint: 'Naam, heel e-mailadres, ID of geboortedatum (DD-MM-JJJJ).',
  state: 'Account',
  states: { active: 'Actief', inactive: 'Inactief', both: 'Actief & inactief' },
  soughtBy: {
    name: (words) => `Gezocht op naam: ${words}`,
    address: (words) => `Gezocht op e-mailadres: ${words}`,
    identifier: (words) => `Gezocht op ID: ${words}`,
    birthDate: (words) => `Gezocht op geboortedatum: ${words}`,
  },
  showAll: 'Toon alles',
  found: (number) => count.of(number, { one: 'cliënt gevonden', other: 'cliënten gevonden' }),
  more: 'Er zijn er meer. Typ meer van de naam.',
  none: 'Nog geen cliënten',
  noneMore: 'Hier staan de cliënten die je toevoegt, of die aan je gekoppeld zijn.',
  noneOffice: 'Hier staan de cliënten die worden toegevoegd.',
  noneInactive: 'Geen van je cliënten is gedeactiveerd.',
  nobody: 'Niemand gevonden',
  nobodyMore: 'Kijk of alles goed gespeld is. Van een e-mailadres of een ID is alles nodig.',
  alsoInactive: 'Zoek bij ‘Actief & inactief’',
  inactive: 'inactief',
  add: 'Voeg cliënt toe',
  allClients: 'Alle cliënten',
  /** A new address that is to come, told to whose it is. */
  coming: {
    yours: (address, at) =>
      `Straks log je in met ${address}. Dat begint: ${at}. Je behandelaar en de secretaresse hebben dat afgesproken. Klopt het niet? Stop het dan.`,
    stop: 'Stop deze wijziging',
    stopped: 'Gestopt. Het adres blijft zoals het is.',
    sending: 'Bezig met versturen',
  },
}
