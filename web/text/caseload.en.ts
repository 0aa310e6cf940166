import { countingIn } from './counting.ts'

const count = countingIn('en')

/** Clients: finding, adding, keeping right. */
export const caseload = {
  clients: 'Clients',
  getting: 'Getting your clients',
  searching: 'Searching',
  search: 'Search',
  searchLabel: 'Search clients',
  searchHint: 'Name, whole e-mail address, ID or date of birth (DD-MM-YYYY).',
  state: 'Account',
  states: { active: 'Active', inactive: 'Inactive', both: 'Active & inactive' },
  soughtBy: {
    name: (words: string) => `Searched by name: ${words}`,
    address: (words: string) => `Searched by e-mail address: ${words}`,
    identifier: (words: string) => `Searched by ID: ${words}`,
    birthDate: (words: string) => `Searched by date of birth: ${words}`,
  },
  showAll: 'Show all',
  found: (number: number) => count.of(number, { one: 'client found', other: 'clients found' }),
  more: 'There are more. Type more of the name.',
  none: 'No clients yet',
  noneMore: 'Clients whom you add, or who are connected to you, stand here.',
  noneOffice: 'Clients who are added stand here.',
  noneInactive: 'None of your clients is deactivated.',
  nobody: 'Nobody found',
  nobodyMore: 'Check the spelling. Of an e-mail address or an ID, all of it is needed.',
  alsoInactive: 'Search ‘Active & inactive’',
  inactive: 'inactive',
  add: 'Add client',
  allClients: 'All clients',
  /** A new address that is to come, told to whose it is. */
  coming: {
    yours: (address: string, at: string) =>
      `From ${at} you sign in with ${address}. Your therapist and the secretary agreed to that. Is it not right? Then stop it.`,
    stop: 'Stop this change',
    stopped: 'Stopped. The address stays as it is.',
    sending: 'Sending',
  },
}
