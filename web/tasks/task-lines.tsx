import type { Task } from '../../contract/tasks.ts'
import { said } from '../text/moments.ts'
import { toolWords } from '../tools/words.ts'
import { Icon, type IconName } from '../ui/icon.tsx'

/** Things to do, each leading to where it is done. */
export function TaskLines({ tasks }: { tasks: readonly Task[] }) {
  return (
    <ul class="niche rows">
      {tasks.map((task) => {
        const { title, more, href, icon } = lineOf(task)
        return (
          <li key={task.id}>
            <Icon name={icon} />
            <div class="grow">
              <a class="hit" href={href}>
                {title}
              </a>
              <p class="small soft">{more}</p>
            </div>
            <Icon name="chevron" more="go" />
          </li>
        )
      })}
    </ul>
  )
}

type Line = { title: string; more: string; href: string; icon: IconName }

function lineOf(task: Task): Line {
  const { tasks: words, worksheet } = toolWords()
  const name = task.person?.name ?? words.somebody
  if (task.what === 'relate request') {
    const href = `/tasks/relate-request/${task.id}`
    return { title: words.request(name), more: words.requestMore, href, icon: 'people' }
  }
  if (task.what === 'feedback') {
    const href = `/clients/${task.person?.id ?? ''}/worksheets/${task.id}`
    return { title: words.feedback(name), more: words.feedbackMore(said(task.since)), href, icon: 'mail' }
  }
  const state = task.state === 'started' || task.state === 'feedback' ? task.state : 'prepared'
  return { title: task.title ?? worksheet, more: words.tool[state], href: `/worksheets/${task.id}`, icon: 'sheet' }
}
