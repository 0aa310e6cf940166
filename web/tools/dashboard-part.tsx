import type { Client } from '../../contract/caseload.ts'
import { ask } from '../api.ts'
import { toolWords } from './words.ts'
import { Show, useAsked } from '../ui/asked.tsx'
import { useHeard } from '../ui/heard.ts'
import { ClientTasks } from './tasks-part.tsx'
import { ToolLines } from './tool-lines.tsx'

/** The first thing one sees of a client: what they work with and how far, how many are close to them, what is to be done (CAS-17). */
export function DashboardPart({ client }: { client: Client }) {
  const { asked, again } = useAsked(() => ask('listTools', { where: { id: client.id } }))
  useHeard((heard) => (heard.what === 'again' || (heard.what === 'file' && heard.client === client.id)) && again())
  const { part, getting } = toolWords()
  return (
    <>
      <Show asked={asked} again={again} words={getting}>
        {({ tools, relatedPersons }) => (
          <section class="stack" aria-labelledby="tools">
            <h2 id="tools">{part.dashboardTitle}</h2>
            {tools.length === 0 ? (
              <p>{part.none}.</p>
            ) : (
              <ToolLines tools={tools} hrefOf={({ id }) => `/clients/${client.id}/worksheets/${id}`} />
            )}
            {relatedPersons !== null && <p class="soft">{part.close(relatedPersons)}</p>}
          </section>
        )}
      </Show>
      <ClientTasks client={client} />
    </>
  )
}
