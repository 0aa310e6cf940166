import { ask } from '../api.ts'
import { text } from '../text/text.ts'
import { Show, useAsked } from '../ui/asked.tsx'
import { useHeard } from '../ui/heard.ts'
import { AddButton, Lines } from './client-lines.tsx'

/** How many stand on the home page. */
const few = 5

/** On the home page of a therapist: the first few of the caseload, and the way to one more. */
export function ClientsPanel({ adds }: { adds: boolean }) {
  const { asked, again } = useAsked(() => ask('listClients'))
  useHeard(({ what }) => (what === 'again' || what === 'file') && again())
  const { clients, getting, noneMore, allClients } = text().caseload
  return (
    <section class="stack" aria-labelledby="clients">
      <div class="head">
        <h2 id="clients">{clients}</h2>
        <a class="btn btn-quiet btn-edge small" href="/clients">
          {allClients}
        </a>
      </div>
      <Show asked={asked} again={again} words={getting}>
        {(found) =>
          found.clients.length === 0 ? (
            <div class="niche pad">{noneMore}</div>
          ) : (
            <Lines clients={found.clients.slice(0, few)} />
          )
        }
      </Show>
      {adds && <AddButton look="plain" />}
    </section>
  )
}
