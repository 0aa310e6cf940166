import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { ask } from '../api.ts'
import { practice, session, signOut } from '../session.ts'
import { text } from '../text/text.ts'
import { Show, useAsked } from '../ui/asked.tsx'
import { Button, ButtonLink } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Failure } from '../ui/failure.tsx'
import { PageHeading } from '../ui/page.tsx'
import { usePosting } from '../ui/posting.ts'
import { letterDone, letterToken, takeLetterToken } from './link-token.ts'
import { NewPasswordField } from './new-password-field.tsx'
import { refusedFields } from './refused-fields.ts'

/** Where a link from a letter leads. It says what will happen; only the button does it, so that whoever merely looks uses nothing up. */
export function LinkPage() {
  useState(takeLetterToken)
  const token = letterToken.value
  if (letterDone.value) return <IsDone done={letterDone.value} />
  return token === null ? <LinkOver /> : <WithLink key={token} token={token} />
}

type Done = NonNullable<typeof letterDone.value>

function WithLink({ token }: { token: string }) {
  const { asked, again } = useAsked(() => ask('seeLink', { takes: { token } }))
  return (
    <Show asked={asked} again={again} words={text().door.lookingAtLink}>
      {({ purpose, leastLength, address }) => {
        if (purpose === null) return <LinkOver />
        if (purpose === 'unblock') return <Unblock token={token} done={() => finish('unblocked')} />
        if (purpose === 'confirm address')
          return <ConfirmAddress token={token} address={address ?? ''} done={() => finish('confirmed')} />
        const welcomes = purpose === 'welcome'
        return <ChoosePassword {...{ token, welcomes }} least={leastLength} done={() => finish('password')} />
      }}
    </Show>
  )
}

function finish(done: Done): void {
  letterDone.value = done
}

function LinkOver() {
  const { linkOver, linkOverMore, forgot, toSignIn } = text().door
  return (
    <div class="reading stack">
      <PageHeading>{linkOver}</PageHeading>
      <p>{linkOverMore}</p>
      <div class="row">
        <ButtonLink look="main" href="/forgot-password">
          {forgot}
        </ButtonLink>
        <ButtonLink look="quiet" href="/">
          {toSignIn}
        </ButtonLink>
      </div>
    </div>
  )
}

type StepProps = { token: string; done: () => void }

function ChoosePassword({ token, welcomes, least, done }: StepProps & { welcomes: boolean; least: number }) {
  const [password, setPassword] = useState('')
  const words = text().door
  const { wrong, errorOf, round, busy, failed, post } = usePosting({
    missing: () => (password ? [] : [{ id: 'password', error: words.writeNew }]),
    send: async () => {
      await ask('setPasswordByLink', { takes: { token, password } })
      done()
    },
    namedIn: refusedFields,
  })
  return (
    <div class="reading stack">
      <PageHeading>{welcomes ? words.welcome : words.newPassword}</PageHeading>
      <p>{welcomes ? words.welcomeMore(practice.value?.name ?? '') : words.newPasswordMore}</p>
      <form class="stack" onSubmit={post} noValidate>
        <ErrorSummary wrong={wrong} round={round} />
        {failed !== null && <Failure error={failed} round={round} />}
        <NewPasswordField value={password} type={setPassword} error={errorOf('password')} least={least} />
        <Button look="main" type="submit" busy={busy && words.saving}>
          {words.setPassword}
        </Button>
      </form>
    </div>
  )
}

function Unblock({ token, done }: StepProps) {
  const { unblock, unblockMore, unblockButton, unlocking } = text().door
  const send = async () => {
    await ask('unblock', { takes: { token } })
    done()
  }
  return (
    <OneButton
      word={unblock}
      title={unblock}
      more={unblockMore}
      button={unblockButton}
      busyWord={unlocking}
      send={send}
    />
  )
}

function ConfirmAddress({ token, address, done }: StepProps & { address: string }) {
  const { addressWord, confirm, confirmMore, confirmButton, confirming } = text().door
  const send = async () => {
    await ask('confirmAddress', { takes: { token } })
    done()
  }
  return (
    <OneButton
      word={addressWord}
      title={confirm}
      more={confirmMore(address)}
      button={confirmButton}
      busyWord={confirming}
      send={send}
    />
  )
}

type OneButtonProps = {
  word: string
  title: string
  more: string
  button: string
  busyWord: string
  send: () => Promise<void>
}

function OneButton({ word, title, more, button, busyWord, send }: OneButtonProps) {
  const { round, busy, failed, post } = usePosting({ missing: () => [], send })
  return (
    <div class="reading stack">
      <PageHeading word={word}>{title}</PageHeading>
      <p>{more}</p>
      <form class="stack" onSubmit={post}>
        {failed !== null && <Failure error={failed} round={round} />}
        <Button look="main" type="submit" busy={busy && busyWord}>
          {button}
        </Button>
      </form>
    </div>
  )
}

function IsDone({ done }: { done: Done }) {
  const words = text().door
  const [title, more] = {
    password: [words.passwordSet, words.passwordSetMore],
    unblocked: [words.unblocked, words.unblockedMore],
    confirmed: [words.confirmed, words.confirmedMore],
  }[done] as [string, string]
  return (
    <div class="reading stack">
      <PageHeading word={done === 'confirmed' ? words.addressWord : title}>{title}</PageHeading>
      <p>{more}</p>
      <Onward done={done} />
      {done === 'unblocked' && (
        <ButtonLink look="quiet" href="/forgot-password">
          {words.forgot}
        </ButtonLink>
      )}
    </div>
  )
}

/** Two accounts are never open side by side in one browser (SEC-13): whoever is in goes out first. */
function Onward({ done }: { done: Done }) {
  const { signedInHere, signOutFirst, toSignIn } = text().door
  const { route } = useLocation()
  const [failed, setFailed] = useState<unknown>(null)
  const isIn = session.value.who === 'somebody'
  if (!isIn || done !== 'password') {
    return (
      <div>
        <ButtonLink look="main" href="/">
          {isIn ? text().room.homeLink : toSignIn}
        </ButtonLink>
      </div>
    )
  }
  const leave = async () => {
    await signOut()
    route('/', true)
  }
  return (
    <div class="stack">
      {failed !== null && <Failure error={failed} round={1} />}
      <p>{signedInHere}</p>
      <Button look="main" onClick={() => void leave().catch(setFailed)}>
        {signOutFirst}
      </Button>
    </div>
  )
}
