import type { TargetedSubmitEvent } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { OutsideLine, OutsideLog as Log } from '../../contract/audit/outside.ts'
import { groups as groupNames } from '../../rules/words.ts'
import { ask } from '../api.ts'
import { roleOf } from '../conversations/names.ts'
import { said } from '../text/moments.ts'
import { text } from '../text/text.ts'
import { Show, useAsked } from '../ui/asked.tsx'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Field } from '../ui/field.tsx'
import { Icon } from '../ui/icon.tsx'
import { PageHeading } from '../ui/page.tsx'
import { outsideLogWords } from './outside-words.ts'

type Sought = { person: string; from: string; until: string }
const nothing: Sought = { person: '', from: '', until: '' }

/** Who looked outside their caseload, and why, for the application manager (LOG-1). */
export function OutsideLog() {
  const sought = useRef(nothing)
  const { asked, again } = useAsked(() => ask('seeOutsideLog', { asksFor: filled(sought.current) }))
  const round = useRef(0)
  const look = (wanted: Sought) => {
    sought.current = wanted
    round.current += 1
    again()
  }
  const { title, more, getting } = outsideLogWords()
  return (
    <div class="reading stack stack-wide">
      <p>
        <a class="btn btn-quiet btn-edge" href="/configuration">
          <Icon name="back" small />
          {text().practices.configuration}
        </a>
      </p>
      <div>
        <PageHeading>{title}</PageHeading>
        <p class="soft">{more}</p>
      </div>
      <Show asked={asked} again={again} words={getting}>
        {(log) => (
          <>
            <Filter people={log.people} look={look} />
            <Lines key={log.lines[0]?.id ?? 'none'} log={log} sought={sought.current} />
          </>
        )}
      </Show>
    </div>
  )
}

function filled(sought: Sought) {
  return Object.fromEntries(Object.entries(sought).filter(([, value]) => value !== '')) as Partial<Sought>
}

function Filter({ people, look }: { people: Log['people']; look: (sought: Sought) => void }) {
  const [typed, setTyped] = useState(nothing)
  const { person, everybody, from, until, show } = outsideLogWords()
  const fill = (name: keyof Sought, value: string) => setTyped((before) => ({ ...before, [name]: value }))
  const seek = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    look(typed)
  }
  const day = (name: 'from' | 'until', label: string) => (
    <Field id={`log-${name}`} label={label}>
      {(ties) => (
        <input
          {...ties}
          class="input"
          type="date"
          value={typed[name]}
          onInput={(event) => fill(name, event.currentTarget.value)}
        />
      )}
    </Field>
  )
  return (
    <form class="stack" onSubmit={seek}>
      <Field id="log-person" label={person}>
        {(ties) => (
          <select
            {...ties}
            class="input"
            value={typed.person}
            onChange={(event) => fill('person', event.currentTarget.value)}
          >
            <option value="">{everybody}</option>
            {people.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div class="two">
        {day('from', from)}
        {day('until', until)}
      </div>
      <Button type="submit">{show}</Button>
    </form>
  )
}

function Lines({ log, sought }: { log: Log; sought: Sought }) {
  const [earlier, setEarlier] = useState<{ lines: OutsideLine[]; more: boolean }>({ lines: [], more: log.more })
  const lines = [...log.lines, ...earlier.lines]
  const last = lines.at(-1)
  const words = outsideLogWords()
  if (!last) return <Empty title={words.none} more={words.noneMore} />
  const more = async () => {
    const asksFor = { ...filled(sought), before: last.id, beforeAt: last.at }
    const page = await ask('seeOutsideLog', { asksFor })
    setEarlier((before) => ({ lines: [...before.lines, ...page.lines], more: page.more }))
  }
  return (
    <div class="stack">
      <ul class="niche rows">
        {lines.map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </ul>
      {earlier.more && <Button onClick={() => void more()}>{words.earlier}</Button>}
    </div>
  )
}

function Line({
  line: { at, action, allowed, basis, person, motivation, fields, found, client },
}: {
  line: OutsideLine
}) {
  const words = outsideLogWords()
  const actions: Partial<Record<string, string>> = words.action
  const fieldNames: Partial<Record<string, string>> = words.field
  const groups = groupNames.filter((group) => person.roles.includes(group))
  const sought = text().room.list(fields.map((field) => fieldNames[field] ?? field))
  return (
    <li>
      <div class="grow stack">
        <p class="small soft">
          {said(at)} · {person.name}, {roleOf({ kind: 'professional', groups })}
        </p>
        <p>
          <strong>{actions[action] ?? words.otherAction}</strong>. {fields.length > 0 && `${words.fields(sought)} `}
          {found !== null && `${words.found(found)} `}
          {client && <span class="small soft">{words.client(client)}</span>}
        </p>
        <p class="said">{motivation === null ? words.noReason : `‘${motivation}’`}</p>
      </div>
      {!allowed && <span class="tag">{words.refused}</span>}
      {basis === 'temporary access' && <span class="tag">{words.temporary}</span>}
    </li>
  )
}
