import { signal } from '@preact/signals'
import type { Me } from '../../contract/accounts.ts'
import type { OutsideFound } from '../../contract/caseload/outside.ts'
import { ask, Refused } from '../api.ts'
import { whenWiped } from '../session.ts'
import { text } from '../text/text.ts'
import { Show, useAsked } from '../ui/asked.tsx'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { Icon } from '../ui/icon.tsx'
import { PageHeading } from '../ui/page.tsx'
import { usePosting } from '../ui/posting.ts'
import { whisper } from '../ui/toast.tsx'
import { Who } from '../ui/who.tsx'
import { ClientTabs } from './client-tabs.tsx'
import { dateFrom } from './dates.ts'
import { forgetReason, WithReason } from './outside-reason.tsx'
import { outsideWords } from './outside-words.ts'
import { type State, states } from './sought.ts'

const names = ['name', 'birthDate', 'address', 'identifier'] as const
type Name = (typeof names)[number]
const blank: Record<Name, string> = { name: '', birthDate: '', address: '', identifier: '' }

/** What was sought last, and what was found: it stands there again on the way back from a client. In memory only. */
const sought = signal<Record<Name, string> & { state: State }>({ ...blank, state: 'active' })
const found = signal<OutsideFound | null>(null)

whenWiped(() => {
  sought.value = { ...blank, state: 'active' }
  found.value = null
})

/** Clients of colleagues: a typed reason first, then a search (CAS-5). */
export function Others({ me }: { me: Me }) {
  const { asked, again } = useAsked(() => ask('seeOutside'))
  const { others, getting, off, offMore } = outsideWords()
  return (
    <div class="reading stack stack-wide">
      <PageHeading>{others}</PageHeading>
      <ClientTabs me={me} now="others" />
      <Show asked={asked} again={again} words={getting}>
        {({ looks }) =>
          looks ? (
            <WithReason>{(reason) => <Search reason={reason} />}</WithReason>
          ) : (
            <Empty title={off} more={offMore} />
          )
        }
      </Show>
    </div>
  )
}

function fill(name: Name, value: string): void {
  sought.value = { ...sought.value, [name]: value }
}

function choose(chosen: string): void {
  const state = states.find((one) => one === chosen) ?? 'active'
  sought.value = { ...sought.value, state }
}

function Search({ reason }: { reason: string }) {
  const { search: words } = outsideWords()
  const { post, wrong, errorOf, round, busy, failed } = useSearch(reason)
  const typedIn = (name: Name) => (
    <Field
      key={name}
      id={`others-${name}`}
      label={words[name]}
      hint={name === 'birthDate' ? words.birthDateHint : undefined}
      error={errorOf(`others-${name}`)}
    >
      {(ties) => (
        <input
          {...ties}
          class="input"
          autocomplete="off"
          maxLength={name === 'address' ? 254 : 100}
          value={sought.value[name]}
          onInput={(event) => fill(name, event.currentTarget.value)}
        />
      )}
    </Field>
  )
  return (
    <>
      <search>
        <form class="stack" onSubmit={post} noValidate>
          <p class="small soft">{words.more}</p>
          <ErrorSummary wrong={wrong} round={round} />
          {failed !== null && <Failure error={failed} round={round} />}
          <div class="two">{names.map(typedIn)}</div>
          <StateField />
          <Button look="main" type="submit" busy={busy && words.sending}>
            {words.send}
          </Button>
        </form>
      </search>
      {found.value && <Hits found={found.value} />}
    </>
  )
}

function StateField() {
  return (
    <Field id="others-state" label={outsideWords().search.state}>
      {(ties) => (
        <select
          {...ties}
          class="input"
          value={sought.value.state}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          {states.map((value) => (
            <option key={value} value={value}>
              {text().caseload.states[value]}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

function useSearch(reason: string) {
  return usePosting({
    missing: () => {
      const { missing, notADate } = outsideWords().search
      const { birthDate } = sought.value
      if (names.every((name) => sought.value[name].trim() === '')) return [{ id: 'others-name', error: missing }]
      const wrong = birthDate.trim() !== '' && dateFrom(birthDate) === null
      return wrong ? [{ id: 'others-birthDate', error: notADate }] : []
    },
    send: async () => {
      const { state, birthDate, ...words } = sought.value
      const filled = Object.fromEntries(Object.entries(words).filter(([, value]) => value.trim() !== ''))
      const day = dateFrom(birthDate)
      try {
        found.value = await ask('searchOutside', {
          takes: { motivation: reason, state, ...filled, ...(day && { birthDate: day }) },
        })
        whisper(outsideWords().search.found(found.value.clients.length))
      } catch (error) {
        if (error instanceof Refused && error.code === 'reason-over') forgetReason()
        throw error
      }
    },
    namedIn: ({ fields }) =>
      fields.map(({ field, title }) => ({ id: `others-${field}`, error: title, refused: true as const })),
  })
}

function Hits({ found: { clients, more } }: { found: OutsideFound }) {
  const { search: words } = outsideWords()
  if (clients.length === 0) return <Empty title={words.nobody} more={words.nobodyMore} />
  return (
    <div class="stack">
      <p>{words.found(clients.length)}</p>
      <ul class="niche rows">
        {clients.map(({ id, name, active, yours, pending }) => (
          <li key={id}>
            <Who name={name} look="person" size="small" />
            <div class="grow">
              <a class="hit" href={yours ? `/clients/${id}` : `/clients/others/${id}`}>
                {name}
              </a>
            </div>
            {yours && <span class="tag">{words.yours}</span>}
            {pending && <span class="tag">{words.pending}</span>}
            {!active && <span class="tag">{text().caseload.inactive}</span>}
            <Icon name="chevron" more="go" />
          </li>
        ))}
      </ul>
      {more && <p class="hint">{words.more25}</p>}
    </div>
  )
}
