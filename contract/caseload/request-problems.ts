/** Why a client is not asked, or an answer does not count, in both languages. */
export const requestProblems = {
  'asking-off': {
    status: 409,
    en: 'This practice does not ask clients first. The secretary, or a related therapist, relates somebody under ‘Professionals’.',
    nl: 'Deze praktijk vraagt het niet eerst aan de cliënt. De secretaresse of een behandelaar koppelt iemand bij ‘Hulpverleners’.',
  },
  'cannot-be-related': {
    status: 409,
    en: 'Only an active therapist or supervisor can be related to a client. Choose somebody else.',
    nl: 'Alleen een actieve behandelaar of supervisor kan aan een cliënt gekoppeld worden. Kies iemand anders.',
  },
  'already-related': {
    status: 409,
    en: 'This professional is related to the client already.',
    nl: 'Deze hulpverlener is al aan de cliënt gekoppeld.',
  },
  'request-waits': {
    status: 409,
    en: 'The client was asked this already and has not answered yet.',
    nl: 'Dit is al aan de cliënt gevraagd. Er is nog geen antwoord.',
  },
  'request-over': {
    status: 409,
    en: 'This request is over: it was answered or taken back before. Nothing was changed.',
    nl: 'Dit verzoek is voorbij: er is al antwoord gegeven, of het is ingetrokken. Er is niets veranderd.',
  },
  'request-lapsed': {
    status: 409,
    en: 'This request does not count any more, because somebody it is about has left. Nothing was changed.',
    nl: 'Dit verzoek geldt niet meer, omdat iemand om wie het gaat er niet meer is. Er is niets veranderd.',
  },
} as const
