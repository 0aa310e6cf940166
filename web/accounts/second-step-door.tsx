import { useEffect, useState } from 'preact/hooks'
import { ask, Refused } from '../api.ts'
import { comeIn } from '../session.ts'
import { text } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Failure } from '../ui/failure.tsx'
import { usePosting } from '../ui/posting.ts'
import { answerOf, failureOf, wrongStep } from './second-step-answer.ts'
import { missingStep, nothingTyped, OtherWays, StepField, type Way } from './second-step-fields.tsx'

/** The password was right; one step is to come. `again`: back to address and password, with the reason where there is one. */
export function SecondStepDoor({ ways, again }: { ways: readonly Way[]; again: (why: Refused | null) => void }) {
  const [way, setWay] = useState<Way>(ways[0] ?? 'code')
  const [typed, setTyped] = useState(nothingTyped)
  const { wrong, errorOf, round, busy, failed, post } = usePosting({
    missing: () => missingStep(way, typed),
    send: async () => {
      try {
        const answer = await answerOf(way, typed, () => ask('askPasskeyAtDoor'))
        await comeIn(await ask('takeSecondStep', { takes: { answer } }))
      } catch (error) {
        if (error instanceof Refused && error.code === 'step-over') return again(error)
        throw failureOf(error)
      }
    },
    namedIn: wrongStep,
  })
  // Whoever comes here has one thing to do.
  useEffect(() => document.getElementById('second-step')?.focus(), [way])
  const { goOn, passkeyNow, busy: checking, lost, startAgain } = text().secondStep
  return (
    <form class="stack" onSubmit={post} noValidate>
      <ErrorSummary wrong={wrong} round={round} />
      {failed !== null && <Failure error={failed} round={round} />}
      <StepField way={way} typed={typed} type={setTyped} error={errorOf('second-step')} />
      <Button look="main" more="btn-wide" type="submit" busy={busy && checking}>
        {way === 'passkey' ? passkeyNow : goOn}
      </Button>
      <OtherWays ways={ways} way={way} choose={setWay} />
      <p class="hint">{lost}</p>
      <Button look="quiet" more="btn-edge" onClick={() => again(null)}>
        {startAgain}
      </Button>
    </form>
  )
}
