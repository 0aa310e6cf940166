import { useState } from 'preact/hooks'
import type { Contact } from '../../contract/accounts.ts'
import { type Relation, relations } from '../../rules/words.ts'
import { ask, type Refused } from '../api.ts'
import { Show, useAsked } from '../ui/asked.tsx'
import { Button } from '../ui/button.tsx'
import { ErrorSummary, type Wrong } from '../ui/error-summary.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { usePosting } from '../ui/posting.ts'
import { say } from '../ui/toast.tsx'
import { requestWords } from './request-words.ts'

type Given = { client: string; related: readonly string[]; done: () => void }

/** Whom the client is asked for, as what, and why (TRF-11). */
export function AskForm(given: Given) {
  const { asked, again } = useAsked(async () => (await ask('listContacts')).contacts)
  return (
    <Show asked={asked} again={again} words={requestWords().getting}>
      {(contacts) => <Form {...given} colleagues={relatable(contacts, given.related)} />}
    </Show>
  )
}

function Form({ client, colleagues, done }: Given & { colleagues: readonly Contact[] }) {
  const form = useAsking(client, colleagues, done)
  const words = requestWords()
  if (colleagues.length === 0) return <p>{words.noColleagues}</p>
  const { colleague, kind, kindsOf, reason, set } = form
  return (
    <form class="niche pad stack" onSubmit={form.post} noValidate aria-labelledby="ask-form">
      <h2 id="ask-form">{words.request}</h2>
      <ErrorSummary wrong={form.wrong} round={form.round} />
      {form.failed !== null && <Failure error={form.failed} round={form.round} word={words.failed} />}
      <Field id="colleague" label={words.colleague} error={form.errorOf('colleague')}>
        {(ties) => (
          <select
            {...ties}
            class="input"
            value={colleague}
            onChange={(event) => set.colleague(event.currentTarget.value)}
          >
            <option value="">{words.choose}</option>
            {colleagues.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      {kindsOf.length > 1 && (
        <Field id="kind" label={words.kind}>
          {(ties) => (
            <select
              {...ties}
              class="input"
              value={kind}
              onChange={(event) => set.kind(event.currentTarget.value as Relation)}
            >
              {kindsOf.map((one) => (
                <option key={one} value={one}>
                  {words.kinds[one]}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <Field id="reason" label={words.reason} hint={words.reasonHint} error={form.errorOf('reason')}>
        {(ties) => (
          <textarea
            {...ties}
            class="input"
            rows={3}
            maxLength={1000}
            value={reason}
            onInput={(event) => set.reason(event.currentTarget.value)}
          />
        )}
      </Field>
      <p class="hint">{words.sendMore}</p>
      <div class="row">
        <Button look="main" type="submit" busy={form.busy && words.sending}>
          {words.send}
        </Button>
        <Button onClick={done}>{words.cancel}</Button>
      </div>
    </form>
  )
}

function useAsking(client: string, colleagues: readonly Contact[], done: () => void) {
  const words = requestWords()
  const [colleague, setColleague] = useState('')
  const [wanted, setWanted] = useState<Relation>('therapist')
  const [reason, setReason] = useState('')
  const [clientKey] = useState(() => crypto.randomUUID())
  const kindsOf = relations.filter((one) => colleagues.find(({ id }) => id === colleague)?.groups.includes(one))
  const kind = kindsOf.includes(wanted) ? wanted : (kindsOf[0] ?? 'therapist')
  const posting = usePosting({
    missing: () => [
      ...(colleague === '' ? [{ id: 'colleague', error: words.chooseFirst }] : []),
      ...([...reason.trim()].length < 20 ? [{ id: 'reason', error: words.reasonShort }] : []),
    ],
    send: async () => {
      await ask('askToRelate', { takes: { client, professional: colleague, kind, motivation: reason, clientKey } })
      say(words.sent)
      done()
    },
    namedIn: reasonIn,
  })
  return {
    ...posting,
    colleague,
    kind,
    kindsOf,
    reason,
    set: { colleague: setColleague, kind: setWanted, reason: setReason },
  }
}

/** What the server found wrong with the reason, at its field. */
function reasonIn({ fields }: Refused): readonly Wrong[] {
  const found = fields.find(({ field }) => field === 'motivation')
  return found ? [{ id: 'reason', error: found.title, refused: true }] : []
}

function relatable(contacts: readonly Contact[], related: readonly string[]): Contact[] {
  return contacts.filter(
    ({ id, kind, groups }) =>
      kind === 'professional' && !related.includes(id) && relations.some((one) => groups.includes(one)),
  )
}
