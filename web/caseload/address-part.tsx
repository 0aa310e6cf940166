import { useState } from 'preact/hooks'
import type { Client } from '../../contract/caseload.ts'
import { ask } from '../api.ts'
import { said } from '../text/moments.ts'
import { Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { usePosting } from '../ui/posting.ts'
import { say } from '../ui/toast.tsx'
import { useDoing } from '../ui/doing.ts'
import { clientWords } from './client-words.ts'

type Given = { client: Client; again: () => void }

/** The address somebody signs in with: mended at once before it was used (ACC-14), afterwards only by two and in three days. */
export function AddressPart({ client, again }: Given) {
  const [open, setOpen] = useState(false)
  const { correct, propose } = clientWords().address
  const { correctAddress, proposeAddress } = client.may
  if (client.addressChange) return <Waiting client={client} change={client.addressChange} again={again} />
  if (!correctAddress && !proposeAddress) return null
  const done = () => {
    setOpen(false)
    again()
  }
  return open ? (
    <AddressForm client={client} done={done} close={() => setOpen(false)} />
  ) : (
    <Button onClick={() => setOpen(true)}>{correctAddress ? correct : propose}</Button>
  )
}

function AddressForm({ client, done, close }: { client: Client; done: () => void; close: () => void }) {
  const { id, may } = client
  const [typed, setTyped] = useState('')
  const words = clientWords().address
  const {
    form,
    client: { cancel },
  } = clientWords()
  const posting = usePosting({
    missing: () => (typed.trim() === '' ? [{ id: 'new-address', error: form.write.address }] : []),
    send: async () => {
      const sent = { where: { id }, takes: { address: typed.trim() } }
      await (may.correctAddress ? ask('correctClientAddress', sent) : ask('proposeClientAddress', sent))
      say(may.correctAddress ? words.corrected : words.proposed)
      done()
    },
    namedIn: ({ fields }) => fields.map(({ title }) => ({ id: 'new-address', error: title, refused: true })),
  })
  return (
    <form class="niche pad stack" onSubmit={posting.post} noValidate>
      <h2>{may.correctAddress ? words.correct : words.propose}</h2>
      <p>{may.correctAddress ? words.correctMore : words.proposeMore}</p>
      <ErrorSummary wrong={posting.wrong} round={posting.round} />
      {posting.failed !== null && <Failure error={posting.failed} round={posting.round} word={words.failedWord} />}
      <Field id="new-address" label={words.field} error={posting.errorOf('new-address')}>
        {(ties) => (
          <input
            {...ties}
            class="input"
            type="text"
            inputMode="email"
            autocapitalize="none"
            autocomplete="off"
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        )}
      </Field>
      <div class="row">
        <Button look="main" type="submit" busy={posting.busy && words.sending}>
          {may.correctAddress ? words.sendCorrect : words.sendPropose}
        </Button>
        <Button onClick={close}>{cancel}</Button>
      </div>
    </form>
  )
}

/** A change that waits: for the other of the two, or for its three days. */
function Waiting({ client, change, again }: Given & { change: NonNullable<Client['addressChange']> }) {
  const { busy, failed, round, act } = useDoing(again)
  const { title, waits, waitsYours, comes, agree, agreeMore, agreed, stop, stopped, sending } = clientWords().address
  const where = { id: client.id }
  const { address, takesEffect, yours } = change
  const agreeTo = () => act(() => ask('agreeToClientAddress', { where, takes: { address } }), agreed)
  return (
    <section class="stack" aria-labelledby="new-address-title">
      <h2 id="new-address-title">{title}</h2>
      {failed !== null && <Failure error={failed} round={round} />}
      <Notice tone="note">
        {takesEffect ? comes(address, said(takesEffect)) : yours ? waitsYours(address) : waits(address)}
      </Notice>
      {client.may.agreeToAddress && <p>{agreeMore}</p>}
      <div class="row">
        {client.may.agreeToAddress && (
          <Button look="main" busy={busy && sending} onClick={agreeTo}>
            {agree}
          </Button>
        )}
        <Button onClick={() => act(() => ask('stopClientAddress', { where }), stopped)}>{stop}</Button>
      </div>
    </section>
  )
}
