import { countingIn } from './counting.ts'
import type { Dictionary } from './text.ts'

const count = countingIn('nl')

export const practices: Dictionary['practices'] = {
  toContent: 'Naar de inhoud',
  helpNow: 'Nu hulp nodig?',
  lifeInDanger: 'Levensgevaar',
  suicide: 'Denk je aan zelfmoord? Dag en nacht',
  suicideNumbers: '113 of 0800 0113',
  leave: 'Snel weg',
  leaveMore:
    '‘Snel weg’ laat meteen een lege pagina zien en logt je uit. Drie keer op Shift drukken doet hetzelfde. Je browser onthoudt wel dat je hier was.',
  menu: 'Hoofdmenu',
  home: 'Start',
  conversations: 'Gesprekken',
  contact: 'Contact',
  unreadRest: (unread) => count.word(unread, { one: 'ongelezen bericht', other: 'ongelezen berichten' }),
  questions: 'Vragen over deze site?',
  runsOn: 'Draait op Alcove, open software',
  greeting: {
    morning: (name) => `Goedemorgen, ${name}`,
    afternoon: (name) => `Goedemiddag, ${name}`,
    evening: (name) => `Goedenavond, ${name}`,
  },
}
