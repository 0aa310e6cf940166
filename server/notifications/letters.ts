import type { LetterKind } from '../../contract/notifications.ts'
import type { Language } from '../../rules/words.ts'

/** What a letter may know: the recipient's first name, one link, the service desk. Nothing else, about nobody. */
export type LetterFacts = { firstName: string; link: string; desk: string }

/** Where a letter leads. `purpose`: the link works once and so long, in minutes; without it, a page that asks to sign in. */
export type Leading = {
  path: string
  purpose?: 'welcome' | 'new password' | 'unblock' | 'confirm address'
  minutes?: number
}

const hour = 60

/** By kind of letter (ACC-13: a week, SEC-8: an hour). */
export const leading: Record<LetterKind, Leading> = {
  'new message': { path: '/conversations' },
  welcome: { path: '/welcome', purpose: 'welcome', minutes: 7 * 24 * hour },
  'new password': { path: '/new-password', purpose: 'new password', minutes: hour },
  unblock: { path: '/unblock', purpose: 'unblock', minutes: hour },
  'confirm address': { path: '/confirm-address', purpose: 'confirm address', minutes: 24 * hour },
  'address to come': { path: '/' },
  'address changed': { path: '/' },
  'address left': { path: '/' },
  'password changed': { path: '/' },
  'two-step changed': { path: '/' },
  'relate request': { path: '/' },
  'relate answer': { path: '/' },
  'new task': { path: '/tasks' },
}

/** Subject and text of a letter. No person but the recipient, no content, no word about treatment (decision on mails). */
export function writeLetter(
  kind: LetterKind,
  language: Language,
  facts: LetterFacts,
): { subject: string; text: string } {
  const { subject, lines } = letters[kind][language]
  const { hello, ending } = around[language]
  const all = [hello(facts), ...lines, ending(facts)].map((line) => (line === linkHere ? facts.link : line))
  return { subject, text: `${all.join('\n\n')}\n` }
}

const around: Record<Language, Record<'hello' | 'ending', (facts: LetterFacts) => string>> = {
  nl: {
    hello: ({ firstName }) => `Dag ${firstName},`,
    ending: ({ desk }) => `Vragen? Mail naar ${desk}. Op deze mail kun je niet antwoorden.`,
  },
  en: {
    hello: ({ firstName }) => `Hello ${firstName},`,
    ending: ({ desk }) => `Questions? Write to ${desk}. You cannot reply to this mail.`,
  },
}

/** Stands in the lines where the link goes. */
const linkHere = '(link)'

type Words = { subject: string; lines: string[] }

/** Both addresses hear the same: the one that is left, and the one that is to come. */
const addressChanged: Record<Language, Words> = {
  nl: {
    subject: 'Je e-mailadres is veranderd',
    lines: [
      'Het e-mailadres waarmee je inlogt is veranderd of wordt binnenkort veranderd.',
      'Klopt dit niet? Neem dan meteen contact op met de servicedesk.',
    ],
  },
  en: {
    subject: 'Your e-mail address has changed',
    lines: [
      'The e-mail address with which you sign in has changed, or will be changed soon.',
      'Is this not right? Then contact the service desk at once.',
    ],
  },
}

