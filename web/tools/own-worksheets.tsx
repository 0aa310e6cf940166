import type { ToolLine } from '../../contract/tools.ts'
import { ask } from '../api.ts'
import { Show, useAsked } from '../ui/asked.tsx'
import { Empty } from '../ui/empty.tsx'
import { useHeard } from '../ui/heard.ts'
import { PageHeading } from '../ui/page.tsx'
import { ToolLines } from './tool-lines.tsx'
import { toolWords } from './words.ts'

/** All of one's own worksheets: those one works with, and below them what is done or put away. */
export function OwnWorksheets() {
  const { asked, again } = useAsked(() => ask('listMyTools'))
  useHeard(({ what }) => (what === 'file' || what === 'tasks' || what === 'again') && again())
  const { own, worksheets, getting } = toolWords()
  return (
    <div class="reading stack stack-wide">
      <PageHeading word={worksheets}>{own.title}</PageHeading>
      <Show asked={asked} again={again} words={getting}>
        {({ tools }) => (
          <>
            {tools.some((tool) => !isOver(tool)) ? (
              <ToolLines tools={tools.filter((tool) => !isOver(tool))} hrefOf={hrefOf} />
            ) : (
              <Empty title={own.none} more={own.noneMore} />
            )}
            {tools.some(isOver) && (
              <section class="stack" aria-labelledby="over">
                <h2 id="over">{own.done}</h2>
                <ToolLines tools={tools.filter(isOver)} hrefOf={hrefOf} />
              </section>
            )}
          </>
        )}
      </Show>
    </div>
  )
}

function isOver({ state, archived }: ToolLine): boolean {
  return state === 'done' || archived
}

function hrefOf({ id }: ToolLine): string {
  return `/worksheets/${id}`
}
