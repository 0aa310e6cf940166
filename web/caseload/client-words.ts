import { clientPages as en } from '../text/client.en.ts'
import { clientPages as nl } from '../text/client.nl.ts'
import { wordsOf } from '../text/text.ts'

/** The words of the pages about one client. */
export const clientWords = wordsOf<typeof en>({ en, nl })
