import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { ask, Refused } from '../api.ts'
import { text } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ErrorSummary, type Wrong } from '../ui/error-summary.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { usePosting } from '../ui/posting.ts'
import { PasswordInput } from './password-input.tsx'
import { answerOf, failureOf, Said, wrongStep } from './second-step-answer.ts'
import { missingStep, nothingTyped, OtherWays, StepField, type Way } from './second-step-fields.tsx'

type Asking = { ways: readonly Way[]; settle: (confirmed: boolean) => void }

/** Something was not done, because the person did not say again who they are. */
export class NotConfirmed extends Said {}

/**
 * For what asks the password again (SEC-11), or the second step too (SEC-10): `confirming(act)` does it, asks in a dialog when the
 * server wants to be sure, and then does it once more. What was typed on the page stays. Throws `NotConfirmed` when the dialog was closed.
 */
export function useConfirming(): { confirming: <T>(act: () => Promise<T>) => Promise<T>; dialog: ComponentChildren } {
  const [asking, setAsking] = useState<Asking | null>(null)
  const confirming = async <T,>(act: () => Promise<T>): Promise<T> => {
    try {
      return await act()
    } catch (error) {
      if (!(error instanceof Refused) || !isAsking(error)) throw error
      const ways = error.code === 'confirm-step' ? await ownWays() : []
      const confirmed = await new Promise<boolean>((settle) => setAsking({ ways, settle }))
      setAsking(null)
      if (!confirmed) throw new NotConfirmed(text().secondStep.notConfirmed)
      return await act()
    }
  }
  return { confirming, dialog: asking && <Confirm {...asking} /> }
}

function isAsking({ code }: Refused): boolean {
  return code === 'confirm-password' || code === 'confirm-step'
}

async function ownWays(): Promise<Way[]> {
  const { authenticatorSince, passkeys, recoveryCodesLeft } = await ask('seeSecondStep')
  return [
    ...(authenticatorSince ? (['code'] as const) : []),
    ...(passkeys.length > 0 ? (['passkey'] as const) : []),
    ...(recoveryCodesLeft > 0 ? (['recovery code'] as const) : []),
  ]
}

function Confirm({ ways, settle }: Asking) {
  const [password, setPassword] = useState('')
  const [typed, setTyped] = useState(nothingTyped)
  const [way, setWay] = useState<Way | null>(ways[0] ?? null)
  // The dialog may be closed while the answer is on its way.
  const open = useRef(true)
  const end = (confirmed: boolean) => {
    if (open.current) settle(confirmed)
    open.current = false
  }
  const { wrong, errorOf, round, busy, failed, post } = usePosting({
    missing: () => [...missingPassword(password), ...(way ? missingStep(way, typed) : [])],
    send: async () => {
      try {
        const answer = way ? await answerOf(way, typed, () => ask('askPasskeyAgain')) : undefined
        await ask('confirmMyself', { takes: { password, ...(answer && { answer }) } })
        end(true)
      } catch (error) {
        throw failureOf(error)
      }
    },
    namedIn: (refused) => [...wrongPassword(refused), ...wrongStep(refused)],
  })
  const { againTitle, againPassword, againStep, confirm, cancel, busy: checking } = text().secondStep
  return (
    <Dialog title={againTitle} close={() => end(false)}>
      <p>{way ? againStep : againPassword}</p>
      <form class="stack" onSubmit={post} noValidate>
        <ErrorSummary wrong={wrong} round={round} />
        {failed !== null && <Failure error={failed} round={round} />}
        <Field id="again-password" label={text().accounts.password} error={errorOf('again-password')}>
          {(ties) => <PasswordInput ties={ties} value={password} type={setPassword} />}
        </Field>
        {way && <StepField way={way} typed={typed} type={setTyped} error={errorOf('second-step')} />}
        {way && <OtherWays ways={ways} way={way} choose={setWay} />}
        <div class="buttons">
          <Button look="main" type="submit" busy={busy && checking}>
            {confirm}
          </Button>
          <Button onClick={() => end(false)}>{cancel}</Button>
        </div>
      </form>
    </Dialog>
  )
}

function missingPassword(password: string): Wrong[] {
  return password ? [] : [{ id: 'again-password', error: text().accounts.writePassword }]
}

function wrongPassword({ code, message }: Refused): Wrong[] {
  return code === 'not-your-password' ? [{ id: 'again-password', error: message, refused: true }] : []
}
