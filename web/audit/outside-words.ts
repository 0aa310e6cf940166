import { outsideLog as en } from '../text/outside-log.en.ts'
import { outsideLog as nl } from '../text/outside-log.nl.ts'
import { wordsOf } from '../text/text.ts'

/** The words of the log of looks outside, and of the settings about them. */
export const outsideLogWords = wordsOf<typeof en>({ en, nl })
