import { countingIn } from './counting.ts'

const count = countingIn('en')

export const practices = {
  toContent: 'Go to the content',
  helpNow: 'Need help now?',
  lifeInDanger: 'Life in danger',
  suicide: 'Thoughts of suicide, day and night',
  suicideNumbers: '113 or 0800 0113',
  leave: 'Leave quickly',
  leaveMore:
    '‘Leave quickly’ shows an empty page at once and signs you out. Pressing Shift three times does the same. Your browser still remembers that you were here.',
  menu: 'Main menu',
  home: 'Home',
  conversations: 'Conversations',
  contact: 'Contact',
  unreadRest: (unread: number) => count.word(unread, { one: 'unread message', other: 'unread messages' }),
  questions: 'Questions about this site?',
  runsOn: 'Runs on Alcove, open software',
  greeting: {
    morning: (name: string) => `Good morning, ${name}`,
    afternoon: (name: string) => `Good afternoon, ${name}`,
    evening: (name: string) => `Good evening, ${name}`,
  },
}
