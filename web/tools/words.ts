import { tools as en } from '../text/tools.en.ts'
import { tools as nl } from '../text/tools.nl.ts'
import { wordsOf } from '../text/text.ts'

/** The words of worksheets and tasks. */
export const toolWords = wordsOf<typeof en>({ en, nl })
