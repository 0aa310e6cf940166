import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { id, kind, language, moment } from './fields.ts'

/** What letters are about; the words of each are the server's. */
export const letterKinds = [
  'new message',
  'welcome',
  'new password',
  'unblock',
  'confirm address',
  'address to come',
  'address changed',
  'address left',
  'password changed',
  'two-step changed',
  'relate request',
  'relate answer',
  'new task',
] as const
export type LetterKind = (typeof letterKinds)[number]

/** A letter that could not be delivered, as the application manager sees it: no address, no name, no content. */
export const failedLetter = z.strictObject({
  id,
  /** The account, by number. */
  account: id,
  accountKind: kind,
  letter: z.enum(letterKinds),
  state: z.enum(['bounced', 'dead']),
  /** A class of failure with the mail server's code. */
  reason: z.string(),
  attempts: z.int(),
  writtenAt: moment,
  endedAt: moment,
})
export type FailedLetter = z.output<typeof failedLetter>

export const listFailedLetters = endpoint({
  method: 'GET',
  path: '/failed-letters',
  asks: 'LOG-4',
  leaves: 'failed letters read',
  visitor: 'signed in',
  gives: z.strictObject({ letters: z.array(failedLetter) }),
})

/** A letter of the demo, which has no mail server. */
export const demoLetter = z.strictObject({
  id: z.string(),
  at: moment,
  from: z.string(),
  to: z.string(),
  language,
  subject: z.string(),
  text: z.string(),
})
export type DemoLetter = z.output<typeof demoLetter>

export const listDemoMail = endpoint({
  method: 'GET',
  path: '/demo/mail',
  asks: 'SEC-3',
  leaves: { none: 'people who do not exist' },
  visitor: 'anybody',
  gives: z.strictObject({ letters: z.array(demoLetter) }),
})
