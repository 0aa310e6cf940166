import { useLocation } from 'preact-iso'
import { useState } from 'preact/hooks'
import type { Client, ClientFields } from '../../contract/caseload.ts'
import { ask } from '../api.ts'
import { Show, useAsked } from '../ui/asked.tsx'
import { Button, ButtonLink } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Failure } from '../ui/failure.tsx'
import { PageHeading } from '../ui/page.tsx'
import { usePosting } from '../ui/posting.ts'
import { say } from '../ui/toast.tsx'
import { PracticeFields, TextField, WhoFields } from './client-fields.tsx'
import { type ClientForm, detailsFrom, missingIn, names, typedFrom, wantedOf, wrongFrom } from './client-form.ts'
import { nameOf } from './name-of.ts'
import type { Name } from './kept-form.ts'
import { clientWords } from './client-words.ts'

/** Keeps the details of a client right; the address has a way of its own. */
export function ChangeClient({ id }: { id: string }) {
  const { asked, again } = useAsked(async () => {
    const [client, { fields }] = await Promise.all([ask('seeClient', { where: { id } }), ask('seeClientForm')])
    return { client, fields }
  })
  const { changing, client: words } = clientWords()
  return (
    <div class="client-form stack stack-wide">
      <PageHeading>{changing.title}</PageHeading>
      <Show asked={asked} again={again} words={words.getting}>
        {(given) => <ChangeForm {...given} />}
      </Show>
    </div>
  )
}

function ChangeForm({ client, fields }: { client: Client; fields: ClientFields }) {
  const form = useChanging(client, fields)
  const { save, saving, failedWord, cancel } = clientWords().changing
  const asksPhone = wantedOf('phone', fields) !== 'off'
  return (
    <form class="stack stack-wide" onSubmit={form.post} noValidate>
      <p class="soft">{nameOf(client)}</p>
      <ErrorSummary wrong={form.wrong} round={form.round} />
      {form.failed !== null && <Failure error={form.failed} round={form.round} word={failedWord} />}
      <WhoFields form={form} />
      {asksPhone && (
        <fieldset class="niche pad stack">
          <legend>
            <h2>{clientWords().form.reach}</h2>
          </legend>
          <TextField form={form} name="phone" kind="tel" />
        </fieldset>
      )}
      <PracticeFields form={form} />
      <div class="row">
        <Button look="main" type="submit" busy={form.busy && saving}>
          {save}
        </Button>
        <ButtonLink href={`/clients/${client.id}/details`}>{cancel}</ButtonLink>
      </div>
    </form>
  )
}

/** Everything but the address and the language: those are not among the details. */
const changed = names.filter((name) => name !== 'address' && name !== 'language')

function useChanging(client: Client, fields: ClientFields) {
  const { route } = useLocation()
  const [typed, setTyped] = useState(() => typedFrom(client))
  const posting = usePosting({
    missing: () => missingIn(typed, changed, fields),
    send: async () => {
      await ask('changeClient', { where: { id: client.id }, takes: detailsFrom(typed, fields) })
      route(`/clients/${client.id}/details`, true)
      say(clientWords().changing.saved)
    },
    namedIn: wrongFrom,
  })
  const type = (name: Name, value: string) => setTyped((before) => ({ ...before, [name]: value }))
  const form: ClientForm = { typed, type, errorOf: posting.errorOf, fields }
  return { ...posting, ...form }
}
