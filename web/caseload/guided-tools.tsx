import type { GuidedTool } from '../../contract/caseload/relations.ts'
import { calendarDay, dayOf } from '../text/moments.ts'
import { relationWords } from './relation-words.ts'

/** What a tool is called here: its title, or its kind for who sees no titles. */
export function toolName({ title }: GuidedTool): string {
  return title ?? relationWords().worksheet
}

/** Tools to tick. */
export function ToolTicks({
  legend,
  tools,
  chosen,
  choose,
}: {
  legend: string
  tools: readonly GuidedTool[]
  chosen: ReadonlySet<string>
  choose: (chosen: ReadonlySet<string>) => void
}) {
  const turn = (id: string) =>
    choose(new Set(chosen.has(id) ? [...chosen].filter((one) => one !== id) : [...chosen, id]))
  return (
    <fieldset class="niche pad">
      <legend>{legend}</legend>
      {tools.map((tool) => (
        <label class="tick" key={tool.id}>
          <input type="checkbox" checked={chosen.has(tool.id)} onChange={() => turn(tool.id)} />
          <span>
            {toolName(tool)} <span class="tick-more">{factsOf(tool)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

function factsOf({ title, preparedAt, waits }: GuidedTool): string {
  const words = relationWords()
  const prepared = words.prepared(calendarDay(dayOf(preparedAt)))
  return `${title === null ? prepared : `${words.worksheet}, ${prepared}`}.${waits ? ` ${words.waits}` : ''}`
}
