import { relations as en } from '../text/relations.en.ts'
import { relations as nl } from '../text/relations.nl.ts'
import { wordsOf } from '../text/text.ts'

/** The words of who works with a client. */
export const relationWords = wordsOf<typeof en>({ en, nl })
