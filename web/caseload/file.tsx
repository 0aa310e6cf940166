import type { ComponentType } from 'preact'
import { lazy, useLocation } from 'preact-iso'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Client, FilePart } from '../../contract/caseload.ts'
import { ask, Refused } from '../api.ts'
import { begun } from '../conversations/kept.ts'
import { text } from '../text/text.ts'
import { Show, useAsked } from '../ui/asked.tsx'
import { Button } from '../ui/button.tsx'
import { useHeard } from '../ui/heard.ts'
import { Icon } from '../ui/icon.tsx'
import { PageHeading } from '../ui/page.tsx'
import { Details } from './client.tsx'
import { fileWords } from './file-words.ts'
import { nameOf } from './name-of.ts'
import { TemporaryBand, TemporaryOver } from './temporary-access.tsx'
import { clientWords } from './client-words.ts'

/** What a part of the account is given: the client as this reader may see them, and asking once more. */
export type PartProps = { client: Client; again: () => void }

/** The parts that are there, each fetched when somebody goes there. The order is that of the contract. */
const parts: Partial<Record<FilePart, ComponentType<PartProps>>> = {
  dashboard: lazy(async () => (await import('../tools/dashboard-part.tsx')).DashboardPart),
  details: Details,
  tasks: lazy(async () => (await import('../tools/tasks-part.tsx')).ClientTasks),
  worksheets: lazy(async () => (await import('../tools/worksheets-part.tsx')).WorksheetsPart),
  professionals: lazy(async () => (await import('./professionals-part.tsx')).ProfessionalsPart),
  history: lazy(async () => (await import('../audit/history.tsx')).History),
}

/** One client's account, by the number in the address (ACC-18): its left menu, and the part that is looked at. */
export function ClientFile({ id, part }: { id: string; part?: FilePart }) {
  const { asked, again } = useAsked(() => ask('seeClient', { where: { id } }))
  useHeard((heard) => (heard.what === 'again' || (heard.what === 'file' && heard.client === id)) && again())
  const { clients } = text().caseload
  const { client: words } = clientWords()
  const temporary = useRef(false)
  if (asked.state === 'there') temporary.current = asked.value.temporaryUntil !== null
  if (asked.state === 'failed' && asked.error instanceof Refused && temporary.current) return <TemporaryOver />
  return (
    <div class="stack stack-wide">
      <p>
        <a class="btn btn-quiet btn-edge" href="/clients">
          <Icon name="back" small />
          {words.back}
        </a>
      </p>
      {asked.state !== 'there' && <PageHeading>{clients}</PageHeading>}
      <Show asked={asked} again={again} words={words.getting}>
        {(client) => <File client={client} again={again} part={part} />}
      </Show>
    </div>
  )
}

function File({ client, again, part }: PartProps & { part: FilePart | undefined }) {
  const shown = client.shows.filter((name) => parts[name])
  const now = shown.find((name) => name === part) ?? shown[0]
  const Part = now && parts[now]
  return (
    <>
      {client.temporaryUntil && <TemporaryBand client={client} until={client.temporaryUntil} again={again} />}
      <div class="hello">
        <PageHeading word={text().caseload.clients}>{nameOf(client)}</PageHeading>
        {!client.active && <span class="tag">{text().caseload.inactive}</span>}
        {client.may.write && <WriteButton client={client} />}
      </div>
      <div class={shown.length > 1 ? 'file' : 'reading'}>
        {shown.length > 1 && <LeftMenu id={client.id} shown={shown} now={now} />}
        <div class="stack stack-wide">{Part && <Part client={client} again={again} />}</div>
      </div>
    </>
  )
}

function LeftMenu({ id, shown, now }: { id: string; shown: FilePart[]; now: FilePart | undefined }) {
  const { menu, part } = fileWords()
  const row = useRef<HTMLUListElement>(null)
  useLayoutEffect(() => showCurrent(row.current), [now])
  return (
    <nav class="side" aria-label={menu}>
      <ul ref={row}>
        {shown.map((name, index) => (
          <li key={name}>
            <a
              href={index === 0 ? `/clients/${id}` : `/clients/${id}/${name}`}
              aria-current={name === now ? 'page' : undefined}
            >
              {part[name]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** On a phone the menu is a row that scrolls by itself; the page stays where it is. */
function showCurrent(row: HTMLElement | null): void {
  const current = row?.querySelector<HTMLElement>('[aria-current]')
  if (!row || !current) return
  const [frame, item] = [row.getBoundingClientRect(), current.getBoundingClientRect()]
  row.scrollLeft += item.left + item.width / 2 - (frame.left + frame.width / 2)
}

function WriteButton({ client }: { client: Client }) {
  const { route } = useLocation()
  const write = () => {
    const contact = {
      id: client.id,
      name: nameOf(client),
      kind: 'client' as const,
      groups: [],
      online: false,
      description: null,
      away: null,
      picture: null,
    }
    begun().contact.value = contact
    route('/conversations/start')
  }
  return (
    <Button more="push" onClick={write}>
      <Icon name="talk" small />
      {clientWords().client.write}
    </Button>
  )
}
