import { useState } from 'preact/hooks'
import { ask } from '../api.ts'
import { DemoMailLink } from '../notifications/demo-mail.tsx'
import { text } from '../text/text.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { PageHeading } from '../ui/page.tsx'
import { usePosting } from '../ui/posting.ts'
import { refusedFields } from './refused-fields.ts'

/** Asks for a new password (SEC-8). What it says next is the same for every address. */
export function ForgotPassword() {
  const [asked, setAsked] = useState<string | null>(null)
  return asked === null ? <AddressForm done={setAsked} /> : <LookInMail address={asked} again={() => setAsked(null)} />
}

function AddressForm({ done }: { done: (address: string) => void }) {
  const [address, setAddress] = useState('')
  const { forgot, forgotMore, askLink, asking, toSignIn } = text().door
  const { address: label, writeAddress } = text().accounts
  const { wrong, errorOf, round, busy, failed, post } = usePosting({
    missing: () => (address.trim() ? [] : [{ id: 'address', error: writeAddress }]),
    send: async () => {
      await ask('askNewPassword', { takes: { address: address.trim() } })
      done(address.trim())
    },
    namedIn: refusedFields,
  })
  return (
    <div class="reading stack">
      <PageHeading word={text().door.passwordWord}>{forgot}</PageHeading>
      <p>{forgotMore}</p>
      <form class="stack" onSubmit={post} noValidate>
        <ErrorSummary wrong={wrong} round={round} />
        {failed !== null && <Failure error={failed} round={round} />}
        <Field id="address" label={label} error={errorOf('address')}>
          {(ties) => (
            <input
              {...ties}
              class="input"
              type="email"
              autocomplete="username"
              inputMode="email"
              value={address}
              onInput={(event) => setAddress(event.currentTarget.value)}
            />
          )}
        </Field>
        <div class="row">
          <Button look="main" type="submit" busy={busy && asking}>
            {askLink}
          </Button>
          <ButtonLink look="quiet" href="/">
            {toSignIn}
          </ButtonLink>
        </div>
      </form>
    </div>
  )
}

function LookInMail({ address, again }: { address: string; again: () => void }) {
  const { asked, askedMore, askedNothing, otherAddress, toSignIn } = text().door
  return (
    <div class="reading stack">
      <PageHeading>{asked}</PageHeading>
      <p>{askedMore(address)}</p>
      <p>{askedNothing}</p>
      <DemoMailLink />
      <div class="row">
        <ButtonLink href="/">{toSignIn}</ButtonLink>
        <Button look="quiet" onClick={again}>
          {otherAddress}
        </Button>
      </div>
    </div>
  )
}
