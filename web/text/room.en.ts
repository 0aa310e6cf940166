import { countingIn, listIn } from './counting.ts'

const { number } = countingIn('en')

/** What every screen shares. */
export const room = {
  ...listIn('en'),
  number,
  error: 'Error:',
  note: 'Note:',
  wrong: { one: 'One thing is missing', more: (count: number) => `${number(count)} things are missing` },
  notRight: { one: 'One thing is not right yet', more: (count: number) => `${number(count)} things are not right yet` },
  optional: 'optional',
  today: (day: string) => `Today, ${day}`,
  todayAt: (time: string) => `Today at ${time}`,
  yesterdayAt: (time: string) => `Yesterday at ${time}`,
  dayAt: (day: string, time: string) => `${day} at ${time}`,
  close: 'Close',
  tryAgain: 'Try again',
  longer: 'This takes longer than usual.',
  offline: 'You have no internet.',
  unreachable: 'We cannot reach this site right now.',
  unreachableNext: 'Check your internet, or try again in a moment.',
  homeLink: 'Go to the home page',
  unknownPage: 'This page does not exist',
  unknownPageMore: 'The address may be wrong, or the page is gone.',
  roles: {
    client: 'client',
    professional: 'professional',
    'related person': 'related person',
    therapist: 'therapist',
    supervisor: 'supervisor',
    secretary: 'secretary',
    'application manager': 'application manager',
    'data analyst': 'data analyst',
    'data officer': 'data officer',
    'service employee': 'service employee',
  },
  away: 'Away',
  awayUntil: (day: string) => `Away until ${day}`,
  awayText: (away: string, words: string) => `${away}: ${words}`,
}
