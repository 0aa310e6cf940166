import { toolWords } from '../tools/words.ts'
import { Show } from '../ui/asked.tsx'
import { Empty } from '../ui/empty.tsx'
import { PageHeading } from '../ui/page.tsx'
import { refreshTasks, tasks } from './open.ts'
import { TaskLines } from './task-lines.tsx'

/** Everything there is to do for whoever is here (TSK-2). */
export function Tasks() {
  const words = toolWords()
  const { title, none, noneMore } = words.tasks
  return (
    <div class="reading stack stack-wide">
      <PageHeading>{title}</PageHeading>
      <Show asked={tasks.value} again={() => void refreshTasks()} words={words.gettingTasks}>
        {(all) => (all.length === 0 ? <Empty title={none} more={noneMore} /> : <TaskLines tasks={all} />)}
      </Show>
    </div>
  )
}
