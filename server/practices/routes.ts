import type { Routes } from '../http.ts'
import { openPractice } from './access.ts'
import { seePractice } from './views.ts'

export const practiceRoutes: Routes<'seePractice'> = {
  seePractice: (call) =>
    call.asNobody().visit((visit) => {
      openPractice(visit)
      return seePractice(visit)
    }),
}
