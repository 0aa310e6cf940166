import { outside as en } from '../text/outside.en.ts'
import { outside as nl } from '../text/outside.nl.ts'
import { wordsOf } from '../text/text.ts'

/** The words of looking outside the own caseload. */
export const outsideWords = wordsOf<typeof en>({ en, nl })
