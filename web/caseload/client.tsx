import type { Client as Known } from '../../contract/caseload.ts'
import { ResetSecondStep } from '../accounts/second-step-reset.tsx'
import { said } from '../text/moments.ts'
import { ButtonLink } from '../ui/button.tsx'
import { Activation } from './activation.tsx'
import { AddressPart } from './address-part.tsx'
import { dateInWords } from './dates.ts'
import { nameOf } from './name-of.ts'
import { Resend } from './resend.tsx'
import { clientWords } from './client-words.ts'

/** What is known of somebody, and their account (ACC-7, ACC-13 to ACC-15). */
export function Details({ client, again }: { client: Known; again: () => void }) {
  const { client: words } = clientWords()
  const { may } = client
  const reads = !may.change && client.details !== null
  return (
    <>
      <section class="stack" aria-labelledby="details">
        <div class="head">
          <h2 id="details">{words.details}</h2>
          {may.change && <ButtonLink href={`/clients/${client.id}/change`}>{words.change}</ButtonLink>}
        </div>
        {reads && <p class="hint">{words.readOnly}</p>}
        <Facts client={client} />
      </section>
      <AddressPart client={client} again={again} />
      <section class="stack" aria-labelledby="account">
        <h2 id="account">{words.account}</h2>
        <AccountFacts client={client} />
        {may.welcome && <Resend id={client.id} again={again} />}
        {may.resetSecondStep && <ResetSecondStep account={client.id} name={nameOf(client)} />}
        {may.activate && <Activation client={client} again={again} />}
      </section>
    </>
  )
}

/** What is known; what the practice does not ask, and nobody filled in, is left out. */
function Facts({ client: { address, details } }: { client: Known }) {
  const { form, client: words } = clientWords()
  const { nothing } = words
  const facts: [string, string][] = [[form.address, address]]
  if (details) {
    const { gender, birthDate, phone, identifier, bsn, labels } = details
    facts.push(
      [form.phone, phone ?? nothing],
      [form.birthDate, birthDate ? dateInWords(birthDate) : nothing],
      [form.gender, form.genders[gender]],
      [form.identifier, identifier ?? nothing],
    )
    if (bsn) facts.push([form.bsn, bsn])
    if (labels.length > 0) facts.push([form.labels, labels.join(', ')])
  }
  return <FactList facts={facts} />
}

function AccountFacts({ client: { id, active, welcome, welcomeAt } }: { client: Known }) {
  const { account, active: on, inactive, welcome: letter, welcomes, number, numberHint } = clientWords().client
  const facts: [string, string][] = [
    [account, active ? on : inactive],
    [letter, welcomes[welcome](welcomeAt ? said(welcomeAt) : '')],
    [number, id],
  ]
  return (
    <>
      <FactList facts={facts} />
      <p class="hint">{numberHint}</p>
    </>
  )
}

function FactList({ facts }: { facts: readonly [string, string][] }) {
  return (
    <dl class="facts niche pad">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
