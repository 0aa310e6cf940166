import { clientPages as clientEn } from './client.en.ts'
import { clientPages as clientNl } from './client.nl.ts'
import { configuration as configurationEn } from './configuration.en.ts'
import { configuration as configurationNl } from './configuration.nl.ts'
import { file as fileEn } from './file.en.ts'
import { file as fileNl } from './file.nl.ts'
import { looksText as looksEn } from './looks.en.ts'
import { looksText as looksNl } from './looks.nl.ts'
import { relations as relationsEn } from './relations.en.ts'
import { relations as relationsNl } from './relations.nl.ts'
import { requests as requestsEn } from './requests.en.ts'
import { requests as requestsNl } from './requests.nl.ts'
import { outsideLog as outsideLogEn } from './outside-log.en.ts'
import { outsideLog as outsideLogNl } from './outside-log.nl.ts'
import { outside as outsideEn } from './outside.en.ts'
import { outside as outsideNl } from './outside.nl.ts'
import { professionals as professionalsEn } from './professionals.en.ts'
import { professionals as professionalsNl } from './professionals.nl.ts'
import { profile as profileEn } from './profile.en.ts'
import { profile as profileNl } from './profile.nl.ts'
import { tools as toolsEn } from './tools.en.ts'
import { tools as toolsNl } from './tools.nl.ts'

/** The words of screens that are fetched later, together: for the tests, which look at all of them. A new one stands here too. */
export const later = {
  en: {
    clientPages: clientEn,
    configuration: configurationEn,
    file: fileEn,
    looks: looksEn,
    outside: outsideEn,
    outsideLog: outsideLogEn,
    professionals: professionalsEn,
    profile: profileEn,
    relations: relationsEn,
    requests: requestsEn,
    tools: toolsEn,
  },
  nl: {
    clientPages: clientNl,
    configuration: configurationNl,
    file: fileNl,
    looks: looksNl,
    outside: outsideNl,
    outsideLog: outsideLogNl,
    professionals: professionalsNl,
    profile: profileNl,
    relations: relationsNl,
    requests: requestsNl,
    tools: toolsNl,
  },
}
