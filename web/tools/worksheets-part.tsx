import type { Client } from '../../contract/caseload.ts'
import { ask } from '../api.ts'
import { Show, useAsked } from '../ui/asked.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { useHeard } from '../ui/heard.ts'
import { ToolLines } from './tool-lines.tsx'
import { toolWords } from './words.ts'

/** A client's worksheets; for whoever only arranges, their dates. */
export function WorksheetsPart({ client }: { client: Client }) {
  const { asked, again } = useAsked(() => ask('listTools', { where: { id: client.id } }))
  useHeard((heard) => (heard.what === 'again' || (heard.what === 'file' && heard.client === client.id)) && again())
  const { part, worksheets, getting } = toolWords()
  const reads = client.shows.includes('dashboard')
  return (
    <section class="stack" aria-labelledby="worksheets">
      <Show asked={asked} again={again} words={getting}>
        {({ tools, guides }) => (
          <>
            <div class="head">
              <h2 id="worksheets">{worksheets}</h2>
              {guides.length > 0 && (
                <ButtonLink look="main" href={`/clients/${client.id}/worksheets/new`}>
                  {part.prepare}
                </ButtonLink>
              )}
            </div>
            {!reads && <p class="hint">{part.arrangement}</p>}
            {tools.length === 0 ? (
              <Empty title={part.none} more={part.noneMore} level={3} />
            ) : (
              <ToolLines tools={tools} hrefOf={reads ? ({ id }) => `/clients/${client.id}/worksheets/${id}` : null} />
            )}
          </>
        )}
      </Show>
    </section>
  )
}
