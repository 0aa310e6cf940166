import { useEffect, useRef, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { ProfessionalLine } from '../../contract/accounts/professionals.ts'
import { type Group, groups } from '../../rules/words.ts'
import { ask } from '../api.ts'
import { roleOf } from '../conversations/names.ts'
import { session } from '../session.ts'
import { text } from '../text/text.ts'
import { Show, useAsked } from '../ui/asked.tsx'
import { AwayLine } from '../ui/away.tsx'
import { Button, ButtonLink } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { useHeard } from '../ui/heard.ts'
import { PageHeading } from '../ui/page.tsx'
import { whisper } from '../ui/toast.tsx'
import { Who } from '../ui/who.tsx'
import { professionalWords } from './people-words.ts'

const states = ['active', 'inactive', 'all'] as const
type State = (typeof states)[number]
type Sought = { find: string; group: Group | ''; state: State }
const everybody: Sought = { find: '', group: '', state: 'active' }

/** All colleagues (ORD-7): found by name and group; the application manager finds the inactive too (ACC-3). */
export function Professionals({ manages }: { manages: boolean }) {
  const { asked, again, sought, seek } = useProfessionals(manages)
  const { title, add, importLink, getting, notAll } = professionalWords()
  return (
    <div class="people stack stack-wide">
      <div class="people-head">
        <PageHeading>{title}</PageHeading>
        {manages && (
          <div class="row">
            <ButtonLink look="main" href="/professionals/add">
              {add}
            </ButtonLink>
            <ButtonLink href="/professionals/import">{importLink}</ButtonLink>
          </div>
        )}
      </div>
      <Filter sought={sought} seek={seek} manages={manages} />
      <Show asked={asked} again={again} words={getting}>
        {({ professionals, more }) => (
          <>
            {professionals.length === 0 ? <Nobody seek={seek} /> : <List professionals={professionals} />}
            {more && <p class="hint">{notAll}</p>}
          </>
        )}
      </Show>
    </div>
  )
}

/** How long the fingers rest before the server is asked, ms. */
const rest = 250

function useProfessionals(manages: boolean) {
  const { query } = useLocation()
  const first = manages && query['state'] === 'all' ? 'all' : 'active'
  const [sought, setSought] = useState<Sought>({ ...everybody, state: first })
  const wanted = useRef(sought)
  const soon = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const { asked, again } = useAsked(async () => {
    const { find, group, state } = wanted.current
    const words = find.toWellFormed().replaceAll('\u0000', '').trim()
    const asksFor = { ...(words && { find: words }), ...(group && { group }), ...(state !== 'active' && { state }) }
    return { ...(await ask('listProfessionals', { asksFor })), told: words || group }
  })
  useHeard(({ what }) => (what === 'presence' || what === 'again') && again())
  useEffect(() => () => clearTimeout(soon.current), [])
  const there = asked.state === 'there' ? asked.value : null
  // How many were found is spoken, once for each thing that was sought.
  useEffect(() => {
    if (there?.told) whisper(professionalWords().found(there.professionals.length))
  }, [there?.told])
  const seek = (change: Partial<Sought>) => {
    wanted.current = { ...wanted.current, ...change }
    setSought(wanted.current)
    clearTimeout(soon.current)
    if (change.find === undefined || change.find === '') again()
    else soon.current = setTimeout(again, rest)
  }
  return { asked, again, sought, seek }
}

type FilterProps = { sought: Sought; seek: (change: Partial<Sought>) => void; manages: boolean }

function Filter({ sought, seek, manages }: FilterProps) {
  const { find, group, allGroups, state, states: words } = professionalWords()
  const { roles } = text().room
  return (
    <search class="filter">
      <label>
        <span class="label small">{find}</span>
        <input
          class="input"
          type="search"
          maxLength={100}
          autocomplete="off"
          value={sought.find}
          onInput={(event) => seek({ find: event.currentTarget.value })}
        />
      </label>
      <label>
        <span class="label small">{group}</span>
        <select
          class="input"
          value={sought.group}
          onChange={(event) => seek({ group: event.currentTarget.value as Group | '' })}
        >
          <option value="">{allGroups}</option>
          {groups.map((one) => (
            <option key={one} value={one}>
              {capital(roles[one])}
            </option>
          ))}
        </select>
      </label>
      {manages && (
        <label>
          <span class="label small">{state}</span>
          <select
            class="input"
            value={sought.state}
            onChange={(event) => seek({ state: event.currentTarget.value as State })}
          >
            {states.map((one) => (
              <option key={one} value={one}>
                {words[one]}
              </option>
            ))}
          </select>
        </label>
      )}
    </search>
  )
}

function Nobody({ seek }: Pick<FilterProps, 'seek'>) {
  const { none, noneMore, showAll } = professionalWords()
  return (
    <Empty title={none} more={noneMore}>
      <Button onClick={() => seek(everybody)}>{showAll}</Button>
    </Empty>
  )
}

function List({ professionals }: { professionals: readonly ProfessionalLine[] }) {
  const me = session.value.who === 'somebody' ? session.value.me.id : null
  return (
    <ul class="niche rows">
      {professionals.map((line) => (
        <Row key={line.id} line={line} self={line.id === me} />
      ))}
    </ul>
  )
}

function Row({ line, self }: { line: ProfessionalLine; self: boolean }) {
  const { id, name, active, online, away, description, picture, waiting } = line
  const { inactive, waiting: notYet, you, online: here } = professionalWords()
  const role = capital(roleOf({ kind: 'professional', groups: line.groups }))
  return (
    <li>
      <Who name={name} look="professional" here={online} picture={picture} />
      <div class="grow">
        <a class="hit" href={`/professionals/${id}`}>
          {name}
          {self && <span class="soft"> ({you})</span>}
        </a>
        <p class="small soft">
          {role}
          {online && `, ${here}`}
        </p>
        {description && <p class="small soft described">{description}</p>}
        <AwayLine away={away} />
      </div>
      {(!active || waiting) && <p class="fact tag small">{active ? notYet : inactive}</p>}
    </li>
  )
}

/** `secretary` as it begins a line. */
export function capital(words: string): string {
  return words.replace(/^./u, (letter) => letter.toUpperCase())
}
