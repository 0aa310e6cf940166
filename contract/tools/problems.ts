import type { Language } from '../../rules/words.ts'

/** What is refused about tools. */
export const toolProblems = {
  'lies-with-guide': {
    status: 409,
    en: 'These answers were sent already. You can change them again when there is an answer.',
    nl: 'Deze antwoorden zijn al verstuurd. Je kunt ze weer veranderen als er een reactie is.',
  },
  'nobody-guides': {
    status: 409,
    en: 'Nobody reads along with this worksheet any more, so it cannot be sent. Your answers are kept.',
    nl: 'Niemand leest nog mee met dit werkblad, dus je kunt het niet versturen. Je antwoorden blijven bewaard.',
  },
  'nothing-answered': {
    status: 409,
    en: 'There is no answer yet. Answer at least one question before you send this.',
    nl: 'Er is nog geen antwoord. Beantwoord minstens één vraag voordat je dit verstuurt.',
  },
  'go-on-first': {
    status: 409,
    en: 'This worksheet is closed. Choose ‘Go on’ to change your answers.',
    nl: 'Dit werkblad is dicht. Kies ‘Ga verder’ om je antwoorden te veranderen.',
  },
  'tool-begun': {
    status: 409,
    en: 'The client has already begun. So this cannot be changed or taken away any more.',
    nl: 'De cliënt is al begonnen. Daarom kun je dit niet meer veranderen of weghalen.',
  },
  'feedback-given': {
    status: 409,
    en: 'Feedback was already given on these answers. Nothing was changed.',
    nl: 'Op deze antwoorden is al een reactie gegeven. Er is niets veranderd.',
  },
} as const satisfies Record<string, { status: number } & Record<Language, string>>
