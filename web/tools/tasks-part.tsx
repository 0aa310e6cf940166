import type { Client } from '../../contract/caseload.ts'
import type { Task } from '../../contract/tasks.ts'
import { ask } from '../api.ts'
import { Show, useAsked } from '../ui/asked.tsx'
import { useHeard } from '../ui/heard.ts'
import { Icon } from '../ui/icon.tsx'
import { toolWords } from './words.ts'

/** What the client has to do, and what one has to do for the client (TSK-3). */
export function ClientTasks({ client: { id } }: { client: Client }) {
  const { asked, again } = useAsked(() => ask('listClientTasks', { where: { id } }))
  useHeard((heard) => (heard.what === 'again' || (heard.what === 'file' && heard.client === id)) && again())
  const { part, gettingTasks } = toolWords()
  return (
    <Show asked={asked} again={again} words={gettingTasks}>
      {({ client, mine }) => (
        <>
          <Lines id={id} name="mine" title={part.mine} tasks={mine} />
          <Lines id={id} name="theirs" title={part.theirs} tasks={client} />
        </>
      )}
    </Show>
  )
}

function Lines({ id, name, title, tasks }: { id: string; name: string; title: string; tasks: Task[] }) {
  const { part, tasks: words, worksheet, state } = toolWords()
  return (
    <section class="stack" aria-labelledby={name}>
      <h2 id={name}>{title}</h2>
      {tasks.length === 0 ? (
        <p class="soft">{part.nothing}</p>
      ) : (
        <ul class="niche rows">
          {tasks.map((task) => (
            <li key={task.id}>
              <div class="grow">
                <a class="hit" href={`/clients/${id}/worksheets/${task.id}`}>
                  {task.title ?? worksheet}
                </a>
                <p class="small soft">
                  {task.state === 'prepared' || task.state === 'started' || task.state === 'feedback'
                    ? words.client[task.state]
                    : state.waiting}
                </p>
              </div>
              <Icon name="chevron" more="go" />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
