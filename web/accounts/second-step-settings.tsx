import { useState } from 'preact/hooks'
import type { SecondStep } from '../../contract/accounts/second-step.ts'
import { ask } from '../api.ts'
import { lookAgain } from '../session.ts'
import { text } from '../text/text.ts'
import { saidOf, Show, useAsked } from '../ui/asked.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageHeading } from '../ui/page.tsx'
import { say } from '../ui/toast.tsx'
import { NotConfirmed, useConfirming } from './confirming.tsx'
import { AuthenticatorSetUp, type Secret } from './second-step-authenticator.tsx'
import { RecoveryCodes } from './second-step-codes.tsx'
import { SecondStepParts } from './second-step-parts.tsx'

/** One's own two-step sign-in: /settings/two-step. */
export function SecondStepSettings() {
  const { title, backToSettings } = text().secondStep
  return (
    <div class="settings">
      <div class="stack">
        <p>
          <ButtonLink look="quiet" more="btn-edge" href="/settings">
            {backToSettings}
          </ButtonLink>
        </p>
        <PageHeading>{title}</PageHeading>
      </div>
      <SecondStepRoom />
    </div>
  )
}

type Doing = { what: 'app'; secret: Secret } | { what: 'codes'; codes: string[] } | null

/** Everything about it, one thing at a time. `done`: called when something was set up and its codes were kept. */
export function SecondStepRoom({ done }: { done?: () => void }) {
  const { asked, again } = useAsked(() => ask('seeSecondStep'))
  const [doing, setDoing] = useState<Doing>(null)
  const [failed, setFailed] = useState<unknown>(null)
  const { confirming, dialog } = useConfirming()
  const words = text().secondStep
  const end = (said: string) => {
    setDoing(null)
    again()
    say(said)
    done?.()
  }
  const setUp = (codes: string[] | null) => (codes ? setDoing({ what: 'codes', codes }) : end(words.done))
  // What the person gave up is no failure.
  const attempt = (act: () => Promise<void>) => {
    setFailed(null)
    act().catch((error: unknown) => {
      if (!(error instanceof NotConfirmed)) setFailed(error)
    })
  }
  const acts = {
    confirming,
    setUp,
    begin: () =>
      attempt(async () => setDoing({ what: 'app', secret: await confirming(() => ask('beginAuthenticator')) })),
    makeCodes: () =>
      attempt(async () => {
        const { recoveryCodes } = await confirming(() => ask('makeRecoveryCodes'))
        setDoing({ what: 'codes', codes: recoveryCodes })
      }),
    remove: (id: string) =>
      attempt(async () => {
        await confirming(() => ask('removePasskey', { where: { id } }))
        end(words.removed)
        await lookAgain()
      }),
    switchOff: () =>
      attempt(async () => {
        await confirming(() => ask('switchOffSecondStep'))
        end(words.switchedOff)
        await lookAgain()
      }),
  }
  return (
    <>
      {failed !== null && <Notice tone="danger">{saidOf(failed)}</Notice>}
      {doing?.what === 'app' && (
        <AuthenticatorSetUp secret={doing.secret} finish={setUp} cancel={() => setDoing(null)} />
      )}
      {doing?.what === 'codes' && <RecoveryCodes codes={doing.codes} kept={() => end(words.done)} />}
      {!doing && (
        <Show asked={asked} again={again} words={words.getting}>
          {(own: SecondStep) => <SecondStepParts own={own} acts={acts} />}
        </Show>
      )}
      {dialog}
    </>
  )
}
