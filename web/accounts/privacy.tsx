import { useState } from 'preact/hooks'
import { practice, seePrivacyStatement } from '../session.ts'
import { privacy as en } from '../text/privacy.en.ts'
import { privacy as nl } from '../text/privacy.nl.ts'
import { language, text } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Failure } from '../ui/failure.tsx'
import { PageHeading } from '../ui/page.tsx'

/** The privacy statement, for anybody at any time (SEC-17). */
export function Privacy() {
  return (
    <div class="reading stack">
      <PageHeading>{words().title}</PageHeading>
      <Statement />
    </div>
  )
}

/** The same, once, before everything else, at the first sign-in. */
export function PrivacyFirst() {
  const [failed, setFailed] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const { privacyFirst, continue: goOn, saving } = text().door
  const seen = () => {
    setBusy(true)
    seePrivacyStatement().catch((error: unknown) => {
      setFailed(error)
      setBusy(false)
    })
  }
  return (
    <div class="reading stack">
      <PageHeading word={text().door.privacy}>{`${privacyFirst}: ${words().title.toLowerCase()}`}</PageHeading>
      <Statement />
      {failed !== null && <Failure error={failed} round={1} />}
      <Button look="main" busy={busy && saving} onClick={seen}>
        {goOn}
      </Button>
    </div>
  )
}

function Statement() {
  const { lead, parts, askHeading, ask, complain } = words()
  const { name = '', desk } = practice.value ?? {}
  return (
    <div class="stack stack-wide">
      <p>{lead(name)}</p>
      {parts.map(({ heading, lines }) => (
        <section class="stack" key={heading}>
          <h2>{heading}</h2>
          {lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </section>
      ))}
      <section class="stack">
        <h2>{askHeading}</h2>
        <p>
          {ask} {desk?.address && <a href={`mailto:${desk.address}`}>{desk.address}</a>}
        </p>
        <p>{complain}</p>
      </section>
    </div>
  )
}

function words(): typeof en {
  return language.value === 'nl' ? nl : en
}
