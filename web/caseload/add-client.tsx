import { useLocation } from 'preact-iso'
import { useState } from 'preact/hooks'
import type { Me } from '../../contract/accounts.ts'
import type { Given } from '../../contract/endpoint.ts'
import type { Contract } from '../../contract/index.ts'
import { languages } from '../../rules/words.ts'
import { ask, Refused } from '../api.ts'
import { text } from '../text/text.ts'
import { Show, useAsked } from '../ui/asked.tsx'
import { Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Failure } from '../ui/failure.tsx'
import { PageHeading } from '../ui/page.tsx'
import { usePosting } from '../ui/posting.ts'
import { say } from '../ui/toast.tsx'
import { ChoiceField, PracticeFields, TextField, WhoFields } from './client-fields.tsx'
import { type ClientForm, detailsFrom, missingIn, names, wantedOf, wrongFrom } from './client-form.ts'
import { Exists } from './exists.tsx'
import { blank, forgetAdding, keepAdding, keptAdding, type Name } from './kept-form.ts'
import { clientWords } from './client-words.ts'

type Asked = Given<Contract['seeClientForm']>

/** A new client (ACC-6). What is typed survives errors, another screen, a lost network and a reload of the tab. */
export function AddClient({ me }: { me: Me }) {
  const { asked, again } = useAsked(() => ask('seeClientForm'))
  const { getting } = text().caseload
  const { form } = clientWords()
  return (
    <div class="client-form stack stack-wide">
      <div>
        <PageHeading>{form.title}</PageHeading>
        <p class="soft">{me.groups.includes('therapist') ? form.more : form.moreOffice}</p>
      </div>
      <Show asked={asked} again={again} words={getting}>
        {(given) => <AddForm given={given} />}
      </Show>
    </div>
  )
}

function AddForm({ given }: { given: Asked }) {
  const form = useAdding(given)
  const { send, sending, failedWord, reach, addressHint, languages: called, kept, startOver } = clientWords().form
  return (
    <form class="stack stack-wide" onSubmit={form.post} noValidate>
      <ErrorSummary wrong={form.wrong} round={form.round} />
      {form.failed !== null && <Failure error={form.failed} round={form.round} word={failedWord} />}
      {form.taken && <Exists address={form.taken} secretary={given.secretary} />}
      <WhoFields form={form} />
      <fieldset class="niche pad stack">
        <legend>
          <h2>{reach}</h2>
        </legend>
        <TextField form={form} name="address" kind="email" hint={addressHint} />
        {wantedOf('phone', form.fields) !== 'off' && <TextField form={form} name="phone" kind="tel" />}
        <ChoiceField form={form} name="language" options={['practice', 'nl', 'en']} called={called} />
      </fieldset>
      <PracticeFields form={form} />
      <p class="hint">
        {kept}{' '}
        <Button look="quiet" more="btn-edge" onClick={form.empty}>
          {startOver}
        </Button>
      </p>
      <Button look="main" type="submit" busy={form.busy && sending}>
        {send}
      </Button>
    </form>
  )
}

/** The form as it is filled in, what is wrong with it, and sending it. */
function useAdding({ fields }: Asked) {
  const { route } = useLocation()
  const [adding, setAdding] = useState(keptAdding)
  const [taken, setTaken] = useState<string | null>(null)
  const { typed, clientKey } = adding
  const set = (next: typeof adding) => {
    keepAdding(next)
    setAdding(next)
  }
  const posting = usePosting({
    missing: () => missingIn(typed, names, fields),
    send: async () => {
      setTaken(null)
      const language = languages.find((one) => one === typed.language) ?? null
      const address = typed.address.trim()
      try {
        const { id } = await ask('addClient', {
          takes: { ...detailsFrom(typed, fields), address, language, clientKey },
        })
        forgetAdding()
        route(`/clients/${id}/details`, true)
        say(clientWords().form.added)
      } catch (error) {
        if (error instanceof Refused && error.code === 'address-exists') setTaken(address)
        throw error
      }
    },
    namedIn: wrongFrom,
  })
  const form: ClientForm = {
    typed: { ...typed, language: typed.language || 'practice' },
    type: (name: Name, value: string) => set({ clientKey, typed: { ...typed, [name]: value } }),
    errorOf: posting.errorOf,
    fields,
  }
  const empty = () => set({ typed: blank(), clientKey: crypto.randomUUID() })
  return { ...posting, ...form, taken: taken === typed.address.trim() ? taken : null, empty }
}