const letters: Record<LetterKind, Record<Language, Words>> = {
  'new message': {
    nl: {
      subject: 'Er staat een bericht voor je klaar',
      lines: [
        'Er staat een nieuw bericht voor je klaar. Je kunt het lezen als je bent ingelogd:',
        linkHere,
        'Wil je minder mail? Dat kies je zelf bij Instellingen.',
      ],
    },
    en: {
      subject: 'There is a message for you',
      lines: [
        'There is a new message for you. You can read it when you are signed in:',
        linkHere,
        'Would you like fewer mails? You choose that yourself under Settings.',
      ],
    },
  },
  welcome: {
    nl: {
      subject: 'Welkom: kies je wachtwoord',
      lines: [
        'Er is een account voor je gemaakt. Met deze link kies je een wachtwoord. Daarna kun je inloggen:',
        linkHere,
        'De link werkt één keer, en zeven dagen lang. Werkt hij niet meer? Vraag dan om een nieuwe.',
      ],
    },
    en: {
      subject: 'Welcome: choose your password',
      lines: [
        'An account was made for you. With this link you choose a password. Then you can sign in:',
        linkHere,
        'The link works once, for seven days. Does it not work any more? Then ask for a new one.',
      ],
    },
  },
  'new password': {
    nl: {
      subject: 'Een nieuw wachtwoord kiezen',
      lines: [
        'Met deze link kies je een nieuw wachtwoord:',
        linkHere,
        'De link werkt één keer, en een uur lang. Heb je hier niet om gevraagd? Dan hoef je niets te doen: je wachtwoord blijft hetzelfde.',
      ],
    },
    en: {
      subject: 'Choose a new password',
      lines: [
        'With this link you choose a new password:',
        linkHere,
        'The link works once, for an hour. Did you not ask for this? Then you need not do anything: your password stays the same.',
      ],
    },
  },
  unblock: {
    nl: {
      subject: 'Je account is op slot gezet',
      lines: [
        'Er is vaak een verkeerd wachtwoord getypt. Daarom is je account op slot gezet voor apparaten die we niet kennen. Met deze link haal je het van het slot:',
        linkHere,
        'De link werkt één keer, en een uur lang. Was jij dit niet? Kies dan na het inloggen een nieuw wachtwoord.',
      ],
    },
    en: {
      subject: 'Your account is locked',
      lines: [
        'A wrong password was typed many times. That is why your account is locked for devices we do not know. With this link you unlock it:',
        linkHere,
        'The link works once, for an hour. Was this not you? Then choose a new password after signing in.',
      ],
    },
  },
  'confirm address': {
    nl: {
      subject: 'Klopt je nieuwe e-mailadres?',
      lines: [
        'Er is gevraagd om het e-mailadres van je account te veranderen. Klopt dat? Bevestig het dan hier:',
        linkHere,
        'De link werkt één keer, en een dag lang. Heb je hier niet om gevraagd? Dan hoef je niets te doen: je adres blijft hetzelfde.',
      ],
    },
    en: {
      subject: 'Is your new e-mail address right?',
      lines: [
        'Somebody asked to change the e-mail address of your account. Is that right? Then confirm it here:',
        linkHere,
        'The link works once, for a day. Did you not ask for this? Then you need not do anything: your address stays the same.',
      ],
    },
  },
  'address to come': addressChanged,
  'address changed': addressChanged,
  'address left': {
    nl: {
      subject: 'Dit e-mailadres hoort niet meer bij je account',
      lines: [
        'Je logt voortaan in met een ander e-mailadres. Dit adres hoort niet meer bij je account.',
        'Klopt dit niet? Neem dan meteen contact op met de servicedesk.',
      ],
    },
    en: {
      subject: 'This e-mail address no longer belongs to your account',
      lines: [
        'From now on you sign in with another e-mail address. This one no longer belongs to your account.',
        'Is this not right? Then contact the service desk at once.',
      ],
    },
  },
  'password changed': {
    nl: {
      subject: 'Je wachtwoord is veranderd',
      lines: [
        'Je wachtwoord is net veranderd. Overal waar je was ingelogd, is dat nu beëindigd.',
        'Was jij dit niet? Neem dan meteen contact op met de servicedesk.',
      ],
    },
    en: {
      subject: 'Your password has changed',
      lines: [
        'Your password has just been changed. Wherever you were signed in, that has ended.',
        'Was this not you? Then contact the service desk at once.',
      ],
    },
  },
  'two-step changed': {
    nl: {
      subject: 'Inloggen in twee stappen is veranderd',
      lines: [
        'Er is iets veranderd aan het inloggen in twee stappen bij jouw account.',
        'Was jij dit niet? Neem dan meteen contact op met de servicedesk.',
      ],
    },
    en: {
      subject: 'Two-step sign-in has changed',
      lines: [
        'Something was changed about two-step sign-in for your account.',
        'Was this not you? Then contact the service desk at once.',
      ],
    },
  },
  // Mail 8 and 9 (TRF-14, TRF-16): there is something to answer, or an answer. About whom, only who signs in reads.
  'relate request': {
    nl: {
      subject: 'Er staat een vraag voor je klaar',
      lines: [
        'Er staat een vraag voor je klaar. Jij beslist wat het antwoord is. Je kunt de vraag lezen als je bent ingelogd:',
        linkHere,
      ],
    },
    en: {
      subject: 'There is a question for you',
      lines: [
        'There is a question for you. You decide what the answer is. You can read the question when you are signed in:',
        linkHere,
      ],
    },
  },
  'relate answer': {
    nl: {
      subject: 'Er is antwoord op een verzoek',
      lines: ['Er is antwoord gegeven op een verzoek. Je ziet het antwoord als je bent ingelogd:', linkHere],
    },
    en: {
      subject: 'There is an answer to a request',
      lines: ['A request has been answered. You can see the answer when you are signed in:', linkHere],
    },
  },
  'new task': {
    nl: {
      subject: 'Er staat iets voor je klaar',
      lines: ['Er staat een nieuwe taak voor je klaar. Je kunt hem openen als je bent ingelogd:', linkHere],
    },
    en: {
      subject: 'There is something for you to do',
      lines: ['There is a new task for you. You can open it when you are signed in:', linkHere],
    },
  },
}
