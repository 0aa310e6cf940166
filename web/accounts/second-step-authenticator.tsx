import { useEffect, useState } from 'preact/hooks'
import { encode } from 'uqr'
import type { Given } from '../../contract/endpoint.ts'
import type { Contract } from '../../contract/index.ts'
import { ask } from '../api.ts'
import { text } from '../text/text.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Failure } from '../ui/failure.tsx'
import { usePosting } from '../ui/posting.ts'
import { missingStep, nothingTyped, StepField } from './second-step-fields.tsx'

export type Secret = Given<Contract['beginAuthenticator']>

/** Scan, then the first code. Gives back recovery codes where there were none before. */
export function AuthenticatorSetUp({
  secret: { secret, address },
  finish,
  cancel,
}: {
  secret: Secret
  finish: (codes: string[] | null) => void | Promise<void>
  cancel: () => void
}) {
  const [typed, setTyped] = useState(nothingTyped)
  const { wrong, errorOf, round, busy, failed, post } = usePosting({
    missing: () => missingStep('code', typed),
    send: async () => {
      const { recoveryCodes } = await ask('finishAuthenticator', { takes: { code: typed.code.trim() } })
      await finish(recoveryCodes)
    },
    namedIn: ({ code, message }) =>
      code === 'wrong-code' ? [{ id: 'second-step', error: message, refused: true }] : [],
  })
  const words = text().secondStep
  useEffect(() => document.getElementById('scan')?.focus(), [])
  return (
    <section class="stack" aria-labelledby="scan">
      <h2 id="scan" tabIndex={-1}>
        {words.scan}
      </h2>
      <p>{words.scanSteps}</p>
      <QrCode says={address} />
      <p>
        <ButtonLink look="quiet" more="btn-edge" href={address}>
          {words.openApp}
        </ButtonLink>
      </p>
      <p id="key">{words.byHand}:</p>
      <p class="secret" aria-labelledby="key">
        {(secret.match(/.{1,4}/g) ?? []).map((group) => (
          <span key={group}>{group} </span>
        ))}
      </p>
      <form class="stack" onSubmit={post} noValidate>
        <p>{words.thenCode}.</p>
        <ErrorSummary wrong={wrong} round={round} />
        {failed !== null && <Failure error={failed} round={round} />}
        <StepField way="code" typed={typed} type={setTyped} error={errorOf('second-step')} />
        <div class="buttons">
          <Button look="main" type="submit" busy={busy && words.busy}>
            {words.confirmApp}
          </Button>
          <Button onClick={cancel}>{words.cancel}</Button>
        </div>
      </form>
    </section>
  )
}

/** Drawn here: nobody else is asked for it. Dark on light in the evening too, as cameras want it. */
function QrCode({ says }: { says: string }) {
  const { data, size } = encode(says, { ecc: 'M', border: 4 })
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return (
    <figure class="qr" aria-label={text().secondStep.qrAlt}>
      <svg viewBox={`0 0 ${size} ${size}`} aria-hidden="true">
        <rect class="qr-light" width={size} height={size} />
        <path class="qr-dark" d={path} shape-rendering="crispEdges" />
      </svg>
    </figure>
  )
}
