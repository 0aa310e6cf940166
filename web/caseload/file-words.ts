import { file as en } from '../text/file.en.ts'
import { file as nl } from '../text/file.nl.ts'
import { wordsOf } from '../text/text.ts'

/** The words of a client's account. */
export const fileWords = wordsOf<typeof en>({ en, nl })
