/** Refusals about who works with a client. */
export const relationProblems = {
  'ask-the-client': {
    status: 409,
    en: 'In this practice the client is asked first. Nothing was changed. Use ‘Request therapist relation’.',
    nl: 'In deze praktijk wordt het eerst aan de cliënt gevraagd. Er is niets veranderd. Gebruik ‘Koppelverzoek sturen’.',
  },
  'look-again': {
    status: 409,
    en: 'Something changed meanwhile, so nothing was done. Look again at what is shown now, and choose once more.',
    nl: 'Er is intussen iets veranderd, dus er is niets gedaan. Kijk nog eens naar wat er nu staat, en kies opnieuw.',
  },
  'not-their-therapist': {
    status: 409,
    en: 'This can only go to an active therapist who is related to the client. Relate that therapist first.',
    nl: 'Dit kan alleen naar een actieve behandelaar die aan de cliënt gekoppeld is. Koppel die eerst.',
  },
} as const
