import type { ComponentChildren } from 'preact'
import type { SecondStep } from '../../contract/accounts/second-step.ts'
import { said } from '../text/moments.ts'
import { text } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { AddPasskey, type Confirming, PasskeyList } from './second-step-passkeys.tsx'

/** What can be done on this page. */
export type Acts = {
  confirming: Confirming
  setUp: (codes: string[] | null) => void
  begin: () => void
  makeCodes: () => void
  remove: (id: string) => void
  switchOff: () => void
}

/** The state of one's two-step sign-in, and what one may do about it. */
export function SecondStepParts({ own, acts }: { own: SecondStep; acts: Acts }) {
  const words = text().secondStep
  const { authenticatorSince: since, passkeys, policy } = own
  const isOn = since !== null || passkeys.length > 0
  if (policy === 'off' && !isOn) return <p>{words.notOffered}</p>
  return (
    <>
      <div class="stack">
        <p>{words.what}</p>
        <Notice tone={isOn ? 'done' : 'note'}>
          {isOn ? words.on : words.off} {policy === 'required' && words.required}
        </Notice>
      </div>
      <Part id="app" title={words.app}>
        <p>{since ? words.appSince(said(since)) : words.appWhat}</p>
        {(since !== null || policy !== 'off') && (
          <Button look={isOn ? 'plain' : 'main'} onClick={acts.begin}>
            {since ? words.otherPhone : words.setUpApp}
          </Button>
        )}
      </Part>
      <Part id="passkeys" title={words.passkeys}>
        <p>{words.passkeysWhat}</p>
        <PasskeyList passkeys={passkeys} remove={acts.remove} />
        {policy !== 'off' && <AddPasskey key={passkeys.length} confirming={acts.confirming} finish={acts.setUp} />}
      </Part>
      {isOn && (
        <>
          <Part id="recovery" title={words.codes}>
            <p>
              {words.codesLeft(own.recoveryCodesLeft)} {words.makeCodesWhat}
            </p>
            <Button onClick={acts.makeCodes}>{words.makeCodes}</Button>
          </Part>
          <Part id="switch-off" title={words.switchOffTitle}>
            <p>
              {words.switchOffWhat} {policy === 'required' && words.switchOffRequired}
            </p>
            <Button onClick={acts.switchOff}>{words.switchOff}</Button>
          </Part>
        </>
      )}
    </>
  )
}

function Part({ id, title, children }: { id: string; title: string; children: ComponentChildren }) {
  return (
    <section class="stack" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  )
}
