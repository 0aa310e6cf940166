import type { Routes } from '../http.ts'
import { openToolsOf } from '../tools/access.ts'
import { openTasks } from './access.ts'
import { listClientTasks, listTasks } from './views.ts'

export const taskRoutes: Routes<'listTasks' | 'listClientTasks'> = {
  listTasks: (call) => call.visit(async (visit) => listTasks(visit, await openTasks(visit))),

  listClientTasks: (call, { where }) =>
    call.visit(async (visit) => listClientTasks(visit, await openToolsOf(visit, where.id, 'tasks'))),
}
