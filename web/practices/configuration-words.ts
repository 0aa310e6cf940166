import { configuration as en } from '../text/configuration.en.ts'
import { configuration as nl } from '../text/configuration.nl.ts'
import { wordsOf } from '../text/text.ts'
import { outsideLogWords } from '../audit/outside-words.ts'

const ownWords = wordsOf<typeof en>({ en, nl })

/** All words of this page: those about looking outside come with the log of it. */
export function configurationWords() {
  const configuration = ownWords()
  const { settings } = outsideLogWords()
  return {
    ...configuration,
    group: { ...configuration.group, outside: settings.group },
    label: { ...configuration.label, ...settings.label },
    hint: { ...configuration.hint, ...settings.hint },
    choice: { ...configuration.choice, outside: settings.choice },
    write: { ...configuration.write, temporaryAccessMinutes: configuration.write.sessionMinutes },
  }
}
