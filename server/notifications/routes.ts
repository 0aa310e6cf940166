import { demoMailFolder, type House } from '../house.ts'
import type { Routes } from '../http.ts'
import { openDemoMail, openFailedLetters } from './access.ts'
import { seeDemoMail, seeFailedLetters } from './views.ts'

export const notificationRoutes: Routes<'listFailedLetters' | 'listDemoMail'> = {
  listFailedLetters: (call) =>
    call.visit(async (visit) => ({ letters: seeFailedLetters(await openFailedLetters(visit)) })),

  // The folder is read after the visit: a transaction never spans a file.
  listDemoMail: async (call) => {
    const open = await call.asNobody().visit(async (visit) => {
      await visit.enter()
      return openDemoMail(visit)
    })
    return { letters: await seeDemoMail(open, demoMailFolderOf(call.house)) }
  },
}

/** null where a real mail server carries the letters. */
function demoMailFolderOf({ config }: House): string | null {
  return config.mode === 'demo' && !config.smtpUrl ? demoMailFolder(config) : null
}
