import { useState } from 'preact/hooks'
import { ask } from '../api.ts'
import { text } from '../text/text.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { PageHeading } from '../ui/page.tsx'
import { usePosting } from '../ui/posting.ts'
import { useConfirming } from './confirming.tsx'
import { NewPasswordField } from './new-password-field.tsx'
import { PasswordInput } from './password-input.tsx'
import { refusedFields } from './refused-fields.ts'

/** One's own new password, with the present one typed again (PRF-3). */
export function OwnPassword() {
  const [present, setPresent] = useState('')
  const [password, setPassword] = useState('')
  const [done, setDone] = useState(false)
  // Who has two-step sign-in gives the second step again (SEC-10).
  const { confirming, dialog } = useConfirming()
  const words = text().door
  const { wrong, errorOf, round, busy, failed, post } = usePosting({
    missing: () => [
      ...(present ? [] : [{ id: 'present', error: words.writePresent }]),
      ...(password ? [] : [{ id: 'password', error: words.writeNew }]),
    ],
    send: async () => {
      await confirming(() => ask('changeMyPassword', { takes: { present, password } }))
      setDone(true)
    },
    namedIn: refusedFields,
  })
  if (done) return <Changed />
  return (
    <div class="reading stack">
      <PageHeading>{words.changePassword}</PageHeading>
      <p>{words.changePasswordMore}</p>
      <form class="stack" onSubmit={post} noValidate>
        <ErrorSummary wrong={wrong} round={round} />
        {failed !== null && <Failure error={failed} round={round} />}
        <PresentField value={present} type={setPresent} error={errorOf('present')} />
        <NewPasswordField value={password} type={setPassword} error={errorOf('password')} />
        <div class="row">
          <Button look="main" type="submit" busy={busy && words.saving}>
            {words.setPassword}
          </Button>
          <ButtonLink look="quiet" href="/settings">
            {words.toSettings}
          </ButtonLink>
        </div>
      </form>
      {dialog}
    </div>
  )
}

function Changed() {
  const { passwordSet, passwordChanged, toSettings } = text().door
  return (
    <div class="reading stack">
      <PageHeading>{passwordSet}</PageHeading>
      <p>{passwordChanged}</p>
      <p>
        <ButtonLink href="/settings">{toSettings}</ButtonLink>
      </p>
    </div>
  )
}

/** The present password, asked again of whoever sits at an open screen. */
export function PresentField({
  value,
  type,
  error,
}: {
  value: string
  type: (value: string) => void
  error: string | undefined
}) {
  return (
    <Field id="present" label={text().door.present} error={error}>
      {(ties) => <PasswordInput ties={ties} value={value} type={type} />}
    </Field>
  )
}
