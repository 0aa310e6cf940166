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
import { PresentField } from './own-password.tsx'
import { refusedFields } from './refused-fields.ts'

/** Another address to sign in with: it counts once it is confirmed from the old one (decision on address changes). */
export function OwnAddress() {
  const [asked, setAsked] = useState<string | null>(null)
  if (asked === null) return <AddressForm done={setAsked} />
  const { addressAsked, addressAskedMore, toSettings } = text().door
  return (
    <div class="reading stack">
      <PageHeading>{addressAsked}</PageHeading>
      <p>{addressAskedMore(asked)}</p>
      <DemoMailLink />
      <p>
        <ButtonLink href="/settings">{toSettings}</ButtonLink>
      </p>
    </div>
  )
}

function AddressForm({ done }: { done: (address: string) => void }) {
  const [address, setAddress] = useState('')
  const [present, setPresent] = useState('')
  const words = text().door
  const { wrong, errorOf, round, busy, failed, post } = usePosting({
    missing: () => [
      ...(address.trim() ? [] : [{ id: 'address', error: words.writeNewAddress }]),
      ...(present ? [] : [{ id: 'present', error: words.writePresent }]),
    ],
    send: async () => {
      await ask('changeMyAddress', { takes: { address: address.trim(), present } })
      done(address.trim())
    },
    namedIn: refusedFields,
  })
  return (
    <div class="reading stack">
      <PageHeading word={words.addressWord}>{words.changeAddress}</PageHeading>
      <p>{words.changeAddressMore}</p>
      <form class="stack" onSubmit={post} noValidate>
        <ErrorSummary wrong={wrong} round={round} />
        {failed !== null && <Failure error={failed} round={round} />}
        <Field id="address" label={words.newAddress} error={errorOf('address')}>
          {(ties) => (
            <input
              {...ties}
              class="input"
              type="email"
              autocomplete="email"
              inputMode="email"
              value={address}
              onInput={(event) => setAddress(event.currentTarget.value)}
            />
          )}
        </Field>
        <PresentField value={present} type={setPresent} error={errorOf('present')} />
        <div class="row">
          <Button look="main" type="submit" busy={busy && words.asking}>
            {words.sendConfirmation}
          </Button>
          <ButtonLink look="quiet" href="/settings">
            {words.toSettings}
          </ButtonLink>
        </div>
      </form>
    </div>
  )
}
