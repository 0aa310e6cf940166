import { looksText as en } from '../text/looks.en.ts'
import { looksText as nl } from '../text/looks.nl.ts'
import { wordsOf } from '../text/text.ts'

/** The words of the log that people read. */
export const looksWords = wordsOf<typeof en>({ en, nl })
