import { toolWords } from '../tools/words.ts'
import { tasks } from './open.ts'
import { TaskLines } from './task-lines.tsx'

/** How many stand on the home page. */
const few = 5

/** On the home page: what there is to do, where there is something (TSK-4); of a client the way to all worksheets. */
export function TasksPanel({ own }: { own: boolean }) {
  const { tasks: words, own: mine } = toolWords()
  const asked = tasks.value
  // A request to decide on has a panel of its own.
  const all = asked.state === 'there' ? asked.value.filter(({ what }) => what !== 'relate request') : []
  if (all.length === 0 && !own) return null
  return (
    <section class="stack" aria-labelledby="tasks">
      <div class="head">
        <h2 id="tasks">{words.title}</h2>
        <a class="btn btn-quiet btn-edge small" href={own ? '/worksheets' : '/tasks'}>
          {own ? mine.title : words.title}
        </a>
      </div>
      {all.length === 0 ? <p class="soft">{words.none}.</p> : <TaskLines tasks={all.slice(0, few)} />}
    </section>
  )
}
