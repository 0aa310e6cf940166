import { useLocation } from 'preact-iso'
import type { ClientLine } from '../../contract/caseload.ts'
import { text } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Who } from '../ui/who.tsx'

export function AddButton({ look, more = '' }: { look: 'main' | 'plain'; more?: string }) {
  const { route } = useLocation()
  return (
    <Button look={look} more={more} onClick={() => route('/clients/add')}>
      <Icon name="plus" small />
      {text().caseload.add}
    </Button>
  )
}

/** The lines of a list of clients, each leading to the client. */
export function Lines({ clients }: { clients: readonly ClientLine[] }) {
  return (
    <ul class="niche rows">
      {clients.map(({ id, name, address, active }) => (
        <li key={id}>
          <Who name={name} look="person" size="small" />
          <div class="grow">
            <a class="hit" href={`/clients/${id}`}>
              {name}
            </a>
            <p class="small soft">{address}</p>
          </div>
          {!active && <span class="tag">{text().caseload.inactive}</span>}
          <Icon name="chevron" more="go" />
        </li>
      ))}
    </ul>
  )
}
