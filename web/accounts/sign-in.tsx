import { useEffect, useState } from 'preact/hooks'
import { ErrorBoundary, lazy, useLocation } from 'preact-iso'
import type { StepToCome } from '../../contract/accounts/step-to-come.ts'
import type { Refused } from '../api.ts'
import { practice, session, signIn } from '../session.ts'
import { text } from '../text/text.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import { ErrorSummary, type Wrong } from '../ui/error-summary.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageHeading } from '../ui/page.tsx'
import { usePosting } from '../ui/posting.ts'
import { PasswordInput } from './password-input.tsx'

/** The door. It stands at every address for whoever is not signed in, so that one comes back to where one was. */
export function SignIn() {
  const { signIn: title, welcome, demoWord, demo } = text().accounts
  const { route } = useLocation()
  const now = session.value
  const [ways, setWays] = useState<Ways>([])
  const [over, setOver] = useState<Refused | null>(null)
  const address = useState('')
  const isHalfIn = ways.length > 0
  const begin = (why: Refused | null) => {
    setOver(why)
    setWays([])
  }
  const afresh = now.who === 'nobody' && (now.why === 'left' || now.why === 'ready')
  // Who comes next does not come in where the last one was.
  useEffect(() => {
    if (afresh) route('/', true)
  }, [afresh])
  return (
    <>
      <div class="door">
        <div class="door-head">
          <PageHeading key={ways.length}>{isHalfIn ? text().secondStep.stepTitle : title}</PageHeading>
          <p class="soft">{isHalfIn ? text().secondStep.stepWhat : welcome(practice.value?.name ?? '')}</p>
        </div>
        {isHalfIn ? (
          <ErrorBoundary>
            <SecondStepDoor ways={ways} again={begin} />
          </ErrorBoundary>
        ) : (
          <SignInForm step={setWays} over={over} address={address} />
        )}
      </div>
      <p>
        <ButtonLink look="quiet" href="/forgot-password">
          {text().door.forgot}
        </ButtonLink>
      </p>
      {isOpenToAll() && (
        <p>
          <ButtonLink href="/register">{text().practices.signUp}</ButtonLink>
        </p>
      )}
      {practice.value?.demo && (
        <Notice tone="note" word={demoWord}>
          {demo} <a href="/demo/mail">{text().notifications.demoMailLink}</a>
        </Notice>
      )}
    </>
  )
}

/** Whether this page leads to signing up by oneself (REG-5). */
function isOpenToAll(): boolean {
  const { open = 'off', shown = false } = practice.value?.registration ?? {}
  return open !== 'off' && shown
}

type Ways = StepToCome['toCome']
const SecondStepDoor = lazy(() => import('./second-step-door.tsx').then((made) => made.SecondStepDoor))

function SignInForm({
  step,
  over,
  address: [address, setAddress],
}: {
  step: (ways: Ways) => void
  /** Why a sign-in that was half done is over. */
  over: Refused | null
  address: [string, (address: string) => void]
}) {
  const [password, setPassword] = useState('')
  const { wrong, errorOf, round, busy, failed, post } = usePosting({
    missing: () => missingIn(address, password),
    send: async () => step(await signIn(address.trim(), password)),
  })
  const { address: addressLabel, password: passwordLabel, signIn: label, signingIn } = text().accounts
  return (
    <form class="stack" onSubmit={post} noValidate>
      {round === 0 && (over ? <Failure error={over} round={0} /> : <Why />)}
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

/** How one came to stand outside. */
function Why() {
  const { overWord, over, leftWord, left, readyWord, ready } = text().accounts
  const now = session.value
  if (now.who !== 'nobody' || now.why === 'new') return null
  if (now.why === 'over') {
    return (
      <Notice tone="warn" word={overWord}>
        {over}
      </Notice>
    )
  }
  return (
    <Notice tone="done" word={now.why === 'ready' ? readyWord : leftWord}>
      {now.why === 'ready' ? ready : left}
    </Notice>
  )
}

function missingIn(address: string, password: string): Wrong[] {
  const { writeAddress, writePassword } = text().accounts
  return [
    ...(address.trim() ? [] : [{ id: 'address', error: writeAddress }]),
    ...(password ? [] : [{ id: 'password', error: writePassword }]),
  ]
}
