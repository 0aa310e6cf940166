import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { id, moment } from './fields.ts'
import { toolState } from './tools.ts'

/** Something to do: a tool of one's own, a request to decide on, answers of a client that wait for feedback. */
export const task = z.strictObject({
  what: z.enum(['tool', 'relate request', 'feedback']),
  /** Of the tool or the request. */
  id,
  kind: z.enum(['worksheet']).nullable(),
  state: toolState.nullable(),
  title: z.string().nullable(),
  /** Of a request: who would be related. Of answers: whose they are. */
  person: z.strictObject({ id, name: z.string().nullable() }).nullable(),
  since: moment,
})
export type Task = z.output<typeof task>

/** Oldest first. */
export const listTasks = endpoint({
  method: 'GET',
  path: '/tasks',
  asks: 'TSK-2',
  leaves: { none: 'own list' },
  visitor: 'signed in',
  gives: z.strictObject({ tasks: z.array(task) }),
})

export const listClientTasks = endpoint({
  method: 'GET',
  path: '/clients/:id/tasks',
  asks: 'TSK-3',
  leaves: 'tasks listed',
  visitor: 'signed in',
  where: z.strictObject({ id }),
  /** What the client has to do, and what the reader has to do for the client. */
  gives: z.strictObject({ client: z.array(task), mine: z.array(task) }),
})
