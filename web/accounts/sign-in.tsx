import type { TargetedSubmitEvent } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { practice, session, signIn } from '../session.ts'
import { text } from '../text/text.ts'
import { saidOf } from '../ui/asked.tsx'
import { Button } from '../ui/button.tsx'
import { ErrorSummary, stillWrong, type Wrong } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { inError, PageHeading } from '../ui/page.tsx'
import { PasswordInput } from './password-input.tsx'

/** The door. It stands at every address for whoever is not signed in, so that one comes back to where one was. */
export function SignIn() {
  const { signIn: title, welcome, demoWord, demo } = text().accounts
  const { route } = useLocation()
  const left = session.value.who === 'nobody' && session.value.why === 'left'
  // Who comes next does not come in where the last one was.
  useEffect(() => {
    if (left) route('/', true)
  }, [left])
  return (
    <>
      <div class="door">
        <div class="door-head">
          <PageHeading>{title}</PageHeading>
          <p class="soft">{welcome(practice.value?.name ?? '')}</p>
        </div>
        <SignInForm />
      </div>
      {practice.value?.demo && (
        <Notice tone="note" word={demoWord}>
          {demo}
        </Notice>
      )}
    </>
  )
}

function SignInForm() {
  const [address, setAddress] = useState('')
  const [password, setPassword] = useState('')
  const { wrong, round, busy, failed, post } = useSignIn(address, password)
  const { address: addressLabel, password: passwordLabel, signIn: label, signingIn } = text().accounts
  const errorOf = (id: string) => wrong.find((one) => one.id === id)?.error
  return (
    <form class="stack" onSubmit={post} noValidate>
      {round === 0 && <Why />}
      <ErrorSummary wrong={wrong} round={round} />
      {failed !== null && <Failure error={failed} round={round} />}
      <Field id="address" label={addressLabel} error={errorOf('address')}>
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
      <Field id="password" label={passwordLabel} error={errorOf('password')}>
        {(ties) => <PasswordInput ties={ties} value={password} type={setPassword} />}
      </Field>
      <Button look="main" more="btn-wide" type="submit" busy={busy && signingIn}>
        {label}
      </Button>
    </form>
  )
}

/** How one came to stand outside again. */
function Why() {
  const { overWord, over, leftWord, left } = text().accounts
  const now = session.value
  if (now.who === 'somebody' || now.why === 'new') return null
  return now.why === 'over' ? (
    <Notice tone="warn" word={overWord}>
      {over}
    </Notice>
  ) : (
    <Notice tone="done" word={leftWord}>
      {left}
    </Notice>
  )
}

function Failure({ error, round }: { error: unknown; round: number }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    inError.value = true
    box.current?.focus()
    return () => void (inError.value = false)
  }, [round])
  return (
    <div tabIndex={-1} ref={box}>
      <Notice tone="danger">{saidOf(error)}</Notice>
    </div>
  )
}

function useSignIn(address: string, password: string) {
  const [wrong, setWrong] = useState<readonly Wrong[]>([])
  const [round, setRound] = useState(0)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  const post = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (busy) return
    const missing = missingIn(address, password)
    setWrong(missing)
    setFailed(null)
    setRound((before) => before + 1)
    if (missing.length > 0) return
    setBusy(true)
    try {
      await signIn(address.trim(), password)
    } catch (error) {
      setFailed(error)
      setBusy(false)
    }
  }
  return {
    wrong: stillWrong(wrong, missingIn(address, password)),
    round,
    busy,
    failed,
    post: (event: TargetedSubmitEvent<HTMLFormElement>) => void post(event),
  }
}

function missingIn(address: string, password: string): Wrong[] {
  const { writeAddress, writePassword } = text().accounts
  return [
    ...(address.trim() ? [] : [{ id: 'address', error: writeAddress }]),
    ...(password ? [] : [{ id: 'password', error: writePassword }]),
  ]
}
