import { computed, effect, signal } from '@preact/signals'
import type { Task } from '../../contract/tasks.ts'
import { ask } from '../api.ts'
import { listen } from '../live.ts'
import { oneAtATime } from '../one-at-a-time.ts'
import { session } from '../session.ts'
import type { Asked } from '../ui/asked.tsx'

/** What there is to do, oldest first. Shared by menu, home and list. */
export const tasks = signal<Asked<Task[]>>({ state: 'waiting' })
/** How many there are. */
export const openTasks = computed(() => (tasks.value.state === 'there' ? tasks.value.value.length : 0))

const hasTasks = computed(() => session.value.who === 'somebody' && session.value.me.kind !== 'related person')

export const refreshTasks = oneAtATime(async () => {
  try {
    tasks.value = { state: 'there', value: (await ask('listTasks')).tasks }
  } catch (error) {
    if (tasks.peek().state !== 'there') tasks.value = { state: 'failed', error }
  }
})

effect(() => {
  if (hasTasks.value) return void refreshTasks()
  tasks.value = { state: 'waiting' }
})

listen(({ what }) => {
  if (hasTasks.peek() && (what === 'tasks' || what === 'again')) void refreshTasks()
})
