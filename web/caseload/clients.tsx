import type { TargetedSubmitEvent } from 'preact'
import type { Me } from '../../contract/accounts.ts'
import { text } from '../text/text.ts'
import { Show } from '../ui/asked.tsx'
import { Button, ButtonLink } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Field } from '../ui/field.tsx'
import { PageHeading } from '../ui/page.tsx'
import { AddButton, Lines } from './client-lines.tsx'
import { ClientTabs } from './client-tabs.tsx'
import { dateInWords } from './dates.ts'
import { type FoundClients, useClients } from './finding.ts'
import { addsClients, seesEveryClient } from './rights.ts'
import { sought, soughtState, type State, states } from './sought.ts'
import { WithoutTherapist } from './without-therapist.tsx'

/** The clients of the one who looks: one field that finds by name, e-mail address, ID and date of birth. */
export function Clients({ me }: { me: Me }) {
  const { asked, look } = useClients(me)
  const { clients, getting, searching } = text().caseload
  return (
    <div class="reading stack stack-wide">
      <div class="hello">
        <PageHeading>{clients}</PageHeading>
        {addsClients(me) && <AddButton look="main" more="push" />}
      </div>
      <ClientTabs me={me} now="mine" />
      <Search look={look} />
      <Show asked={asked} again={look} words={sought.value ? searching : getting}>
        {(found) => <Found found={found} look={look} me={me} />}
      </Show>
      {me.groups.includes('secretary') && <WithoutTherapist />}
    </div>
  )
}

function Search({ look }: { look: () => void }) {
  const { searchLabel, searchHint, search, state, states: called } = text().caseload
  const seek = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    look()
  }
  return (
    <search>
      <form class="seek" onSubmit={seek}>
        <Field id="sought" label={searchLabel} hint={searchHint}>
          {(ties) => (
            <input
              {...ties}
              class="input"
              type="search"
              maxLength={254}
              autocomplete="off"
              value={sought}
              onInput={(event) => (sought.value = event.currentTarget.value)}
            />
          )}
        </Field>
        <Field id="state" label={state}>
          {(ties) => (
            <select
              {...ties}
              class="input"
              value={soughtState}
              onChange={(event) => {
                soughtState.value = event.currentTarget.value as State
                look()
              }}
            >
              {states.map((value) => (
                <option key={value} value={value}>
                  {called[value]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Button type="submit">{search}</Button>
      </form>
    </search>
  )
}

function Found({ found, look, me }: { found: FoundClients; look: () => void; me: Me }) {
  const { clients, more, meant } = found
  const { soughtBy, found: number, more: typeMore, showAll } = text().caseload
  const everybody = () => {
    sought.value = ''
    look()
  }
  return (
    <div class="stack">
      {meant && (
        <p class="row">
          <span>
            {soughtBy[meant.by](meant.by === 'birthDate' ? dateInWords(meant.words) : meant.words)}.{' '}
            {number(clients.length)}.
          </span>
          <Button look="quiet" more="btn-edge" onClick={everybody}>
            {showAll}
          </Button>
        </p>
      )}
      {clients.length === 0 ? <Nobody sought={meant !== null} look={look} me={me} /> : <Lines clients={clients} />}
      {more && <p class="hint">{typeMore}</p>}
    </div>
  )
}

/** Nobody there, or nobody found: what to do next. */
function Nobody({ sought: isSought, look, me }: { sought: boolean; look: () => void; me: Me }) {
  const { none, noneMore, noneOffice, noneInactive, nobody, nobodyMore, alsoInactive } = text().caseload
  const state = soughtState.value
  const widen = () => {
    soughtState.value = 'both'
    look()
  }
  const why = isSought ? nobodyMore : seesEveryClient(me) ? noneOffice : noneMore
  return (
    <Empty
      title={isSought || state === 'inactive' ? nobody : none}
      more={!isSought && state === 'inactive' ? noneInactive : why}
    >
      {state !== 'both' && (isSought || state === 'inactive') && <Button onClick={widen}>{alsoInactive}</Button>}
      {!isSought && state !== 'inactive' && addsClients(me) && (
        <ButtonLink href="/clients/add">{text().caseload.add}</ButtonLink>
      )}
    </Empty>
  )
}
