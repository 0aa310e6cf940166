import type { ToolLine } from '../../contract/tools.ts'
import { said } from '../text/moments.ts'
import { Icon } from '../ui/icon.tsx'
import { toolWords } from './words.ts'

/** Worksheets in a list. `hrefOf` null: this reader opens none. */
export function ToolLines({
  tools,
  hrefOf,
}: {
  tools: readonly ToolLine[]
  hrefOf: ((tool: ToolLine) => string) | null
}) {
  const { worksheet, state, archived, part } = toolWords()
  return (
    <ul class="niche rows">
      {tools.map((tool) => (
        <li key={tool.id}>
          <Icon name="sheet" />
          <div class="grow">
            {hrefOf ? (
              <a class="hit" href={hrefOf(tool)}>
                {tool.title ?? worksheet}
              </a>
            ) : (
              <span>{worksheet}</span>
            )}
            <p class="small soft">
              {state[tool.state]}. {said(tool.changedAt)}. {tool.guided ? part.guided : part.unguided}.
            </p>
          </div>
          {tool.archived && <span class="tag">{archived}</span>}
          {hrefOf && <Icon name="chevron" more="go" />}
        </li>
      ))}
    </ul>
  )
}
