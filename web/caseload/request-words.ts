import { requests as en } from '../text/requests.en.ts'
import { requests as nl } from '../text/requests.nl.ts'
import { wordsOf } from '../text/text.ts'

/** The words of asking a client. */
export const requestWords = wordsOf<typeof en>({ en, nl })
