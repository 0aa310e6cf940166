import { professionals as english } from '../text/professionals.en.ts'
import { professionals as dutch } from '../text/professionals.nl.ts'
import { profile as englishProfile } from '../text/profile.en.ts'
import { profile as dutchProfile } from '../text/profile.nl.ts'
import { wordsOf } from '../text/text.ts'

/** The words of the pages about colleagues. */
export const professionalWords = wordsOf<typeof english>({ en: english, nl: dutch })

/** The words of one's own profile. */
export const profileWords = wordsOf<typeof englishProfile>({ en: englishProfile, nl: dutchProfile })
