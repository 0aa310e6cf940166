import { readTool } from './tools.ts'
import { no, rule, yes } from './verdict.ts'
import type { Kind } from './words.ts'

export const ownTasks = rule(
  'TSK-2',
  'Clients and professionals see what there is to do for themselves, and nobody else’s list.',
  ({ kind }: { kind: Kind }) => (kind === 'related person' ? no('has no tasks') : yes('own tasks')),
)

export const clientTasks = rule(
  'TSK-3',
  'Who works with a client sees what the client has to do, and what they have to do for the client.',
  readTool.judge,
)
