import type { Language } from '../../rules/words.ts'

/** The kinds of letter there are; each has its words in both languages. */
export type LetterKind = 'new message'

/** What a letter may know: the recipient's first name, a link that needs signing in, the service desk. Nothing else, about nobody. */
export type LetterFacts = { firstName: string; link: string; desk: string }

/** Subject and text of a letter. No person but the recipient, no content, no word about treatment (decision on mails). */
export function writeLetter(
  kind: LetterKind,
  language: Language,
  facts: LetterFacts,
): { subject: string; text: string } {
  const { subject, lines } = letters[kind][language](facts)
  return { subject, text: `${lines.join('\n\n')}\n` }
}

type Written = { subject: string; lines: string[] }

const letters: Record<LetterKind, Record<Language, (facts: LetterFacts) => Written>> = {
  'new message': {
    nl: ({ firstName, link, desk }) => ({
      subject: 'Er staat een bericht voor je klaar',
      lines: [
        `Dag ${firstName},`,
        'Er staat een nieuw bericht voor je klaar. Je kunt het lezen als je bent ingelogd:',
        link,
        'Wil je minder mail? Dat kies je zelf bij Instellingen.',
        `Vragen? Mail naar ${desk}. Op deze mail kun je niet antwoorden.`,
      ],
    }),
    en: ({ firstName, link, desk }) => ({
      subject: 'There is a message for you',
      lines: [
        `Hello ${firstName},`,
        'There is a new message for you. You can read it when you are signed in:',
        link,
        'Would you like fewer mails? You choose that yourself under Settings.',
        `Questions? Write to ${desk}. You cannot reply to this mail.`,
      ],
    }),
  },
}
